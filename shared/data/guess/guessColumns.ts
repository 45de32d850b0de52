import { parseNumber } from '../column/plainValue';
import { readLabelName } from './labelNames';
import { type CellCounts, decideScheme } from './labelScheme';
import { DEFAULT_LABEL_CUT } from './parseLabel';
import { textNameScore } from './textNames';

/** What the cells of a column are. */
export type ColumnKind =
  /** Words: what comments are. */
  | 'text'
  /** Single words or short values that repeat. */
  | 'category'
  /** Two values that are numbers or yes and no. */
  | 'flag'
  | 'number'
  | 'date'
  | 'identifier'
  | 'link'
  /** Lists or objects, as JSON or Python writes them. */
  | 'list'
  | 'empty';

/** A summary of a column's first rows, for a person who chooses. */
export interface ColumnFacts {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The first different cells that are not blank, shortened. */
  readonly examples: readonly string[];
  /** Some cells are labels that are understood, and few others are not. */
  readonly looksLikeLabels: boolean;
  /** Some cells are fractions strictly between 0 and 1, so the cut matters. */
  readonly fractions: boolean;
  /** Some cells hold words, which comments do and ids do not. */
  readonly looksLikeText: boolean;
  /** Every cell that is not empty is a number, and there is one. */
  readonly numeric: boolean;
  /** Different cells among the sample. */
  readonly distinct: number;
  /** Empty cells among the sample. */
  readonly blank: number;
  /** Of the sample's cells, in code points; 0 without rows. */
  readonly medianLength: number;
}

/** Two words, or a character beyond ASCII: Chinese and Thai have no spaces. */
const WORDS = /\p{L}\p{M}*[\s,;:]+\S*\p{L}|[^\p{ASCII}]/u;
/** The share of cells with words from which a column looks like text. */
const TEXT_SHARE = 0.2;
/** The share of cells that may be something else in a column of one kind. */
const STRANGE_SHARE = 0.1;
/** Different values beyond which no column is one of labels, except of numbers. */
const LABEL_VALUES = 60;
/** A label's value is no longer than this. */
const LABEL_LENGTH = 60;

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 60;

/** A day, with a time or without. A comment may begin with one: `2021-05-06 was a bad day`. */
const DATE =
  /^(?:(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2} [a-z]{3,9} \d{4})(?:[T ,]+\d{1,2}[:.h]\d\d.{0,30})?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?:[a-z]{3} \d|\d{1,2} [a-z]{3}).{0,40})$/i;
const LINK = /^(?:https?:\/\/|www\.)\S+$/i;
const LIST = /^(?:\[(?:\s*(?:["'\d[{-]|u['"]|true|false|null|None|True|False).*)?\]|\{\s*(?:["'].*)?\})$/s;
const IDENTIFIER = /^\S*\d\S*$|^\S*[_@]\S*$/;

/** Looks at each column of a sample of rows. */
export function describeColumns(names: readonly string[], rows: readonly (readonly string[])[]): ColumnFacts[] {
  return names.map((name, position) => {
    const cells = rows.map((row) => row[position] ?? '');
    const counts = countCells(cells);
    const filledCells = cells.filter((cell) => cell.trim() !== '');
    const filled = filledCells.length;
    const share = (test: (cell: string) => boolean) => filledCells.filter(test).length / Math.max(1, filled);
    const numbers = share((cell) => !Number.isNaN(parseNumber(cell.trim())));
    const labels = labelFacts(name, counts, filled);
    const words = share((cell) => WORDS.test(cell));
    const kind = kindOf();
    return {
      name,
      kind,
      examples: examplesOf(counts),
      looksLikeLabels: labels.looksLikeLabels,
      fractions: labels.looksLikeLabels && cells.some(isFraction),
      looksLikeText: kind === 'text',
      numeric: filled > 0 && numbers === 1,
      distinct: counts.size,
      blank: cells.length - filled,
      medianLength: median(cells.map(codePoints)),
    };

    function kindOf(): ColumnKind {
      const most = 1 - STRANGE_SHARE;
      if (filled === 0) return 'empty';
      if (labels.looksLikeLabels && labels.values <= 2 && !cells.some(isFraction)) return 'flag';
      if (numbers >= most) return 'number';
      if (share((cell) => DATE.test(cell.trim())) >= most) return 'date';
      if (share((cell) => LINK.test(cell.trim())) >= most) return 'link';
      if (share((cell) => LIST.test(cell.trim())) >= most) return 'list';
      if (labels.looksLikeLabels) return 'category';
      if (words >= TEXT_SHARE && !isRepeated()) return 'text';
      if (share((cell) => IDENTIFIER.test(cell.trim())) >= most && counts.size > filled / 2) return 'identifier';
      return 'category';
    }

    /** One sentence over and over is what the comments are about, not a comment; few short values are classes. */
    function isRepeated(): boolean {
      if (filled < 5) return false;
      return counts.size === 1 || (counts.size <= 5 && filled >= 60 && median(filledCells.map(codePoints)) < 25);
    }
  });
}

function countCells(cells: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

function examplesOf(counts: CellCounts): string[] {
  const examples: string[] = [];
  for (const cell of counts.keys()) {
    const text = cell.trim();
    if (text === '') continue;
    examples.push(codePoints(text) > EXAMPLE_LENGTH ? `${[...text].slice(0, EXAMPLE_LENGTH).join('')}…` : text);
    if (examples.length === EXAMPLES) break;
  }
  return examples;
}

/** Whether cells look like labels, and how many different ones there are, not counting blanks. */
function labelFacts(name: string, counts: CellCounts, filled: number): { looksLikeLabels: boolean; values: number } {
  const none = { looksLikeLabels: false, values: 0 };
  if (filled === 0 || [...counts.keys()].some((cell) => cell.length > LABEL_LENGTH)) return none;
  const numeric = [...counts.keys()].every((cell) => cell.trim() === '' || !Number.isNaN(parseNumber(cell.trim())));
  if (!numeric && counts.size > LABEL_VALUES) return none;
  const { opposite } = readLabelName(name);
  const { values } = decideScheme(counts, {}, { opposite, labelCut: DEFAULT_LABEL_CUT });
  const rowsOf = (wanted: (meaning: string) => boolean) =>
    values.reduce((sum, { count, meaning }) => (wanted(meaning) ? sum + count : sum), 0);
  const understood = rowsOf((meaning) => meaning === 'toxic' || meaning === 'notToxic');
  const asked = rowsOf((meaning) => meaning === 'ask');
  const classes = values.some(({ value, meaning }) => meaning === 'ask' && !Number.isNaN(parseNumber(value)));
  return {
    looksLikeLabels: understood > 0 && !classes && asked <= STRANGE_SHARE * filled,
    values: values.filter(({ meaning }) => meaning !== 'leaveOut').length,
  };
}

/** The choice of the text column. */
export interface TextGuess {
  readonly column: number | null;
  /** Other columns that may be the comments as well: empty where one is clearly likelier. */
  readonly rivals: readonly number[];
}

/** A lead of so many points makes a column clearly likelier than another. */
const CLEAR_LEAD = 8;

/**
 * The column of the comments. Only columns of words come into question; of them the likeliest by name, then by variety
 * and length of the cells. Without one: a known name whose cells are no dates, numbers or labels; else a known name
 * whatever its cells are, beside which the only column with letters may be a rival; else that column. Null if there is
 * none.
 *
 * @param labelColumns columns that a person chose for the labels.
 * @param hasNames the file names its columns; without names a column of numbers may be comments as well as the one of
 *   letters.
 */
export function guessTextColumn(
  facts: readonly ColumnFacts[],
  rows: readonly (readonly string[])[],
  labelColumns: readonly number[],
  hasNames = true,
): TextGuess {
  const positions = facts.map((_, position) => position).filter((position) => !labelColumns.includes(position));
  const wordy = positions.filter((position) => facts[position].kind === 'text');
  if (wordy.length > 0) {
    const scored = wordy
      .map((position) => ({ position, score: textScore(facts[position], rows.length) }))
      .toSorted((a, b) => b.score - a.score || a.position - b.position);
    const [first] = scored;
    const rivals = scored.filter(({ score }) => score > first.score - CLEAR_LEAD).slice(1);
    return { column: first.position, rivals: rivals.map(({ position }) => position) };
  }
  const sure = (column: number | null): TextGuess => ({ column, rivals: [] });
  const named = (position: number) => textNameScore(facts[position].name) >= 40;
  const loose = positions.filter(
    (position) => ['category', 'identifier', 'list'].includes(facts[position].kind) && !facts[position].looksLikeLabels,
  );
  const known = loose.find(named);
  if (known !== undefined) return sure(known);
  const lettered = loose.filter((position) => facts[position].kind !== 'list' && hasLetters(rows, position));
  const valued = (position: number) => ['number', 'flag', 'category', 'empty'].includes(facts[position].kind);
  const short = positions.find((position) => named(position) && valued(position)) ?? null;
  if (lettered.length !== 1) return sure(short);
  const mayBeShort = (position: number) =>
    position !== lettered[0] &&
    ['number', 'list'].includes(facts[position].kind) &&
    !facts[position].looksLikeLabels &&
    !areCounted(rows, position);
  const beside = textNameScore(facts[lettered[0]].name) < 0;
  if (short === null && !hasNames) return { column: lettered[0], rivals: positions.filter(mayBeShort) };
  if (short === null) return sure((beside ? positions.find(named) : undefined) ?? lettered[0]);
  // Comments may all be links, dates, numbers or `yes`; an author or a language is no comment, whatever else may be.
  return { column: short, rivals: beside ? [] : lettered };
}

/** Whether the numbers of a column go up from row to row, as those of rows do. */
function areCounted(rows: readonly (readonly string[])[], position: number): boolean {
  const numbers = rows.map((row) => parseNumber((row[position] ?? '').trim()));
  return numbers.every((number, i) => i === 0 || number > numbers[i - 1]);
}

function hasLetters(rows: readonly (readonly string[])[], position: number): boolean {
  return rows.some((row) => /\p{L}/u.test(row[position] ?? ''));
}

function textScore({ name, distinct, blank, medianLength }: ColumnFacts, rows: number): number {
  const variety = distinct / Math.max(1, rows);
  const length = Math.min(30, 4 * Math.log2(1 + medianLength));
  return textNameScore(name) + length + 20 * variety - (20 * blank) / Math.max(1, rows);
}

function isFraction(cell: string): boolean {
  const value = parseNumber(cell.trim());
  return value > 0 && value < 1;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--; // the second half of a pair (decoded text has no lone ones)
  }
  return count;
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
