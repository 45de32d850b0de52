import { parseLabel, parseNumber } from '../column/labels';
import { labelNameRank, textNameRank } from './columnNames';

/** What the first rows say of a column, for a person who chooses. */
export interface ColumnFacts {
  readonly name: string;
  /** Some cells are labels, at most one in ten is neither label nor blank nor −1, and none is a class above 1. */
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

/** Two words, or a letter beyond ASCII: Chinese and Thai write no spaces. */
const WORDS = /\p{L}\p{M}*[\s,;:]+\S*\p{L}|[^\p{ASCII}]/u;
/** The share of cells with words from which a column looks like text. */
const TEXT_SHARE = 0.2;
/** The share of cells that may be no labels in a column that looks like labels. */
const STRANGE_SHARE = 0.1;

/** Looks at each column of a sample of rows. */
export function describeColumns(names: readonly string[], rows: readonly (readonly string[])[]): ColumnFacts[] {
  return names.map((name, position) => {
    const cells = rows.map((row) => row[position] ?? '');
    const labels = cells.map((cell) => parseLabel(cell));
    const withWords = cells.filter((cell) => WORDS.test(cell)).length;
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    const strange = labels.filter((label) => label === 'label-not-understood').length;
    const looksLikeLabels =
      labels.some((label) => typeof label === 'number') &&
      strange <= STRANGE_SHARE * filled &&
      !cells.some(isClassNumber);
    return {
      name,
      looksLikeLabels,
      fractions: looksLikeLabels && cells.some(isFraction),
      looksLikeText: !looksLikeLabels && filled > 0 && withWords >= TEXT_SHARE * filled,
      numeric: filled > 0 && cells.every((cell) => cell.trim() === '' || !Number.isNaN(parseNumber(cell.trim()))),
      distinct: new Set(cells).size,
      blank: cells.length - filled,
      medianLength: median(cells.map(codePoints)),
    };
  });
}

/**
 * The column of the comments: the likeliest name whose cells are not all labels; without one, of the columns that look
 * like text the one with the longest cells; else the only one that holds letters. Null if there is none.
 *
 * @param labelColumn a column that a person chose for the labels.
 */
export function guessTextColumn(
  facts: readonly ColumnFacts[],
  rows: readonly (readonly string[])[],
  labelColumn: number | null,
): number | null {
  const positions = facts.map((_, position) => position).filter((position) => position !== labelColumn);
  const named = best(positions, (position) => {
    const { name, looksLikeLabels } = facts[position];
    const rank = textNameRank(name);
    return rank === null || looksLikeLabels ? null : rank;
  });
  if (named !== null) return named;
  const wordy = best(positions, (position) => (facts[position].looksLikeText ? -facts[position].medianLength : null));
  if (wordy !== null) return wordy;
  const lettered = positions.filter(
    (position) => !facts[position].looksLikeLabels && rows.some((row) => /\p{L}/u.test(row[position] ?? '')),
  );
  return lettered.length === 1 ? lettered[0] : null;
}

/**
 * The column of the labels: the likeliest name whose cells look like labels; without one, the first other column that
 * looks so and holds two values; else the likeliest name whose cells are words (the import will say what is wrong with
 * them), but not one of classes numbered past 1, where 0 and 1 mean something else. Null if there is none.
 */
export function guessLabelColumn(
  facts: readonly ColumnFacts[],
  rows: readonly (readonly string[])[],
  textColumn: number | null,
): number | null {
  const positions = facts.map((_, position) => position).filter((position) => position !== textColumn);
  const rank = (position: number) => labelNameRank(facts[position].name);
  const named = best(positions, (position) => (facts[position].looksLikeLabels ? rank(position) : null));
  if (named !== null) return named;
  const valued = positions.find((position) => facts[position].looksLikeLabels && facts[position].distinct >= 2);
  if (valued !== undefined) return valued;
  return best(positions, (position) => {
    const cells = rows.map((row) => row[position] ?? '');
    const classes = cells.some(isClassNumber) && cells.some((cell) => typeof parseLabel(cell) === 'number');
    return classes ? null : rank(position);
  });
}

/** The item with the lowest rank, the first of equals; null if none has one. */
function best(items: readonly number[], rankOf: (item: number) => number | null): number | null {
  let found: number | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const rank = rankOf(item);
    if (rank !== null && rank < lowest) {
      found = item;
      lowest = rank;
    }
  }
  return found;
}

function isFraction(cell: string): boolean {
  const value = parseNumber(cell.trim());
  return value > 0 && value < 1;
}

function isClassNumber(cell: string): boolean {
  const value = parseNumber(cell.trim());
  return Number.isInteger(value) && value > 1;
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
