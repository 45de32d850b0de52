import { cutCounts } from './cutCounts';

/** Points of a ROC curve: at `score ≥ thresholds[k]`, false and true positive rate. All three have the same length. */
export interface RocCurve {
  readonly fpr: Float64Array<ArrayBuffer>;
  readonly tpr: Float64Array<ArrayBuffer>;
  /** Descending. The first is the highest score + 1, where nothing is flagged. */
  readonly thresholds: Float64Array<ArrayBuffer>;
}

/**
 * The ROC curve with every corner and every point between corners: one point per distinct score after (0, 0).
 * scikit-learn: `roc_curve(..., drop_intermediate=False)`.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); any monotone score, ±Infinity included.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @returns `fpr` is all NaN without negatives, `tpr` all NaN without positives; no rows, no points.
 * @throws CodedError as `checkRows`.
 */
export function rocCurve(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null = null,
  order?: Uint32Array,
): RocCurve {
  const cuts = cutCounts(truth, score, weight, order);
  if (cuts.thresholds.length === 0) {
    return { fpr: new Float64Array(0), tpr: new Float64Array(0), thresholds: new Float64Array(0) };
  }
  const thresholds = new Float64Array(cuts.thresholds.length + 1);
  thresholds[0] = cuts.thresholds[0] + 1;
  thresholds.set(cuts.thresholds, 1);
  return { fpr: rates(cuts.fp), tpr: rates(cuts.tp), thresholds };
}

/** 0, then each count over the last; NaN throughout if the last is 0. */
function rates(counts: Float64Array): Float64Array<ArrayBuffer> {
  const total = counts[counts.length - 1];
  const result = new Float64Array(counts.length + 1);
  if (total === 0) return result.fill(Number.NaN);
  for (let k = 0; k < counts.length; k++) result[k + 1] = counts[k] / total;
  return result;
}
