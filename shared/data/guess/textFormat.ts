import { CodedError } from '../../base/errors';
import { guessTable } from '../delimited/guessTable';
import { parseJson } from '../json/relaxed';
import { isExactLabelName, nameParts, readLabelName } from './labelNames';
import { plainValue } from './plainValue';
import { isExactTextName } from './textNames';
import { knownMeaning } from './valueWords';

/**
 * How a text holds comments: a table, JSON values one after another, one JSON value, a comment to each line, or fastText's
 * lines that begin with their labels.
 */
export const TEXT_FORMATS = ['csv', 'jsonl', 'json', 'lines', 'fasttext'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** Every format a file of comments may be in. */
export type TableFormat = TextFormat | 'parquet' | 'xlsx';

/** The mark of a label in fastText's files. */
export const FASTTEXT_MARK = '__label__';

/** Rows that must agree for a text without column names to be a table. */
const AGREEING_ROWS = 4;

/**
 * A guess at the format of a text. Names that end in .csv and .tsv are believed; else the first
 * characters decide on JSON, and strong evidence on a table: names of columns that we know above rows that agree, or a column
 * of labels. What is left is lines: comments hold commas, tabs and bars too.
 *
 * @param name the file's.
 * @param head the beginning of the text, without byte order mark.
 * @param complete `head` is the whole text.
 */
export function guessTextFormat(name: string, head: string, complete: boolean): TextFormat {
  const ending = /\.(\w+)$/.exec(name)?.[1].toLowerCase();
  const text = head.trimStart();
  if (isFasttext(text)) return 'fasttext';
  if (ending === 'csv' || ending === 'tsv' || ending === 'tab') return 'csv';
  if (ending === 'jsonl' || ending === 'ndjson') return isJsonArray(text, complete) ? 'json' : 'jsonl';
  if (ending === 'json') return text[0] === '{' && !isSingleValue(text, complete) ? 'jsonl' : 'json';
  if (/^\[\s*(?:["[]|\{\s*(?:["'}]|u'))/.test(text)) return 'json';
  if (/^\{\s*u?'/.test(text) && firstLineIsJson(text, complete)) return 'jsonl';
  if (/^\{\s*"/.test(text)) return isSingleValue(text, complete) && !firstLineIsJson(text, complete) ? 'json' : 'jsonl';
  return looksTabular(head, complete) ? 'csv' : 'lines';
}

/** Lines by which fastText's format is known. */
const FASTTEXT_LINES = 20;

/** fastText allows labels anywhere in a line; people put them at its start or its end, with a comma in a CSV. */
function isFasttext(text: string): boolean {
  if (text.startsWith(FASTTEXT_MARK)) return !/^__label__[^\s,;]+[,;\t](?! )/.test(text);
  const lines = text.split('\n', FASTTEXT_LINES).filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => /\s__label__\S+\s*$/.test(line));
}

/** Whether the first line is a JSON value by itself; one that goes on past the head is believed to be. */
function firstLineIsJson(text: string, complete: boolean): boolean {
  const end = text.indexOf('\n');
  if (end < 0 && !complete) return true;
  return isJson(end < 0 ? text : text.slice(0, end));
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

/** Lines of lists are JSON Lines too: `["a", 1]`. One list over everything is not. */
function isJsonArray(text: string, complete: boolean): boolean {
  return text[0] === '[' && !firstLineIsJson(text, complete);
}

/** Whether the text that starts with a brace is one object: where nothing but one follows, or it does not end in the head. */
function isSingleValue(text: string, complete: boolean): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (quoted) {
      if (unit === '\\') at++;
      else if (unit === '"') quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === '{' || unit === '[') depth++;
    else if ((unit === '}' || unit === ']') && --depth === 0) return complete && text.slice(at + 1).trim() === '';
  }
  return true;
}

function looksTabular(head: string, complete: boolean): boolean {
  let guess: ReturnType<typeof guessTable>;
  try {
    guess = guessTable(head, complete, {});
  } catch (error) {
    if (error instanceof CodedError) return false; // quotes that close nothing: prose
    throw error;
  }
  if (guess === null || guess.width < 2) return false;
  const { rows, fit } = guess;
  const [header, ...data] = rows;
  if (fit < 0.9 && !(header.length === guess.width && header.every(isColumnName))) return false;
  const names = header.filter(isColumnName).length;
  const isNameLike = header.every((cell) => cell.trim().split(/\s+/).length <= 4 && cell.length <= 40);
  const typed = typedColumns(data, guess.width);
  if (header.length >= 2 && names >= 2 && isNameLike) return true;
  if (names >= 1 && isNameLike && data.length > 0 && typed > 0) return true;
  // Cells that were copied from a sheet come with tabs: comments and what they are labelled with.
  if (guess.dialect.delimiter === '\t' && fit === 1 && typedColumns(rows, guess.width) > 0) return true;
  return rows.length >= AGREEING_ROWS && fit === 1 && hasLabelColumn(rows, guess.width);
}

/** Whether `cell` names comments or labels, exactly. */
function isColumnName(cell: string): boolean {
  const joined = nameParts(cell).join('');
  if (isExactLabelName(joined) || isExactTextName(joined)) return true;
  return /[_.]/.test(cell) && !/\s/.test(cell.trim()) && readLabelName(cell).rank !== null;
}

/** Columns of numbers or labels. */
function typedColumns(rows: readonly (readonly string[])[], width: number): number {
  let typed = 0;
  for (let column = 0; column < width; column++) {
    if (rows.every((row) => isValue(row[column] ?? ''))) typed++;
  }
  return typed;
}

function isValue(cell: string): boolean {
  const plain = plainValue(cell);
  if (plain === '' || cell.length > 40) return false;
  return !Number.isNaN(Number(plain)) || plain === 'other' || knownMeaning(plain) !== undefined;
}

/** Whether a column holds known labels of both kinds, or 0 and 1, and nothing else. */
function hasLabelColumn(rows: readonly (readonly string[])[], width: number): boolean {
  for (let column = 0; column < width; column++) {
    const values = new Set(rows.map((row) => plainValue(row[column] ?? '')));
    if (values.size > 10 || values.size < 2) continue;
    const meanings = [...values].map(meaningOfValue);
    if (meanings.includes('toxic') && meanings.includes('notToxic') && !meanings.includes(undefined)) return true;
  }
  return false;
}

/** What a value of a column without a name means, for all one can tell. */
function meaningOfValue(value: string): ReturnType<typeof knownMeaning> {
  if (value === '1') return 'toxic';
  return value === '0' || value === 'other' ? 'notToxic' : knownMeaning(value);
}
