import { NO_WORD } from '../listGrams';

/** Positions in the texts of a corpus or of a part of it. */
export interface Positions {
  /** Rank of the word at each position. */
  readonly sequence: Uint32Array;
  /** Row r ends before position rowEnds[r]. */
  readonly rowEnds: Uint32Array;
  /** The number of the first row in the corpus. */
  readonly firstRow: number;
}

/** Positions visited between two yields. */
const STEP = 1 << 17;

/**
 * Shares positions out to the ranges [first, last) of their words; those of other words are left out. Yields steps of
 * no meaning.
 *
 * @param rangeOf as `rangesOfWords` returns it.
 * @param maxN the words of the longest gram.
 * @param into receives for each position the rank of its word, then a record of `WordRecords`: range after range, and
 *   in the order of the text.
 * @param starts by range, from `first` on: where its positions begin. Afterwards where they end.
 */
export function* splitPositions(
  { sequence, rowEnds, firstRow }: Positions,
  rangeOf: Uint8Array,
  first: number,
  last: number,
  maxN: number,
  into: Uint32Array,
  starts: Uint32Array,
): Generator<number, void, undefined> {
  const stride = maxN + 1;
  for (let row = 0, p = 0, nextYield = STEP; row < rowEnds.length; row++) {
    for (const end = rowEnds[row]; p < end; p++) {
      const rank = sequence[p];
      const range = rangeOf[rank];
      if (range < first || range >= last) continue;
      const to = stride * starts[range - first]++;
      into[to] = rank;
      into[to + 1] = firstRow + row;
      for (let n = 1; n < maxN; n++) into[to + 1 + n] = p + n < end ? sequence[p + n] + 1 : NO_WORD;
    }
    if (p < nextYield) continue;
    nextYield = p + STEP;
    yield p;
  }
}

/**
 * Moves positions to the records of their words.
 *
 * @param positions as `splitPositions` wrote them, [begin, end) of them.
 * @param first the rank of the first word of the range.
 * @param data receives the records.
 * @param next by word of the range: where its next record goes.
 */
export function placePositions(
  positions: Uint32Array,
  begin: number,
  end: number,
  maxN: number,
  first: number,
  data: Uint32Array,
  next: Uint32Array,
): void {
  const stride = maxN + 1;
  for (let at = stride * begin; at < stride * end; at += stride) {
    const to = maxN * next[positions[at] - first]++;
    data[to] = positions[at + 1];
    for (let n = 1; n < maxN; n++) data[to + n] = positions[at + 1 + n];
  }
}
