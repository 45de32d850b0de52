import { checkRows } from './checks';
import { scoreOrder } from './order';

/**
 * What is flagged at every cut that scores allow: entry k is the cut "score ≥ thresholds[k]". One entry per distinct
 * score, descending, so the last one flags every row. Rows of weight 0 make no entry.
 */
export interface CutCounts {
  readonly thresholds: Float64Array<ArrayBuffer>;
  /** Positives flagged (their weight): ascending, the last is all of them. */
  readonly tp: Float64Array<ArrayBuffer>;
  /** Negatives flagged (their weight): ascending, the last is all of them. */
  readonly fp: Float64Array<ArrayBuffer>;
}

/**
 * Counts positives and negatives at or above each distinct score. ROC and PR curves, average precision and threshold
 * rules are all read from it. scikit-learn's `_binary_clf_curve`.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); any monotone score, ±Infinity included.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh 1.
 * @param order `scoreOrder(score)`, if the caller has it already.
 * @throws CodedError as `checkRows`.
 */
export function cutCounts(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null = null,
  order?: Uint32Array,
): CutCounts {
  checkRows(truth, score, weight);
  const ascending = order ?? scoreOrder(score);
  const n = truth.length;
  const thresholds = new Float64Array(n);
  const tp = new Float64Array(n);
  const fp = new Float64Array(n);
  let positives = 0;
  let negatives = 0;
  let cuts = 0;
  for (let at = n - 1; at >= 0; at--) {
    const row = ascending[at];
    const w = weight === null ? 1 : weight[row];
    if (w === 0) continue;
    if (truth[row] === 1) positives += w;
    else negatives += w;
    if (cuts === 0 || thresholds[cuts - 1] !== score[row]) thresholds[cuts++] = score[row];
    tp[cuts - 1] = positives;
    fp[cuts - 1] = negatives;
  }
  return { thresholds: thresholds.slice(0, cuts), tp: tp.slice(0, cuts), fp: fp.slice(0, cuts) };
}
