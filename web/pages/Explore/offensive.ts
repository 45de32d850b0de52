import type { DistinctTerm } from '#shared/eda/distinction/distinction';
import { isFunctional } from '../../components/rude/functionWords';
import { isRude } from '../../components/rude/isRude';

/** A term marks toxic comments beyond doubt ... */
const SURELY = 4;
/** ... and strongly: its odds there are three times as high (log-odds). */
const STRONGLY = Math.log(3);

/**
 * Returns which terms are blurred while blurring is on: rude words of either language, those that mark toxic comments
 * of this dataset surely and strongly, and groups of words with such a word. Function words are never blurred: in some
 * datasets "you" marks toxic comments as strongly as any insult.
 */
export function createOffensive(terms: readonly DistinctTerm[]): (term: string) => boolean {
  const marking = terms.filter(({ term, z, logOdds }) => z > SURELY && logOdds > STRONGLY && !isFunctional(term));
  const offensive = new Set(marking.map(({ term }) => term));
  return (term) => isRude(term) || offensive.has(term) || term.split(' ').some((word) => offensive.has(word));
}
