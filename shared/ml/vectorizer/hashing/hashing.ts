import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { FittedVectorizer } from '../types';

/*
 * The hashing trick (Weinberger et al., 2009), as scikit-learn's HashingVectorizer does it: h is the MurmurHash3_x86_32
 * of a term's UTF-8 bytes with seed 0, an int32; the term's column is |h| modulo the number of columns, and it adds -1
 * there if h < 0, else 1 (always 1 without `alternateSign`). Terms that share a column add up. Nothing is learnt, so
 * memory does not grow with the vocabulary.
 *
 * While one text is read, terms with one column and one sign are one node: 2 · column, and 1 more for those that
 * subtract. Both nodes of a column are adjacent, so sorted nodes need only their neighbours merged.
 */

/** The node of a term with hash `h`. -2^31 lands in column 0, as in scikit-learn. */
export function nodeOfHash(h: number, hashBits: number, alternateSign: boolean): number {
  const column = (h < 0 ? -h : h) & ((1 << hashBits) - 1);
  return 2 * column + (alternateSign && h < 0 ? 1 : 0);
}

/** The vectorizer of `settings`, fitted as soon as it is made. */
export function hashingVectorizer(settings: FeatureSettings): FittedVectorizer {
  return { settings, terms: { bytes: new Uint8Array(0), offsets: new Uint32Array(1) }, idf: null };
}
