import { allocate } from '../../../base/arrays';
import { borrowArray, returnArray } from '../../../base/scratch';
import { createTransposition, toRows } from '../transform/transposition';
import type { ByteTable } from './byteTable';
import type { CountedCorpus } from './counter';
import { gramsIn } from './documentGrams';
import { createGramList, listGrams } from './listGrams';
import { sortedWords } from './sortedWords';
import { placePositions, splitPositions } from './wordParts/splitPositions';
import { rangesOfWords, wordRanges } from './wordParts/wordRanges';
import { borrowWordRecords, returnWordRecords } from './wordRecords';

/** The words of a set of texts, one after another. */
export interface WordSequence {
  readonly words: ByteTable;
  /** Rank of each word by its bytes, by id. */
  readonly ranks: Uint32Array;
  /** Rank of the word at each position. */
  readonly sequence: Uint32Array;
  /** Row r ends before position rowEnds[r]. */
  readonly rowEnds: Uint32Array;
  readonly rows: number;
}

/** Positions visited between two yields. */
const STEP = 1 << 17;

/** Ranges whose positions are collected in one pass over the text. */
const RANGES_PER_PASS = 8;

/**
 * Counts the n-grams of `minN` to `maxN` words: range after range of their first words, so that what is being sorted
 * is in the cache, and its memory is used again.
 */
export function* sortWordGrams(
  { words, ranks, sequence, rowEnds, rows }: WordSequence,
  minN: number,
  maxN: number,
  rangeSize?: number,
): Generator<number, CountedCorpus, undefined> {
  const occurrences = allocate(words.count);
  for (let p = 0; p < sequence.length; p++) {
    occurrences[sequence[p]] += 1;
    if (p % STEP === STEP - 1) yield p;
  }
  const bounds = wordRanges(occurrences, rangeSize);
  const rangeOf = rangesOfWords(bounds);
  const lengthOf = (row: number) => rowEnds[row] - (row > 0 ? rowEnds[row - 1] : 0);
  const transposition = createTransposition(rows, (row) => gramsIn(lengthOf(row), minN, maxN));
  const grams = createGramList(sortedWords(words, ranks), minN, maxN, transposition);
  for (let first = 0; first + 1 < bounds.length; first += RANGES_PER_PASS) {
    const last = Math.min(first + RANGES_PER_PASS, bounds.length - 1);
    const ends = new Uint32Array(last - first + 1); // by range: where its positions end, one place on
    for (let range = first; range < last; range++) {
      const ofRange = occurrences.subarray(bounds[range], bounds[range + 1]);
      ends[range - first + 1] = ends[range - first] + ofRange.reduce((sum, count) => sum + count, 0);
    }
    const positions = borrowArray((maxN + 1) * ends[last - first]);
    const next = ends.slice();
    yield* splitPositions({ sequence, rowEnds, firstRow: 0 }, rangeOf, first, last, maxN, positions, next);
    for (let range = first; range < last; range++) {
      const [begin, end] = [ends[range - first], ends[range - first + 1]];
      const starts = allocate(bounds[range + 1] - bounds[range] + 1);
      starts.set(occurrences.subarray(bounds[range], bounds[range + 1]), 1);
      const longest = accumulate(starts);
      const records = borrowWordRecords(end - begin, maxN > 1 ? longest : 0, maxN, words.count + 1);
      const free = starts.slice();
      for (let at = begin; at < end; at += STEP) {
        placePositions(positions, at, Math.min(end, at + STEP), maxN, bounds[range], records.data, free);
        yield at;
      }
      yield* listGrams({ first: bounds[range], starts, records }, maxN, grams);
      returnWordRecords(records);
    }
    returnArray(positions);
  }
  const listed = grams.list();
  return { ...listed, counts: yield* toRows(transposition, listed.documentFrequency.length) };
}

/** Turns sizes, that of place i at i + 1, into beginnings. @returns the largest size. */
export function accumulate(starts: Uint32Array): number {
  let longest = 0;
  for (let i = 1; i < starts.length; i++) {
    longest = Math.max(longest, starts[i]);
    starts[i] += starts[i - 1];
  }
  return longest;
}
