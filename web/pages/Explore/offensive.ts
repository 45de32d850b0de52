import type { DistinctTerm } from '#shared/eda/distinction/distinction';

/** A term marks toxic comments beyond doubt ... */
const SURELY = 4;
/** ... and strongly: its odds there are three times as high (log-odds). "You" is surely more frequent in them, not so much. */
const STRONGLY = Math.log(3);

/**
 * Tells which terms are blurred while blurring is on: those that mark toxic comments surely and strongly, and groups of words
 * with such a word. No list of offensive words is kept anywhere: the data says which they are.
 */
export function createOffensive(terms: readonly DistinctTerm[]): (term: string) => boolean {
  const marking = terms.filter(({ z, logOdds }) => z > SURELY && logOdds > STRONGLY);
  const offensive = new Set(marking.map(({ term }) => term));
  return (term) => offensive.has(term) || term.split(' ').some((word) => offensive.has(word));
}
