import { checkProbabilities } from './checks';

/**
 * Brier score: the weighted mean of (probability − label)². 0 is perfect, 0.25 what a constant ½ gets.
 * scikit-learn: `brier_score_loss`.
 *
 * @param truth shape (n,); 1 is positive, 0 negative. One class alone is fine.
 * @param probability shape (n,), of the positive class, in [0, 1].
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @returns a value in [0, 1]; NaN without rows (or weight).
 * @throws CodedError as `checkProbabilities`.
 */
export function brier(truth: Uint8Array, probability: Float64Array, weight: Float64Array | null = null): number {
  checkProbabilities(truth, probability, weight);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < truth.length; i++) {
    const w = weight === null ? 1 : weight[i];
    const error = probability[i] - truth[i];
    sum += w * error * error;
    total += w;
  }
  return sum / total;
}
