import type { Model } from '../model/model';
import type { Occurrence } from '../vectorizer/count/occurrences';
import type { TermContribution } from './explain';

/** A share of the score and the bytes of the comment that it belongs to. */
interface SharedPart {
  readonly begin: number;
  readonly end: number;
  readonly share: number;
}

/** What the n-grams of one comment add to its score through a block of kind `hashing`. */
export interface HashedShares {
  readonly parts: readonly SharedPart[];
  /** One per distinct n-gram of a column that weighs something, in text order. */
  readonly terms: readonly TermContribution[];
  /** Occurrences whose column has weight 0 for every label, as a column without training data does; naive Bayes gives
   * every column a weight, so there are none. */
  readonly unknown: number;
}

/**
 * Shares the product of each column, weight · value, among the n-grams of the comment that fell into it. The value is
 * the sum of their signs up to the norm, so an occurrence gets sign / sum of it: what it adds itself, which is against
 * the product where its sign is against the sum's. Where the n-grams of a column cancel out, value and product are 0
 * and each gets nothing. With `binary` the value is 1 whatever the signs, and the occurrences get equal shares. Shares
 * of a column sum to its product.
 *
 * @param contribution product by column.
 * @param firstFeature where the block's columns begin in a row of weights.
 */
export function shareHashed(
  model: Model,
  occurrences: readonly Occurrence[],
  contribution: ReadonlyMap<number, number>,
  block: number,
  firstFeature: number,
): HashedShares {
  const { binary } = model.vectorizers[block].settings;
  const signOf = (occurrence: Occurrence) => (binary ? 1 : (occurrence.hashed?.sign ?? 1));
  const sums = new Map<number, number>();
  for (const occurrence of occurrences) {
    sums.set(occurrence.feature, (sums.get(occurrence.feature) ?? 0) + signOf(occurrence));
  }
  const parts: SharedPart[] = [];
  const terms = new Map<string, { count: number; contribution: number }>();
  let unknown = 0;
  for (const occurrence of occurrences) {
    const { feature, hashed } = occurrence;
    if (weighsNothing(model, firstFeature + feature)) {
      unknown += 1;
      continue;
    }
    const sum = sums.get(feature) ?? 0;
    const share = sum === 0 ? 0 : ((contribution.get(feature) ?? 0) * signOf(occurrence)) / sum;
    for (const [begin, end] of occurrence.parts) parts.push({ begin, end, share: share / occurrence.parts.length });
    const name = hashed?.term ?? '';
    const term = terms.get(name) ?? { count: 0, contribution: 0 };
    terms.set(name, { count: term.count + 1, contribution: term.contribution + share });
  }
  return { parts, terms: [...terms].map(([term, shared]) => ({ term, block, located: true, ...shared })), unknown };
}

function weighsNothing({ linear }: Model, feature: number): boolean {
  for (let label = 0; label < linear.labels; label++) {
    if (linear.weights[label * linear.features + feature] !== 0) return false;
  }
  return true;
}
