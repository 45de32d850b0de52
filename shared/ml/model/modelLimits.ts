import type { LinearModel } from '../estimators/linearModel';
import type { FittedVectorizer } from '../vectorizer/types';

/*
 * Bounds on the numbers of a model within which every score and every probability is finite, whatever the text.
 *
 * Values. A term occurs fewer than 2^32 times in a text, as places in it are 32-bit numbers. A term frequency is thus
 * below 2^32 (`binary` and `sublinearTf` only lessen it), times idf below 2^42: a float32 number, and its square and
 * the sum of up to 2^35 squares float64 numbers. A norm divides by the root of that sum, or by the sum, so what it
 * leaves is at most 1 (a row of zeros is divided by 1). Hashed counts are sums of ±1 per occurrence. Surface features
 * are shares, means and logarithms of counts, below 2^32.
 *
 * Scores. A text has fewer than 2^32 places, at each of which end at most 8 n-grams per block, and a model has at most
 * 8 blocks: the values of a row, by absolute value, sum to less than 2^38 · IDF_LIMIT = 2^48. A score is therefore
 * below WEIGHT_LIMIT · 2^48 + BIAS_LIMIT < SCORE_LIMIT, in whatever order it is added up, and so is each part of an
 * explanation.
 *
 * Probabilities. `sigmoid` computes a · score + b, `beta` adds up two multiples of softplus of that, which is at most
 * |t| + 1, and a constant: below CALIBRATION_LIMIT^2 · SCORE_LIMIT · 4 = 2^562, far from the 2^1024 where float64 ends.
 * So nothing is ∞ − ∞, and the logistic function of a finite number is a number from 0 to 1. The same holds for a
 * threshold, which the schema of the manifest keeps within SCORE_LIMIT.
 *
 * Trained models are far within the bounds: idf is 1 to 24, and a weight that large would require a feature of float32
 * values that differ by less than 2^-100.
 */

/** Inverse document frequencies are from 0 to this. */
export const IDF_LIMIT = 2 ** 10;
/** Weights, by absolute value: all that 127 steps of the largest scale of a compact model can be. */
export const WEIGHT_LIMIT = 127 * 2 ** 100;
export const BIAS_LIMIT = 2 ** 128;
/** No score of a model within the bounds is beyond this, by absolute value. */
export const SCORE_LIMIT = 2 ** 160;
export const CALIBRATION_LIMIT = 2 ** 200;

/** A number that is out of bounds. */
export interface BadNumber {
  /** `weights`, `bias`, `calibration` or `idf of block n`. */
  readonly where: string;
  readonly index: number;
  readonly value: number;
  readonly expected: string;
}

/** The numbers that scoring computes with. */
export interface ModelNumbers {
  readonly vectorizers: readonly Pick<FittedVectorizer, 'idf'>[];
  readonly linear: Pick<LinearModel, 'weights' | 'bias'>;
  readonly calibration: Float64Array | null;
}

/** The first number that is out of bounds, NaN included, or null. */
export function findBadNumber({ vectorizers, linear, calibration }: ModelNumbers): BadNumber | null {
  for (const [block, { idf }] of vectorizers.entries()) {
    const bad = idf && firstOutside(idf, 0, IDF_LIMIT, `idf of block ${block}`);
    if (bad) return bad;
  }
  return (
    firstOutside(linear.weights, -WEIGHT_LIMIT, WEIGHT_LIMIT, 'weights') ??
    firstOutside(linear.bias, -BIAS_LIMIT, BIAS_LIMIT, 'bias') ??
    (calibration && firstOutside(calibration, -CALIBRATION_LIMIT, CALIBRATION_LIMIT, 'calibration'))
  );
}

function firstOutside(numbers: Float32Array | Float64Array, min: number, max: number, where: string): BadNumber | null {
  for (let index = 0; index < numbers.length; index++) {
    const value = numbers[index];
    if (!(value >= min && value <= max)) return { where, index, value, expected: `a number from ${min} to ${max}` };
  }
  return null;
}
