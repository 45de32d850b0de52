import { calibrationCurve } from './calibrationCurve';

/**
 * Expected calibration error: the mean distance between how sure the model is and how often it is right, over bins of
 * equal width (10 by default; bins as in `calibrationCurve`), each weighing as much as its rows:
 *
 *     Σ_b (W_b / W) · |share of positives in b − mean probability in b|
 *
 * This is the form for the positive class's probability, not for the confidence in the winning class.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param probability shape (n,), of the positive class, in [0, 1].
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @returns a value in [0, 1]; NaN without rows (or weight).
 * @throws CodedError as `calibrationCurve`.
 *
 * Source: Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning, AAAI.
 */
export function ece(
  truth: Uint8Array,
  probability: Float64Array,
  bins = 10,
  weight: Float64Array | null = null,
): number {
  const curve = calibrationCurve(truth, probability, { bins, strategy: 'uniform' }, weight);
  let sum = 0;
  let total = 0;
  for (let bin = 0; bin < curve.weight.length; bin++) {
    sum += curve.weight[bin] * Math.abs(curve.probTrue[bin] - curve.probPred[bin]);
    total += curve.weight[bin];
  }
  return sum / total;
}
