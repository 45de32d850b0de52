import { plainValue } from '../column/plainValue';
import { knownMeaning } from '../guess/valueWords';
import type { TakeCells } from '../tableSource';
import { guessNewline, type Newline } from './dialect';
import { createPlainLines, type TextSink } from './plainLines';

/*
 * Lines that hold a comment and its label, with a mark between them: `[TOXIC] text`, `text -> 0`, `text (toxic)`, and
 * the examples of Vowpal Wabbit, `-1 'id |words text`.
 */

/** How a label is marked in a line. */
export interface MarkShape {
  /** Where the label is. */
  readonly side: 'start' | 'end';
  /** The mark with the label, its first group: all but the comment. */
  readonly pattern: RegExp;
  /**
   * The second group is the name of a namespace, and the comment may be followed by more of them (`|`), which are a
   * column of their own. Only a few names in all lines are names: many are the first words of comments.
   */
  readonly namespaces?: boolean;
  /** The label is a word that means toxic or not: `no - never` is an answer. */
  readonly words?: boolean;
  /** Prose has it too, so that only the lack of any other reading speaks for it. */
  readonly weak?: boolean;
}

const ARROW = '(?:-+>|=+>|→|⇒|\\|\\|\\||:::|///|@@@|\\[SEP\\]|<sep>)';

/** Labels are no longer than this. */
const LABEL = '([^\\s[\\]()<>|→⇒][^[\\]()<>|→⇒]{0,39}?)';

const SHAPES: readonly MarkShape[] = [
  {
    side: 'start',
    // A name stands only after ` |` or a tag: a table has no space before its bars.
    pattern:
      /^\s*([-+]?\d+(?:\.\d+)?)(?: \d+(?:\.\d+)?){0,2}(?: ?'[^\s|]*)? ?\|(?![|\s]*$)((?<= \||'[^\s|]*\|)[^\s|:"'“«]+(?::[\d.]+)?)?\s/,
    namespaces: true,
  },
  { side: 'start', pattern: new RegExp(`^\\s*[[(<]${LABEL}[\\])>]:?\\s+`, 'u') },
  { side: 'end', pattern: new RegExp(`\\s*${ARROW}\\s*${LABEL}\\s*$`, 'u') },
  { side: 'start', pattern: new RegExp(`^\\s*${LABEL}\\s*${ARROW}\\s*`, 'u') },
  { side: 'end', pattern: new RegExp(`\\s+[[(<]${LABEL}[\\])>]\\s*$`, 'u') },
  { side: 'start', pattern: /^\s*([^\s:|]{1,40}):\s+/u },
  { side: 'start', pattern: new RegExp(`^\\s*${LABEL}\\s[-–—]\\s+`, 'u'), words: true },
  { side: 'start', pattern: /^\s*([01])\s+(?=\S)/u, weak: true },
];

/** Characters at either end of a line in which a label is looked for. */
const REACH = 120;
/** Lines by which a mark is known. */
const MIN_LINES = 3;
/** Two are enough where they are of both kinds, and prose has no such mark. */
const MIN_LINES_OF_BOTH = 2;
const JUDGED_LINES = 2000;

/** The mark that every line of `text` has, with labels that are understood; null if there is none. */
export function markOf(text: string, complete: boolean): MarkShape | null {
  const lines = text.split(guessNewline(text), JUDGED_LINES + 1);
  if (!complete || lines.length > JUDGED_LINES) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < MIN_LINES_OF_BOTH) return null;
  // Cells that were copied from a sheet.
  if (filled.every((line) => line.includes('\t'))) return null;
  return SHAPES.find((shape) => marksAll(shape, filled)) ?? null;
}

/** The share of comments that may begin with a number after a mark that is one. */
const MOST_NUMBERED = 0.5;
/** Each name of a namespace after the first stands in as many lines as this, on average. */
const LINES_PER_NAME = 20;

function marksAll(shape: MarkShape, lines: readonly string[]): boolean {
  const labels = new Set<string>();
  const names = new Set<string>();
  let numbered = 0;
  for (const line of lines) {
    const parts = partsOf(line, shape);
    if (parts === null) return false;
    labels.add(plainValue(parts[0]));
    if (shape.weak === true && /^\d/.test(parts[1])) numbered++;
    if (shape.namespaces === true) names.add(shape.pattern.exec(line)?.[2] ?? '');
  }
  // Numbers all over are a table of them; a few comments begin with a number too.
  if (shape.weak === true && numbered > MOST_NUMBERED * lines.length) return false;
  if (names.size > 1 && names.size * LINES_PER_NAME > lines.length) return false;
  if (shape.words === true && ![...labels].every(isJudgement)) return false;
  const meanings = [...labels].map(meaningOfMark);
  if (meanings.includes(undefined)) return false;
  if (!meanings.includes('toxic')) return false;
  if (lines.length < MIN_LINES) return meanings.includes('notToxic') && shape.weak !== true;
  // A word in brackets before every line is a label though the other class is missing; a number may be anything.
  return meanings.includes('notToxic') || (shape.weak !== true && [...labels].every((label) => /\p{L}/u.test(label)));
}

function isJudgement(plain: string): boolean {
  const known = knownMeaning(plain);
  return known === 'toxic' || known === 'notToxic';
}

/** What a label means, for all one can tell. */
function meaningOfMark(plain: string): 'toxic' | 'notToxic' | undefined {
  if (plain === '1') return 'toxic';
  if (plain === '0' || plain === '-1' || plain === 'other') return 'notToxic';
  const known = knownMeaning(plain);
  if (known === 'yes') return 'toxic';
  if (known === 'no') return 'notToxic';
  return known === 'toxic' || known === 'notToxic' ? known : undefined;
}

/** The label, the comment and its further namespaces; null if the line is not of this shape. */
export function partsOf(line: string, { side, pattern, namespaces }: MarkShape): [string, string, string] | null {
  const end = side === 'end';
  const found = pattern.exec(end ? line.slice(-REACH) : line.slice(0, REACH));
  if (found === null) return null;
  const rest = end ? line.slice(0, line.length - found[0].length) : line.slice(found[0].length);
  if (rest.trim() === '') return null;
  const more = namespaces === true ? rest.indexOf(' |') : -1;
  const text = more < 0 ? rest : rest.slice(0, more);
  return [found[1].trim(), end ? text.trimStart() : text.trimEnd(), more < 0 ? '' : rest.slice(more + 1)];
}

/** Reads lines of one shape; a line of another is refused. */
export function createMarkedLines(newline: Newline, shape: MarkShape, columns: number, take: TakeCells): TextSink {
  return createPlainLines(newline, (line, number) => {
    if (line.trim() === '') return;
    const parts = partsOf(line, shape);
    if (parts === null) take([], number, 'too-few-fields');
    else take(parts.slice(0, columns), number);
  });
}
