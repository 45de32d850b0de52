import type { JudgedRows } from './scoredModel';

/** A list of rows, and how many there are in all. */
export interface RowList {
  readonly total: number;
  /** The first ones, up to the limit. */
  readonly rows: readonly number[];
}

export interface Mistakes {
  /** Negative rows that are flagged, the highest scores first. */
  readonly falseAlarms: RowList;
  /** Positive rows that are not flagged, the lowest scores first. */
  readonly misses: RowList;
}

/** What one model decides wrongly, the surest first. */
export function mistakesOf({ truth, models }: JudgedRows, model: number, limit: number): Mistakes {
  const { scores, threshold } = models[model];
  const wrong = (positive: number, flagged: boolean) =>
    [...truth.keys()].filter((row) => truth[row] === positive && scores[row] >= threshold === flagged);
  const falseAlarms = wrong(0, true).sort((a, b) => scores[b] - scores[a] || a - b);
  const misses = wrong(1, false).sort((a, b) => scores[a] - scores[b] || a - b);
  return {
    falseAlarms: { total: falseAlarms.length, rows: falseAlarms.slice(0, limit) },
    misses: { total: misses.length, rows: misses.slice(0, limit) },
  };
}

/**
 * Rows that the first model decides rightly and the second wrongly, and the other way round; those where their ranks
 * are furthest apart come first.
 */
export function disagreementsOf(
  judged: JudgedRows,
  a: number,
  b: number,
  limit: number,
): { readonly onlyA: RowList; readonly onlyB: RowList } {
  const { truth, models } = judged;
  const right = [models[a], models[b]].map(({ scores, threshold }) =>
    Uint8Array.from(scores, (score, row) => (score >= threshold === (truth[row] === 1) ? 1 : 0)),
  );
  // Scores of two models are on scales of their own: the distance from the threshold is measured in spreads.
  const [marginA, marginB] = [models[a], models[b]].map(({ scores, threshold }) => {
    const spread = standardDeviation(scores) || 1;
    return (row: number) => (scores[row] - threshold) / spread;
  });
  const apart = (row: number) => Math.abs(marginA(row) - marginB(row));
  const only = (i: 0 | 1): RowList => {
    const rows = [...truth.keys()].filter((row) => right[i][row] === 1 && right[1 - i][row] === 0);
    rows.sort((x, y) => apart(y) - apart(x) || x - y);
    return { total: rows.length, rows: rows.slice(0, limit) };
  };
  return { onlyA: only(0), onlyB: only(1) };
}

function standardDeviation(values: Float64Array): number {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return 0;
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  return Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length);
}
