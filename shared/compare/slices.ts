import { type Share, wilsonShare } from '#shared/eda/share/wilson';
import { confusion } from '#shared/ml/metrics/confusion';
import { type AucInterval, delongInterval } from '#shared/ml/metrics/delong';
import { type JudgedRows, takeRows } from './scoredModel';

/** Rows that have something in common: a range of lengths, a language, a value of a column. */
export interface Slice {
  /** What the rows have in common, as a value to be shown: a language tag, a range, a cell. */
  readonly value: string;
  readonly rows: Uint32Array;
}

/** One model's figures on a slice. */
export interface SliceFigures {
  readonly auc: AucInterval;
  readonly precision: Share;
  readonly recall: Share;
  readonly falsePositiveRate: Share;
}

export interface MeasuredSlice {
  readonly value: string;
  readonly rows: number;
  readonly positives: number;
  /** True if either class has so few rows that the intervals say more than the figures. */
  readonly small: boolean;
  /** One per model, in their order. */
  readonly models: readonly SliceFigures[];
}

/** Fewer rows of either class than this make a slice small. */
export const SMALL_CLASS = 30;

/** Measures every model on each slice. Yields once per slice. */
export function* measureSlices(
  judged: JudgedRows,
  slices: readonly Slice[],
): Generator<number, MeasuredSlice[], undefined> {
  const measured: MeasuredSlice[] = [];
  for (const slice of slices) {
    const { truth, models } = takeRows(judged, slice.rows);
    const positives = truth.reduce((sum, label) => sum + label, 0);
    measured.push({
      value: slice.value,
      rows: truth.length,
      positives,
      small: Math.min(positives, truth.length - positives) < SMALL_CLASS,
      models: models.map(({ scores, threshold }) => {
        const { tp, fp, fn, tn } = confusion(truth, scores, threshold);
        return {
          auc: delongInterval(truth, scores),
          precision: wilsonShare(tp, tp + fp),
          recall: wilsonShare(tp, tp + fn),
          falsePositiveRate: wilsonShare(fp, fp + tn),
        };
      }),
    });
    yield measured.length;
  }
  return measured;
}

/**
 * Slices by the values of a column, the most frequent first.
 * @param values shape (n,); undefined: the row is in no slice.
 * @param limit how many slices; `rest` counts the rows of all other values.
 */
export function slicesByValue(
  values: readonly (string | undefined)[],
  limit: number,
): { readonly slices: Slice[]; readonly rest: number } {
  const rowsOf = new Map<string, number[]>();
  values.forEach((value, row) => {
    if (value === undefined) return;
    const rows = rowsOf.get(value);
    if (rows) rows.push(row);
    else rowsOf.set(value, [row]);
  });
  // Equal ones by their value, so that the order does not depend on the order of rows.
  const sorted = [...rowsOf].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return {
    slices: sorted.slice(0, limit).map(([value, rows]) => ({ value, rows: Uint32Array.from(rows) })),
    rest: sorted.slice(limit).reduce((sum, [, rows]) => sum + rows.length, 0),
  };
}

/** Upper ends, in characters, of the slices by length; the last slice has none. */
export const LENGTH_ENDS = [20, 60, 150, 400, 1000] as const;

/**
 * Slices by length, short ones first, empty ones left out.
 * @param lengths shape (n,), in characters.
 */
export function slicesByLength(lengths: Uint32Array): Slice[] {
  const rows: number[][] = [...LENGTH_ENDS.map((): number[] => []), []];
  for (let row = 0; row < lengths.length; row++) {
    const at = LENGTH_ENDS.findIndex((end) => lengths[row] < end);
    rows[at < 0 ? LENGTH_ENDS.length : at].push(row);
  }
  return rows.flatMap((found, at) => {
    const from = at === 0 ? 0 : LENGTH_ENDS[at - 1];
    const value = at < LENGTH_ENDS.length ? `${from}–${LENGTH_ENDS[at] - 1}` : `${from}+`;
    return found.length === 0 ? [] : [{ value, rows: Uint32Array.from(found) }];
  });
}
