import { allocate } from '../../../../base/arrays';
import type { TextColumn } from '../../../../data/column/textColumn';
import type { FeatureSettings } from '../../../../spec/pipelineSpec';
import type { TextPreparation } from '../../../../text/preparation';
import { joined } from '../longList';
import { ranksByBytes } from '../sortByBytes';
import { sortedWords } from '../sortedWords';
import { createWordReader } from '../wordReader';

/** The words of some rows of a corpus, before its other rows are known. */
export interface PartWords {
  /** Distinct, sorted by bytes. Stop words may be among them. */
  readonly words: TextColumn;
  /** By word: the number of its occurrences. */
  readonly occurrences: Uint32Array<ArrayBuffer>;
  /** The place in `words` of the word at each position, one row after another. */
  readonly sequence: Uint32Array<ArrayBuffer>;
  /** Row r ends before position rowEnds[r]. */
  readonly rowEnds: Uint32Array<ArrayBuffer>;
}

/** Reads the words of one part. */
export interface PartReader {
  /** As `Counter.add`. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** What was read; the reader is used up. Yields steps of no meaning. */
  finish(): Generator<number, PartWords, undefined>;
}

/** Makes the reader of a block of the `word` analyzer. */
export function createPartReader(settings: FeatureSettings, preparation: TextPreparation): PartReader {
  const reader = createWordReader(settings, preparation);
  return {
    add: reader.add,
    *finish() {
      const ranks = yield* ranksByBytes(reader.terms);
      const words = sortedWords(reader.terms, ranks);
      const sequence = yield* joined(reader.words, ranks);
      const occurrences = allocate(reader.terms.count);
      for (let p = 0; p < sequence.length; p++) occurrences[sequence[p]] += 1;
      return { words, occurrences, sequence, rowEnds: reader.rowEnds() };
    },
  };
}
