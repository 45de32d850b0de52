import { borrowArray, returnArray } from '../../../../base/scratch';
import type { PartWords } from './partWords';
import { splitPositions } from './splitPositions';
import { rangesOfWords } from './wordRanges';

/** The words of a part, and how its ranks become those of the corpus. */
export interface SplitWordsInput {
  /** `sequence` is written over. */
  readonly part: Pick<PartWords, 'sequence' | 'rowEnds' | 'occurrences'>;
  /** By rank in the part: rank in the corpus. */
  readonly rankOf: Uint32Array<ArrayBuffer>;
  /** As `wordRanges` returns them. */
  readonly bounds: Uint32Array<ArrayBuffer>;
  /** The number of the part's first row in the corpus. */
  readonly firstRow: number;
  /** The words of the longest gram. */
  readonly maxN: number;
}

/** Positions visited between two yields. */
const STEP = 1 << 18;

/**
 * Shares the positions of a part out to the ranges of their words. Yields steps of no meaning.
 *
 * @returns by range: for each position in the order of the text the rank of its word, then a record of `WordRecords`.
 */
export function* splitWords({
  part: { sequence, rowEnds, occurrences },
  rankOf,
  bounds,
  firstRow,
  maxN,
}: SplitWordsInput): Generator<number, Uint32Array<ArrayBuffer>[], undefined> {
  const ranges = bounds.length - 1;
  const rangeOf = rangesOfWords(bounds);
  const ends = new Uint32Array(ranges + 1);
  for (let word = 0; word < occurrences.length; word++) ends[rangeOf[rankOf[word]] + 1] += occurrences[word];
  for (let range = 1; range <= ranges; range++) ends[range] += ends[range - 1];
  for (let p = 0; p < sequence.length; p++) {
    sequence[p] = rankOf[sequence[p]];
    if (p % STEP === STEP - 1) yield p;
  }
  const stride = maxN + 1;
  const all = borrowArray(stride * sequence.length);
  const next = ends.slice(0, ranges);
  yield* splitPositions({ sequence, rowEnds, firstRow }, rangeOf, 0, ranges, maxN, all, next);
  const parts: Uint32Array<ArrayBuffer>[] = [];
  for (let range = 0; range < ranges; range++) {
    parts.push(all.slice(stride * ends[range], stride * ends[range + 1]));
    yield range;
  }
  returnArray(all);
  return parts;
}
