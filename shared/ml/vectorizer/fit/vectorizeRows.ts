import type { CsrMatrix } from '../../matrix/csr';
import { hstack } from '../../matrix/csrOps';
import type { CountedCorpus } from '../count/counter';
import type { FittedVectorizer } from '../types';
import { vectorizeCounts } from './fitVectorizer';

/** Vectorizers fitted on some rows of counted corpora. */
export interface FittedVectorizers {
  /** One per feature block. */
  readonly vectorizers: readonly FittedVectorizer[];
  /** Per vectorizer, the feature of each column of its corpus; 0xffffffff for none. */
  readonly columnsOf: readonly Uint32Array[];
}

/** The matrix of any rows of the same corpora, as the fitted vectorizers see them: their blocks side by side. */
export function* vectorizeRows(
  corpora: readonly CountedCorpus[],
  fitted: FittedVectorizers,
  rows: Uint32Array<ArrayBuffer>,
): Generator<number, CsrMatrix, undefined> {
  const blocks: CsrMatrix[] = [];
  for (let block = 0; block < corpora.length; block++) {
    blocks.push(yield* vectorizeCounts(corpora[block], fitted.vectorizers[block], fitted.columnsOf[block], rows));
  }
  return blocks.length === 1 ? blocks[0] : hstack(blocks);
}
