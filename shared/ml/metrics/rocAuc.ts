import { checkRows } from './checks';
import { scoreOrder } from './order';

/**
 * Area under the ROC curve: the chance that a random positive outranks a random negative, a tie counting one half
 * (Mann and Whitney's U over p·q). Pairs are counted, doubled, in whole numbers, so without weights the only rounding
 * is the final division. With weights a pair counts the product of its two.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); any monotone score: probability, margin, log-odds. ±Infinity is fine.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @param order `scoreOrder(score)`, if the caller has it already (a bootstrap asks a thousand times).
 * @returns a value in [0, 1], or NaN if one class is missing (see `undefinedReason`).
 * @throws CodedError `shape-mismatch`, `number-not-finite`, `argument-invalid`, as `checkRows`.
 *
 * Source: Hanley and McNeil (1982), Radiology 143(1). scikit-learn: `roc_auc_score`.
 */
export function rocAuc(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null = null,
  order?: Uint32Array,
): number {
  checkRows(truth, score, weight);
  const ascending = order ?? scoreOrder(score);
  const n = truth.length;
  let positives = 0;
  let negatives = 0;
  let doubledPairs = 0;
  for (let at = 0; at < n; ) {
    const value = score[ascending[at]];
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (; at < n && score[ascending[at]] === value; at++) {
      const row = ascending[at];
      const w = weight === null ? 1 : weight[row];
      if (truth[row] === 1) tiedPositives += w;
      else tiedNegatives += w;
    }
    doubledPairs += tiedPositives * (2 * negatives + tiedNegatives);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  if (positives === 0 || negatives === 0) return Number.NaN;
  // The weighted sums round, and rounding must not lift a perfect order above 1.
  return Math.min(1, doubledPairs / (2 * positives * negatives));
}
