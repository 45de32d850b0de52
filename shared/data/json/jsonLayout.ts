import { looksLikePython } from './python';
import type { JsonLayout } from './recordRows';
import { parseJson } from './relaxed';

/** The two formats whose texts are JSON. */
export type JsonFormat = 'json' | 'jsonl';

/** How the JSON values of a text follow each other. */
export function jsonLayoutOf(text: string, complete: boolean, format: JsonFormat): JsonLayout {
  const start = text.trimStart();
  const lineEnd = start.indexOf('\n');
  const line = lineEnd < 0 ? start : start.slice(0, lineEnd);
  const isLine = (lineEnd < 0 && !complete) || parses(line);
  // The first line may be broken where the others are not.
  if (!isLine && areRecordLines(start)) return 'lines';
  // Strings in single quotes cannot be cut into records before they are translated.
  if (start[0] === '[' && looksLikePython(start.slice(0, LOOKED_AT)))
    return isLine && format === 'jsonl' ? 'lines' : 'object';
  // A thread of Reddit's is a list of the post and its comments.
  if (/^\[\s*\{\s*"kind":\s*"Listing"/.test(start)) return 'object';
  if (start[0] === '[' && !(format === 'jsonl' && isLine)) return 'array';
  if (isLine) return lineEnd < 0 && complete && format !== 'jsonl' ? 'object' : 'lines';
  if (start[0] !== '{') return format === 'json' ? 'array' : 'lines';
  // Objects over several lines, or several on one line; one object over everything has nothing after it.
  const end = objectEnd(start);
  if (end < 0) return complete || format === 'jsonl' ? 'stream' : 'object';
  return start.slice(end).trim() === '' ? 'object' : 'stream';
}

/** Characters that say how strings are quoted. */
const LOOKED_AT = 100;

/** Lines by which a text of JSON Lines is known. */
const JUDGED_LINES = 20;

/** Whether more than half of the lines after the first are objects by themselves, and not the items of a list. */
export function areRecordLines(text: string): boolean {
  const lines = text
    .split('\n', JUDGED_LINES)
    .slice(1, JUDGED_LINES - 1)
    .filter((one) => one.trim() !== '');
  return lines.filter(isRecordLine).length > lines.length / 2;
}

/** A line of an object over several lines may be a number or a string. */
function isRecordLine(line: string): boolean {
  const bare = line.trim();
  return bare[0] === '{' && bare.endsWith('}') && parses(bare);
}

/**
 * Whether the first lines are tuples in Python's writing, `("text", 1),`: of as many values, a comma after each but the
 * last.
 */
export function areTupleLines(text: string, complete: boolean): boolean {
  const lines = text.split('\n', JUDGED_LINES);
  if (!complete || lines.length === JUDGED_LINES) lines.pop();
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const widths = filled.map((line) => {
    try {
      const value = /^\(.*\),?$/s.test(line) ? parseJson(line) : null;
      return Array.isArray(value) ? value.length : 0;
    } catch {
      return 0; // it is the only thing JSON.parse throws for
    }
  });
  return widths.length > 1 && widths[0] > 1 && widths.every((width) => width === widths[0]);
}

function parses(line: string): boolean {
  try {
    parseJson(line);
    return true;
  } catch {
    return false;
  }
}

/** Whether the first lines are lists of as many values, of which one is a string: `[0, "text"]`. */
export function areListLines(text: string, complete: boolean): boolean {
  const lines = text.split('\n', JUDGED_LINES);
  if (!complete || lines.length === JUDGED_LINES) lines.pop();
  const lists = lines.filter((line) => line.trim() !== '').map(listOf);
  const [first] = lists;
  if (first === undefined || first === null || lists.length < 2) return false;
  return lists.every((list) => list?.length === first.length && list.some((value) => typeof value === 'string'));
}

function listOf(line: string): unknown[] | null {
  try {
    const value = parseJson(line);
    return Array.isArray(value) ? value : null;
  } catch {
    return null; // it is the only thing JSON.parse throws for
  }
}

/** Whether other text follows an object on the first line: a comment that begins with one, `{"a": 1} is no JSON`. */
export function isQuoted(text: string): boolean {
  const lineEnd = text.indexOf('\n');
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const end = objectEnd(line);
  return end >= 0 && /^\s*[^\s,;{[}\]]/.test(line.slice(end));
}

/** The offset after the object that `text` starts with; −1 if it does not end. */
function objectEnd(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (quoted) {
      if (unit === '\\') at++;
      else if (unit === '"') quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === '{' || unit === '[') depth++;
    else if ((unit === '}' || unit === ']') && --depth === 0) return at + 1;
  }
  return -1;
}

/** Whether the first line is a JSON value by itself; one that goes on past the head is believed to be. */
export function firstLineIsJson(text: string, complete: boolean): boolean {
  const end = text.indexOf('\n');
  if (end < 0 && !complete) return true;
  return parses(end < 0 ? text : text.slice(0, end));
}

/** Lines of lists are JSON Lines too: `["a", 1]`. One list over everything is not. */
export function isJsonArray(text: string, complete: boolean): boolean {
  return text[0] === '[' && !firstLineIsJson(text, complete);
}

/**
 * Whether the text that starts with a brace is one object: where nothing but one follows, or it does not end in the
 * head.
 */
export function isSingleValue(text: string, complete: boolean): boolean {
  const end = objectEnd(text);
  return end < 0 || (complete && text.slice(end).trim() === '');
}
