/** A proportion with its Wilson 95 % interval. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * The share `hits / of` with its 95 % interval as E. B. Wilson has it (1927, Journal of the American Statistical
 * Association 22, 209-212), which stays within [0, 1] and holds for few rows and rare hits:
 *
 *     (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 *
 * @param effective the n of the interval, where rows are not independent of each other; need not be whole.
 * @returns NaN for the value and its limits if `of` is 0; for the limits alone if `effective` is.
 */
export function wilsonShare(hits: number, of: number, effective = of): Share {
  const value = hits / of;
  const z2 = (Z * Z) / effective;
  const middle = value + z2 / 2;
  const reach = Z * Math.sqrt((value * (1 - value)) / effective + z2 / (4 * effective));
  // Where rounding would leave a tiny distance to the end, it is the end.
  const low = value === 0 ? 0 : Math.max(0, (middle - reach) / (1 + z2));
  const high = value === 1 ? 1 : Math.min(1, (middle + reach) / (1 + z2));
  return effective > 0 ? { hits, of, value, low, high } : { hits, of, value, low: Number.NaN, high: Number.NaN };
}
