import { exp } from '../../base/elementary';

/*
 * The standard normal distribution, for p-values and intervals.
 */

const SQRT_PI = Math.sqrt(Math.PI);

/**
 * The chance that a standard normal variable exceeds z. Accurate to about 1e-13, relatively, in the upper tail too.
 *
 * With x = z/√2 it is erfc(x)/2. For small x, erf is its series of terms of one sign,
 * (2/√π) e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·5···(2n+1)); for large x, erfc is its continued fraction,
 * e^(−x²)/√π / (x + ½/(x + 1/(x + 1½/(x + …)))). Both: Abramowitz and Stegun, 7.1.6 and 7.1.14.
 */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  const x = z / Math.SQRT2;
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 0.5 - (exp(-x * x) * sum) / SQRT_PI;
  }
  let fraction = x;
  for (let n = 100; n >= 1; n--) fraction = x + n / 2 / fraction;
  return exp(-x * x) / (2 * SQRT_PI * fraction);
}

/** Two-sided p-value of a standard normal statistic: the chance of one at least as far from 0. NaN for NaN. */
export function twoSidedP(z: number): number {
  return Math.min(1, 2 * normalUpperTail(Math.abs(z)));
}

/**
 * The z ≥ 0 with this share of the normal distribution between −z and z: 1.96 for 0.95.
 *
 * @param confidence in (0, 1).
 */
export function normalQuantileTwoSided(confidence: number): number {
  let low = 0;
  let high = 40;
  for (let halvings = 0; halvings < 100; halvings++) {
    const middle = (low + high) / 2;
    if (twoSidedP(middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
