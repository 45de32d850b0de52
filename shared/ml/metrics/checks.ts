import { CodedError } from '../../base/errors';

/*
 * What every metric asks of its input. Misuse (lengths that differ, NaN, a label that is neither 0 nor 1) is an error;
 * a metric that is undefined for valid input (one class only) is NaN, and `undefinedReason` explains it.
 */

/** Why a metric over these labels is NaN. */
export type UndefinedReason = 'no-rows' | 'no-positives' | 'no-negatives';

/**
 * Why metrics that need both classes are undefined here, or null if they are not. Rows of weight 0 do not count.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param weight shape (n,), or null for rows that weigh the same.
 */
export function undefinedReason(truth: Uint8Array, weight: Float64Array | null = null): UndefinedReason | null {
  let positives = 0;
  let rows = 0;
  for (let i = 0; i < truth.length; i++) {
    if (weight !== null && weight[i] === 0) continue;
    rows++;
    positives += truth[i];
  }
  if (rows === 0) return 'no-rows';
  if (positives === 0) return 'no-positives';
  return positives === rows ? 'no-negatives' : null;
}

/**
 * Checks labels, one number per row (scores, or probabilities) and weights.
 *
 * @throws CodedError `shape-mismatch` if lengths differ, `number-not-finite` if a score is NaN (±Infinity has its place
 *   in an order, so it passes) or a weight is not finite, `argument-invalid` for a label other than 0 and 1 or a
 *   negative weight.
 */
export function checkRows(truth: Uint8Array, score: Float64Array, weight: Float64Array | null): void {
  const n = truth.length;
  if (score.length !== n) throw new CodedError('shape-mismatch', { what: 'score', got: score.length, expected: n });
  for (let i = 0; i < n; i++) {
    if (truth[i] > 1) {
      throw new CodedError('argument-invalid', { argument: `truth[${i}]`, got: `${truth[i]}`, expected: '0 or 1' });
    }
    if (Number.isNaN(score[i])) throw new CodedError('number-not-finite', { where: 'score', index: i });
  }
  if (weight !== null) checkWeight(weight, n);
}

/** As `checkRows`, and every probability is in [0, 1]. */
export function checkProbabilities(truth: Uint8Array, probability: Float64Array, weight: Float64Array | null): void {
  checkRows(truth, probability, weight);
  for (let i = 0; i < probability.length; i++) {
    if (probability[i] < 0 || probability[i] > 1) {
      throw new CodedError('argument-invalid', {
        argument: `probability[${i}]`,
        got: `${probability[i]}`,
        expected: 'a number from 0 to 1',
      });
    }
  }
}

function checkWeight(weight: Float64Array, n: number): void {
  if (weight.length !== n) throw new CodedError('shape-mismatch', { what: 'weight', got: weight.length, expected: n });
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(weight[i])) throw new CodedError('number-not-finite', { where: 'weight', index: i });
    if (weight[i] < 0) {
      throw new CodedError('argument-invalid', {
        argument: `weight[${i}]`,
        got: `${weight[i]}`,
        expected: '0 or more',
      });
    }
  }
}
