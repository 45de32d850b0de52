import { log } from '../../base/elementary';
import { checkProbabilities } from './checks';

/** Probabilities are clipped this far from 0 and 1, so that one confident mistake has a large but finite loss. */
const CLIP = Number.EPSILON;

/**
 * Cross-entropy of labels and probabilities: the weighted mean of −log(probability of the row's label), in nats.
 * Probabilities are first clipped to [ε, 1 − ε], ε = 2⁻⁵². scikit-learn: `log_loss(..., labels=[0, 1])`.
 *
 * @param truth shape (n,); 1 is positive, 0 negative. One class alone is fine.
 * @param probability shape (n,), of the positive class, in [0, 1].
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @returns 0 or more, at most 36.05; NaN without rows (or weight).
 * @throws CodedError as `checkProbabilities`.
 */
export function logLoss(truth: Uint8Array, probability: Float64Array, weight: Float64Array | null = null): number {
  checkProbabilities(truth, probability, weight);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < truth.length; i++) {
    const w = weight === null ? 1 : weight[i];
    const clipped = Math.max(CLIP, Math.min(1 - CLIP, probability[i]));
    sum -= w * log(truth[i] === 1 ? clipped : 1 - clipped);
    total += w;
  }
  return sum / total;
}
