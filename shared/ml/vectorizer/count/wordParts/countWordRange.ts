import { allocate } from '../../../../base/arrays';
import { returnArray } from '../../../../base/scratch';
import { blockCount, blockShift, borrowBlockTransposition, entriesOf } from '../../transform/transposition';
import { createGramList, type ListedGrams, listGrams, type WordList } from '../listGrams';
import { accumulate } from '../wordGrams';
import { borrowWordRecords, returnWordRecords } from '../wordRecords';
import { placePositions } from './splitPositions';

/** The positions of a range of words. */
export interface WordRangeInput {
  /** By part, in the order of the rows: what `splitWords` made for this range. */
  readonly parts: readonly Uint32Array<ArrayBuffer>[];
  /** Every word of the corpus, sorted by bytes. */
  readonly words: WordList;
  /** The rank of the first word of the range. */
  readonly begin: number;
  /** By word of the range. */
  readonly occurrences: Uint32Array<ArrayBuffer>;
  /** Rows of the corpus. */
  readonly rows: number;
  readonly minN: number;
  readonly maxN: number;
}

/** The grams that begin with a range of words, and which rows have them. */
export interface CountedRange extends ListedGrams {
  /** By block of rows: entries as in a `Transposition`, and counts that do not fit in them. */
  readonly blocks: RangeBlock[];
}

export interface RangeBlock {
  readonly entries: Uint32Array<ArrayBuffer>;
  readonly large: readonly number[];
}

/** Records visited between two yields. */
const STEP = 1 << 17;

/** Lists, sorts and counts the grams that begin with a range of words. Yields steps of no meaning. */
export function* countWordRange(input: WordRangeInput): Generator<number, CountedRange, undefined> {
  const { parts, words, begin, occurrences, rows, minN, maxN } = input;
  const starts = allocate(occurrences.length + 1);
  starts.set(occurrences, 1);
  const longest = accumulate(starts);
  const size = starts[occurrences.length];
  const records = borrowWordRecords(size, maxN > 1 ? longest : 0, maxN, words.offsets.length);
  const next = starts.slice();
  for (const part of parts) {
    const positions = part.length / (maxN + 1);
    for (let at = 0; at < positions; at += STEP) {
      placePositions(part, at, Math.min(positions, at + STEP), maxN, begin, records.data, next);
      yield at;
    }
  }
  const shift = blockShift(rows);
  const sizes = new Float64Array(blockCount(rows));
  for (let i = 0; i < size; i++) sizes[records.data[maxN * i] >>> shift] += maxN - minN + 1;
  const transposition = borrowBlockTransposition(rows, sizes);
  const grams = createGramList(words, minN, maxN, transposition);
  yield* listGrams({ first: begin, starts, records }, maxN, grams);
  returnWordRecords(records);
  const blocks: RangeBlock[] = [];
  for (let block = 0; block < sizes.length; block++) {
    const { entries, large } = entriesOf(transposition, block);
    blocks.push({ entries: entries.slice(), large });
    yield block;
  }
  returnArray(transposition.entries);
  return { ...grams.list(), blocks };
}
