import { checkRows } from './checks';

/**
 * How labels and decisions met. Counts of rows, or sums of their weights.
 *
 * The metrics below are NaN exactly where scikit-learn calls them ill-defined and warns (0 of 0), and equal it
 * elsewhere.
 */
export interface Confusion {
  /** Positive and flagged. */
  readonly tp: number;
  /** Negative and flagged. */
  readonly fp: number;
  /** Positive and let pass. */
  readonly fn: number;
  /** Negative and let pass. */
  readonly tn: number;
}

/**
 * The confusion matrix of the decisions `score ≥ threshold`.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,).
 * @param threshold Infinity flags only scores of Infinity, −Infinity flags all.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh 1.
 * @throws CodedError as `checkRows`.
 */
export function confusion(
  truth: Uint8Array,
  score: Float64Array,
  threshold: number,
  weight: Float64Array | null = null,
): Confusion {
  checkRows(truth, score, weight);
  const cells = new Float64Array(4); // tn, fp, fn, tp
  for (let i = 0; i < truth.length; i++) {
    cells[2 * truth[i] + (score[i] >= threshold ? 1 : 0)] += weight === null ? 1 : weight[i];
  }
  return { tp: cells[3], fp: cells[1], fn: cells[2], tn: cells[0] };
}

/** The share of flagged rows that are positive; NaN if nothing is flagged. */
export function precision({ tp, fp }: Confusion): number {
  return tp / (tp + fp);
}

/** The share of positives that are flagged (sensitivity, true positive rate); NaN without positives. */
export function recall({ tp, fn }: Confusion): number {
  return tp / (tp + fn);
}

/** The share of negatives that pass (true negative rate); NaN without negatives. */
export function specificity({ tn, fp }: Confusion): number {
  return tn / (tn + fp);
}

/** Harmonic mean of precision and recall, 2tp / (2tp + fp + fn); NaN if nothing is positive and nothing flagged. */
export function f1({ tp, fp, fn }: Confusion): number {
  return (2 * tp) / (2 * tp + fp + fn);
}

/** The share of rows decided rightly; NaN without rows. */
export function accuracy({ tp, fp, fn, tn }: Confusion): number {
  return (tp + tn) / (tp + fp + fn + tn);
}

/** Mean of recall and specificity; NaN if a class is missing. */
export function balancedAccuracy(counts: Confusion): number {
  return (recall(counts) + specificity(counts)) / 2;
}

/**
 * Matthews' correlation coefficient of labels and decisions, in [−1, 1]. 0 if either is constant, by the usual
 * convention (scikit-learn's too, without a warning); NaN without rows.
 */
export function mcc({ tp, fp, fn, tn }: Confusion): number {
  if (tp + fp + fn + tn === 0) return Number.NaN;
  const flagged = Math.sqrt(tp + fp) * Math.sqrt(tn + fn);
  const labelled = Math.sqrt(tp + fn) * Math.sqrt(tn + fp);
  if (flagged === 0 || labelled === 0) return 0;
  return Math.max(-1, Math.min(1, (tp * tn - fp * fn) / flagged / labelled));
}
