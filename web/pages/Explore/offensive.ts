import type { DistinctTerm } from '#shared/eda/report';

/** A term marks toxic comments so surely that it is taken for offensive. */
const SURELY = 4;

/**
 * Tells which terms are blurred while blurring is on: those that mark toxic comments beyond doubt, and groups of words with
 * such a word. No list of offensive words is kept anywhere: the data says which they are.
 */
export function createOffensive(terms: readonly DistinctTerm[]): (term: string) => boolean {
  const surely = new Set(terms.filter(({ z }) => z > SURELY).map(({ term }) => term));
  return (term) => surely.has(term) || term.split(' ').some((word) => surely.has(word));
}
