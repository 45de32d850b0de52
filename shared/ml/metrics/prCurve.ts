import { cutCounts } from './cutCounts';

/** Points of a precision–recall curve: at `score ≥ thresholds[k]`, ascending, so that recall falls. */
export interface PrCurve {
  /** One longer than `thresholds`: it ends with 1, where nothing is flagged. */
  readonly precision: Float64Array<ArrayBuffer>;
  /** One longer than `thresholds`: it ends with 0. */
  readonly recall: Float64Array<ArrayBuffer>;
  readonly thresholds: Float64Array<ArrayBuffer>;
}

/**
 * The precision–recall curve, one point per distinct score and the end point (recall 0, precision 1).
 * scikit-learn: `precision_recall_curve`.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); any monotone score, ±Infinity included.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @returns without positives recall is undefined: NaN at every threshold (scikit-learn warns and returns 1).
 * @throws CodedError as `checkRows`.
 */
export function prCurve(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null = null,
  order?: Uint32Array,
): PrCurve {
  const cuts = cutCounts(truth, score, weight, order);
  const points = cuts.thresholds.length;
  const precision = new Float64Array(points + 1);
  const recall = new Float64Array(points + 1);
  const total = points === 0 ? 0 : cuts.tp[points - 1];
  for (let k = 0; k < points; k++) {
    precision[points - 1 - k] = cuts.tp[k] / (cuts.tp[k] + cuts.fp[k]);
    recall[points - 1 - k] = cuts.tp[k] / total; // 0 / 0 is the NaN promised above
  }
  precision[points] = 1;
  return { precision, recall, thresholds: cuts.thresholds.reverse() };
}
