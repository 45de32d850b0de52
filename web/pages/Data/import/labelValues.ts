import { plainValue } from '#shared/data/column/plainValue';
import type { GuessedMeaning } from '#shared/data/guess/meaning';
import type { LabelReading } from '#shared/data/importReport';

/** A value of the labels, in however many columns it occurs. */
export interface ValueRow {
  /** As the file writes it first. */
  readonly value: string;
  /** Cells that hold it. */
  readonly count: number;
  readonly meaning: GuessedMeaning;
}

/**
 * The values of all label columns, the most frequent first. Spellings of one value (1 and
 * 1.0) are one row.
 */
export function valueRows(labelling: readonly LabelReading[]): ValueRow[] {
  const rows = new Map<string, { value: string; count: number; meaning: GuessedMeaning }>();
  for (const { values } of labelling) {
    for (const { value, count, meaning } of values) {
      const plain = plainValue(value);
      const known = rows.get(plain);
      if (known === undefined) rows.set(plain, { value, count, meaning });
      else {
        known.count += count;
        if (meaning === 'ask') known.meaning = 'ask';
      }
    }
  }
  return [...rows.values()].toSorted((a, b) => b.count - a.count);
}

/** Those of `rows` that hold `search`, in any case. */
export function foundValues(rows: readonly ValueRow[], search: string): readonly ValueRow[] {
  const wanted = search.trim().toLowerCase();
  return wanted === '' ? rows : rows.filter(({ value }) => value.toLowerCase().includes(wanted));
}

/** Whether a value is a number. */
export function isNumber(value: string): boolean {
  const plain = plainValue(value);
  return plain !== '' && !Number.isNaN(Number(plain));
}

/** A bar of a histogram: numbers from `from` up to `to` (the last bar includes it). */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BARS = 24;

/** The numbers among the values in bars of equal width; empty without numbers. */
export function histogramOf(rows: readonly ValueRow[]): Bar[] {
  const numbers = rows.flatMap(({ value, count }) =>
    isNumber(value) ? [{ at: Number(plainValue(value)), count }] : [],
  );
  if (numbers.length === 0) return [];
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { at } of numbers) {
    if (at < min) min = at;
    if (at > max) max = at;
  }
  if (min === max) return [{ from: min, to: max, count: numbers.reduce((sum, { count }) => sum + count, 0) }];
  const width = (max - min) / BARS;
  const counts = new Array<number>(BARS).fill(0);
  for (const { at, count } of numbers) counts[Math.min(BARS - 1, Math.floor((at - min) / width))] += count;
  return counts.map((count, i) => ({ from: min + i * width, to: min + (i + 1) * width, count }));
}
