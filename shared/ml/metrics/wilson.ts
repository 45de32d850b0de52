import { normalQuantileTwoSided } from './normal';

/** A share of rows with its uncertainty. */
export interface Share {
  /** NaN of no rows. */
  readonly value: number;
  /** Limits in [0, 1]; NaN of no rows. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * A share `part / whole` with Wilson's score interval, which stays inside [0, 1] and holds for small numbers and for
 * shares of 0 and 1. scipy: `binomtest(part, whole).proportion_ci(confidence, method='wilson')`.
 *
 * @param part rows counted, 0 to `whole`.
 * @param whole rows there are.
 * @param confidence in (0, 1).
 * Source: Wilson (1927), Journal of the American Statistical Association 22.
 */
export function wilson(part: number, whole: number, confidence = 0.95): Share {
  if (whole === 0) return { value: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  const z = normalQuantileTwoSided(confidence);
  const value = part / whole;
  const scale = 1 + (z * z) / whole;
  const centre = (value + (z * z) / (2 * whole)) / scale;
  const reach = (z * Math.sqrt((value * (1 - value)) / whole + (z * z) / (4 * whole * whole))) / scale;
  return {
    value,
    // Rounding must not move a limit off the end that it stands on.
    lower: part === 0 ? 0 : Math.max(0, centre - reach),
    upper: part === whole ? 1 : Math.min(1, centre + reach),
  };
}
