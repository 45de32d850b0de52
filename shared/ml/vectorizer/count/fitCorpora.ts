import { allocate, allocateShared, isShared } from '../../../base/arrays';
import { rowCount } from '../../../data/column/textColumn';
import type { CsrMatrix } from '../../matrix/csr';
import type { CountedCorpus } from './counter';

/*
 * Counted corpora on their way to fits in other threads.
 */

/** The corpus with counts in memory that threads share; itself where the host has no such memory. */
export function withSharedCounts(corpus: CountedCorpus): CountedCorpus {
  return typeof SharedArrayBuffer === 'undefined' ? corpus : { ...corpus, counts: sharedCounts(corpus.counts) };
}

function sharedCounts(counts: CsrMatrix): CsrMatrix {
  if (isShared(counts.indices) && isShared(counts.values)) return counts;
  const indices = allocateShared(counts.indices.length);
  const values = new Float32Array(allocateShared(counts.values.length).buffer);
  indices.set(counts.indices);
  values.set(counts.values);
  return { ...counts, indices, values };
}

/** The corpus with an empty term in place of each: no fit looks at their letters, and they would be copied. */
export function withoutTerms({ counts, terms, documentFrequency }: CountedCorpus): CountedCorpus {
  return { counts, documentFrequency, terms: { bytes: new Uint8Array(0), offsets: allocate(rowCount(terms) + 1) } };
}
