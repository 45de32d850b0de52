import { CodedError } from '../../base/errors';

/**
 * Weights that turn a sample into one where a share `prevalence` of the rows is positive: 1 for negatives, and for each
 * of the P positives among N negatives p·N / ((1 − p)·P). Precision and all that rests on it, calibration and threshold
 * rules depend on the share of positives; without this, a training set balanced by hand gives wrong ones.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param prevalence p, in (0, 1).
 * @returns shape (n,); all 1 if a class is missing, since then no weights reach the share.
 * @throws CodedError `argument-invalid` if the share is out of range.
 */
export function prevalenceWeights(truth: Uint8Array, prevalence: number): Float64Array<ArrayBuffer> {
  if (!(prevalence > 0 && prevalence < 1)) {
    const expected = 'between 0 and 1';
    throw new CodedError('argument-invalid', { argument: 'prevalence', got: `${prevalence}`, expected });
  }
  let positives = 0;
  for (let i = 0; i < truth.length; i++) positives += truth[i] === 1 ? 1 : 0;
  const negatives = truth.length - positives;
  const weights = new Float64Array(truth.length).fill(1);
  if (positives === 0 || negatives === 0) return weights;
  const ofPositive = (prevalence * negatives) / ((1 - prevalence) * positives);
  for (let i = 0; i < truth.length; i++) if (truth[i] === 1) weights[i] = ofPositive;
  return weights;
}
