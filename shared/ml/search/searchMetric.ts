import { averagePrecision } from '../metrics/averagePrecision';
import { confusion, f1 } from '../metrics/confusion';
import { prevalenceWeights } from '../metrics/prevalence';
import { rocAuc } from '../metrics/rocAuc';
import { judgedRows, type LabelColumn } from '../training/labelledText';

/** What candidates are compared by; larger is better. */
export const SEARCH_METRICS = ['rocAuc', 'averagePrecision', 'f1'] as const;
export type SearchMetric = (typeof SEARCH_METRICS)[number];

/**
 * The metric over rows of known label.
 *
 * @param label of all rows.
 * @param rows those that `scores` are of.
 * @param threshold from which score on a row is flagged; for `f1`.
 * @param prevalence the share of positives to which averagePrecision and f1 are weighed; null: as they come.
 * @returns NaN where the metric is undefined, as where one class is missing.
 */
export function searchScore(
  metric: SearchMetric,
  label: Pick<LabelColumn, 'values' | 'judged'>,
  rows: Uint32Array,
  scores: Float64Array,
  threshold: number,
  prevalence: number | null,
): number {
  const known = judgedRows(label, rows);
  const truth = Uint8Array.from(known, (i) => label.values[rows[i]]);
  const knownScores = Float64Array.from(known, (i) => scores[i]);
  if (metric === 'rocAuc') return rocAuc(truth, knownScores);
  const weight = prevalence === null ? null : prevalenceWeights(truth, prevalence);
  if (metric === 'averagePrecision') return averagePrecision(truth, knownScores, weight);
  return f1(confusion(truth, knownScores, threshold, weight));
}

/**
 * Mean and standard deviation (of the scores themselves, divided by n, as scikit-learn's); NaN if any of them is, or
 * none.
 */
export function meanAndSd(scores: readonly number[]): { mean: number; sd: number } {
  let sum = 0;
  for (const score of scores) sum += score;
  const mean = sum / scores.length;
  let squares = 0;
  for (const score of scores) squares += (score - mean) * (score - mean);
  return { mean, sd: Math.sqrt(squares / scores.length) };
}
