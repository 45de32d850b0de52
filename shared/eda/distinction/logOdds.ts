/** Occurrences of one term: in class 1, in class 0, and of all terms in either. */
export interface TermUse {
  readonly one: number;
  readonly zero: number;
  readonly ones: number;
  readonly zeros: number;
}

/**
 * Log-odds ratio of a term with an informative Dirichlet prior, and its z-score. Above 0 where class 1 uses it more.
 *
 *     δ = log((y₁ + α)/(n₁ + α₀ − y₁ − α)) − log((y₀ + α)/(n₀ + α₀ − y₀ − α))
 *     z = δ / √(1/(y₁ + α) + 1/(y₀ + α))
 *
 * with yᵢ occurrences of the term among nᵢ of all terms in class i. The prior is the corpus itself, as large as the
 * smaller class: α₀ = min(n₁, n₀) and α = α₀ (y₁ + y₀)/(n₁ + n₀). So before any text is read both classes are held to
 * speak like the whole, with the weight that the smaller one has: a rare word must be used apart more often than chance
 * does it, and a class of few comments is not drowned out.
 *
 * Both NaN where a class has no terms, or the term is all that there is.
 *
 * Source: Monroe, Colaresi and Quinn (2008), Fightin' Words, Political Analysis 16(4), equations 16 to 23.
 */
export function logOddsOf({ one, zero, ones, zeros }: TermUse): { readonly logOdds: number; readonly z: number } {
  const weight = priorWeight(ones, zeros);
  const prior = (weight * (one + zero)) / (ones + zeros);
  const logOdds =
    Math.log((one + prior) / (ones + weight - one - prior)) -
    Math.log((zero + prior) / (zeros + weight - zero - prior));
  if (!Number.isFinite(logOdds)) return { logOdds: Number.NaN, z: Number.NaN };
  return { logOdds, z: logOdds / Math.sqrt(1 / (one + prior) + 1 / (zero + prior)) };
}

/** α₀ of `logOddsOf`: how many occurrences the prior counts for. */
export function priorWeight(ones: number, zeros: number): number {
  return Math.min(ones, zeros);
}

/**
 * Pearson's chi-squared of the 2 × 2 table of rows: with and without a term, by class; one degree of freedom, without
 * Yates' correction. NaN if a row or column of the table is empty.
 *
 * @param one rows of class 1 that hold the term, of `ones`; `zero` and `zeros` likewise.
 */
export function chiSquaredOf({ one, zero, ones, zeros }: TermUse): number {
  const having = one + zero;
  const rows = ones + zeros;
  const difference = one * (zeros - zero) - zero * (ones - one);
  return (rows * difference * difference) / (having * (rows - having) * ones * zeros);
}
