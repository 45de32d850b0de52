import { allocate } from '../../../base/arrays';
import type { CsrMatrix } from '../../matrix/csr';
import { checkNonZeros } from '../../matrix/csrOps';

/**
 * Makes the rows of a matrix that comes column by column. Going straight from columns to rows would write to as many
 * places at once as there are rows; so entries first go to blocks of neighbouring rows, of which there are few, and
 * then each block, small enough for a cache, to its rows.
 */
export interface Transposition {
  readonly rows: number;
  /** Row r is number r & (2^shift - 1) of block r >>> shift. */
  readonly shift: number;
  /** Pairs (column, number of the row in its block << COUNT_BITS | count), block after block, columns ascending. */
  readonly entries: Uint32Array<ArrayBuffer>;
  /** By block: the number of its first pair among all. */
  readonly starts: Uint32Array;
  /** By block: the number of its next pair. */
  readonly next: Uint32Array;
  /** By block: counts of MOST and above, in the order of their pairs. */
  readonly large: readonly number[][];
}

const COUNT_BITS = 16;
/** A full count has its value in `large`. */
const MOST = 2 ** COUNT_BITS - 1;
/** The maximum number of rows of a block, whose numbers must fit in a record with the count. */
const MOST_ROWS_SHIFT = 32 - COUNT_BITS;
/** Few blocks are quick to write, small ones to sort: as many as this, and 2^MIN_ROWS_SHIFT rows at least. */
const BLOCKS = 128;
const MIN_ROWS_SHIFT = 11;

/**
 * Makes an empty one for `rows` rows, of which row r will have `mostOf(r)` entries at most.
 * @throws CodedError `too-many-terms`.
 */
export function createTransposition(rows: number, mostOf: (row: number) => number): Transposition {
  let shift = MIN_ROWS_SHIFT;
  while (shift < MOST_ROWS_SHIFT && rows >>> shift >= BLOCKS) shift += 1;
  const blocks = Math.ceil(rows / 2 ** shift);
  const starts = new Uint32Array(blocks);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    if ((row & (2 ** shift - 1)) === 0) starts[row >>> shift] = size;
    size += mostOf(row);
    checkNonZeros(size);
  }
  const large = Array.from({ length: blocks }, () => []);
  return { rows, shift, entries: allocate(2 * size), starts, next: starts.slice(), large };
}

/**
 * Adds a column, which comes after those that were added before. It is given by its occurrences: record i has its row
 * at `records[stride * i]`, ascending, for i in [begin, end); a row as often as its count.
 * @returns the number of rows that have it.
 */
export function addColumn(
  { shift, entries, next, large }: Transposition,
  column: number,
  records: Uint32Array,
  stride: number,
  begin: number,
  end: number,
): number {
  const mask = 2 ** shift - 1;
  let size = 0;
  for (let i = begin; i < end; ) {
    const row = records[stride * i];
    const first = i;
    do i += 1;
    while (i < end && records[stride * i] === row);
    const count = i - first;
    const block = row >>> shift;
    const to = next[block]++;
    entries[2 * to] = column;
    entries[2 * to + 1] = ((row & mask) << COUNT_BITS) | Math.min(count, MOST);
    if (count >= MOST) large[block].push(count);
    size += 1;
  }
  return size;
}

/** The matrix, once all columns are there. Yields steps of no meaning. */
export function* toRows(transposition: Transposition, columns: number): Generator<number, CsrMatrix, undefined> {
  const { rows, shift, starts, next } = transposition;
  let nonZeros = 0;
  for (let block = 0; block < starts.length; block++) nonZeros += next[block] - starts[block];
  const indptr = allocate(rows + 1);
  const indices = allocate(nonZeros);
  const values = new Float32Array(allocate(nonZeros).buffer);
  for (let block = 0; block < starts.length; block++) {
    writeBlock(transposition, block, indptr, indices, values);
    yield block << shift;
  }
  return { rows, columns, indptr, indices, values };
}

/** Writes the rows of `block`; those before it are written. */
function writeBlock(
  { rows, shift, entries, starts, next, large }: Transposition,
  block: number,
  indptr: Uint32Array,
  indices: Uint32Array,
  values: Float32Array,
): void {
  const first = block << shift;
  const size = Math.min(rows - first, 2 ** shift);
  const begin = 2 * starts[block];
  const end = 2 * next[block];
  const places = new Uint32Array(size + 1);
  for (let i = begin; i < end; i += 2) places[(entries[i + 1] >>> COUNT_BITS) + 1] += 1;
  places[0] = indptr[first];
  for (let row = 0; row < size; row++) {
    places[row + 1] += places[row];
    indptr[first + row + 1] = places[row + 1];
  }
  let larger = 0;
  for (let i = begin; i < end; i += 2) {
    const entry = entries[i + 1];
    const to = places[entry >>> COUNT_BITS]++;
    const count = entry & MOST;
    indices[to] = entries[i];
    values[to] = count < MOST ? count : large[block][larger++];
  }
}
