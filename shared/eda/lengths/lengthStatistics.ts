import type { LengthStatistics } from './measures';

/** Cumulative shares that `LengthStatistics.quantiles` holds. */
export const QUANTILES: readonly number[] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

/** Whole numbers as a distribution: `rowsUpTo[v]` rows have v or less. Empty without rows. */
export type Distribution = Uint32Array<ArrayBuffer>;

/**
 * The distribution of `values` over the rows for which `includes` is true. O(rows + largest value).
 * @param most no value is above it.
 */
export function distributionOf(values: Uint32Array, most: number, includes: (row: number) => boolean): Distribution {
  const rowsUpTo = new Uint32Array(most + 1);
  for (let row = 0; row < values.length; row++) if (includes(row)) rowsUpTo[values[row]] += 1;
  for (let value = 1; value <= most; value++) rowsUpTo[value] += rowsUpTo[value - 1];
  return rowsUpTo;
}

/** Rows in all. */
export function rowsOf(rowsUpTo: Distribution): number {
  return rowsUpTo.length === 0 ? 0 : rowsUpTo[rowsUpTo.length - 1];
}

/** Rows with values from `from` up to, not including, `to`. */
export function rowsBetween(rowsUpTo: Distribution, from: number, to: number): number {
  const below = (value: number) => (value <= 0 ? 0 : rowsUpTo[Math.min(value, rowsUpTo.length) - 1]);
  return rowsUpTo.length === 0 ? 0 : below(to) - below(from);
}

/** The value at `rank` (from 0, below the number of rows) when rows are sorted by value. Binary search. */
function valueAt(rowsUpTo: Distribution, rank: number): number {
  let low = 0;
  let high = rowsUpTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rowsUpTo[middle] > rank) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The value below which a share of the rows lies, interpolated linearly between the two nearest ranks: numpy.quantile's
 * default, with its rounding (it starts from whichever rank is nearer). NaN without rows.
 */
export function quantileOf(rowsUpTo: Distribution, share: number): number {
  const rows = rowsOf(rowsUpTo);
  if (rows === 0) return Number.NaN;
  const place = (rows - 1) * share;
  const rank = Math.floor(place);
  const low = valueAt(rowsUpTo, rank);
  const high = valueAt(rowsUpTo, Math.min(rows - 1, rank + 1));
  const part = place - rank;
  return part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part;
}

/** Exact statistics: the mean is the sum divided once. All NaN without rows. O(largest value). */
export function statisticsOf(rowsUpTo: Distribution): LengthStatistics {
  const rows = rowsOf(rowsUpTo);
  let sum = 0;
  for (let value = 1; value < rowsUpTo.length; value++) sum += value * (rowsUpTo[value] - rowsUpTo[value - 1]);
  return {
    mean: sum / rows,
    median: quantileOf(rowsUpTo, 0.5),
    min: rows > 0 ? valueAt(rowsUpTo, 0) : Number.NaN,
    max: rows > 0 ? valueAt(rowsUpTo, rows - 1) : Number.NaN,
    quantiles: Object.fromEntries(QUANTILES.map((share) => [share, quantileOf(rowsUpTo, share)])),
  };
}
