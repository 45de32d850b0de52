import type { TextColumn } from '../../../data/column/textColumn';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { TextPreparation } from '../../../text/preparation';
import type { CsrMatrix } from '../../matrix/csr';
import { createHashingCounter } from '../hashing/hashingCounter';
import { createSurfaceCounter } from '../surface/surfaceCounter';
import { createCharacterCounter } from './characterCounter';
import { createChunkCounter } from './chunkCounter';
import { createWordCounter } from './wordCounter';

/** Every term of a set of texts and how often each text has it: what vectorizers are fitted to, as often as wanted. */
export interface CountedCorpus {
  /** Distinct, sorted by their UTF-8 bytes; none for `hashing`, whose columns have no names. */
  readonly terms: TextColumn;
  /** Term frequencies: texts × terms. For `hashing` texts × 2^hashBits: sums of ±1, zeros where they cancel out. */
  readonly counts: CsrMatrix;
  /**
   * By term: the number of texts that have it. Null for `hashing` and `surface`, whose columns are not chosen by it.
   */
  readonly documentFrequency: Uint32Array<ArrayBuffer> | null;
}

/** Counts the terms of texts that come column by column. */
export interface Counter {
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Sorts what was counted; yields no progress. The counter is empty afterwards and accepts no more. */
  finish(): Generator<number, CountedCorpus, undefined>;
}

/**
 * Makes a counter of the n-grams that `settings` describe (`analyzer`, `ngramRange`, `lowercase`, `stripAccents`), as
 * scikit-learn's CountVectorizer sees them. The result depends on the rows and their order, not on how they were cut
 * into columns.
 *
 * @param preparation what becomes of the text, and (`word` analyzer only) of its words, before n-grams are made.
 * @throws CodedError (from `add` and `finish`) `too-many-terms` past 2^31 non-zeros or what the host can hold.
 */
export function createCounter(settings: FeatureSettings, preparation: TextPreparation): Counter {
  if (settings.kind === 'hashing') return createHashingCounter(settings, preparation);
  if (settings.kind === 'surface') return createSurfaceCounter(preparation);
  if (settings.analyzer === 'word') return createWordCounter(settings, preparation);
  if (settings.analyzer === 'char_wb') return createChunkCounter(settings, preparation);
  return createCharacterCounter(settings, preparation);
}
