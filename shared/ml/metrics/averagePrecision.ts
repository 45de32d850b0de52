import { cutCounts } from './cutCounts';

/**
 * Average precision: Σ (Rₖ − Rₖ₋₁) Pₖ over the cuts of the precision–recall curve, a step function's area, with no
 * interpolation between points. Tied scores enter together.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); any monotone score, ±Infinity included.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @param order `scoreOrder(score)`, if the caller has it already.
 * @returns a value in (0, 1], or NaN without positives (scikit-learn warns and returns 0); 1 without negatives.
 * @throws CodedError as `checkRows`.
 *
 * scikit-learn: `average_precision_score`.
 */
export function averagePrecision(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null = null,
  order?: Uint32Array,
): number {
  const { thresholds, tp, fp } = cutCounts(truth, score, weight, order);
  const cuts = thresholds.length;
  let sum = 0;
  for (let k = 0; k < cuts; k++) {
    const gained = k === 0 ? tp[0] : tp[k] - tp[k - 1];
    if (gained > 0) sum += gained * (tp[k] / (tp[k] + fp[k]));
  }
  const positives = cuts === 0 ? 0 : tp[cuts - 1];
  return positives === 0 ? Number.NaN : Math.min(1, sum / positives);
}
