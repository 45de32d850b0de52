import { allocate } from '../../../base/arrays';
import { borrowArray } from '../../../base/scratch';
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

/** Rows are in blocks of 2^blockShift(rows). */
export function blockShift(rows: number): number {
  let shift = MIN_ROWS_SHIFT;
  while (shift < MOST_ROWS_SHIFT && rows >>> shift >= BLOCKS) shift += 1;
  return shift;
}

/** How many blocks `rows` rows are in. */
export function blockCount(rows: number): number {
  return Math.ceil(rows / 2 ** blockShift(rows));
}

/**
 * Makes an empty one for `rows` rows, of which row r will have `mostOf(r)` entries at most.
 * @throws CodedError `too-many-terms`.
 */
export function createTransposition(rows: number, mostOf: (row: number) => number): Transposition {
  const shift = blockShift(rows);
  const sizes = new Float64Array(blockCount(rows));
  for (let row = 0; row < rows; row++) sizes[row >>> shift] += mostOf(row);
  return placeBlocks(rows, sizes, allocate);
}

/** `createTransposition` in borrowed memory, for blocks of which block b will have `sizes[b]` entries at most. */
export function borrowBlockTransposition(rows: number, sizes: ArrayLike<number>): Transposition {
  return placeBlocks(rows, sizes, borrowArray);
}

function placeBlocks(
  rows: number,
  sizes: ArrayLike<number>,
  memory: (length: number) => Uint32Array<ArrayBuffer>,
): Transposition {
  const starts = new Uint32Array(sizes.length);
  let size = 0;
  for (let block = 0; block < sizes.length; block++) {
    starts[block] = size;
    size += sizes[block];
    checkNonZeros(size);
  }
  const large = Array.from(starts, () => []);
  return { rows, shift: blockShift(rows), entries: memory(2 * size), starts, next: starts.slice(), large };
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
    const first = block << shift;
    const size = Math.min(rows - first, 2 ** shift);
    writeBlock([entriesOf(transposition, block)], indptr.subarray(first, first + size + 1), indices, values);
    yield first;
  }
  return { rows, columns, indptr, indices, values };
}

/** Entries of one block of rows: of all columns, or of a range of them that was made elsewhere. */
export interface BlockEntries {
  /** As `Transposition.entries`. */
  readonly entries: Uint32Array<ArrayBuffer>;
  readonly large: readonly number[];
  /** What is to be added to the columns. */
  readonly firstColumn: number;
}

/** The entries of `block`: a view of all. */
export function entriesOf({ entries, starts, next, large }: Transposition, block: number): BlockEntries {
  return { entries: entries.subarray(2 * starts[block], 2 * next[block]), large: large[block], firstColumn: 0 };
}

/**
 * Writes the rows of a block.
 * @param parts ranges of columns, ascending.
 * @param indptr shape (rows of the block + 1,): where the rows begin and end. The first is set, the others are written.
 */
export function writeBlock(
  parts: readonly BlockEntries[],
  indptr: Uint32Array,
  indices: Uint32Array,
  values: Float32Array,
): void {
  const places = new Uint32Array(indptr.length);
  for (const { entries } of parts) countRows(entries, places);
  places[0] = indptr[0];
  for (let row = 1; row < places.length; row++) {
    places[row] += places[row - 1];
    indptr[row] = places[row];
  }
  for (const part of parts) placeEntries(part, places, indices, values);
}

/** Adds the number of entries of each row to `places[row + 1]`. */
function countRows(entries: Uint32Array, places: Uint32Array): void {
  for (let i = 1; i < entries.length; i += 2) places[(entries[i] >>> COUNT_BITS) + 1] += 1;
}

function placeEntries(
  { entries, large, firstColumn }: BlockEntries,
  places: Uint32Array,
  indices: Uint32Array,
  values: Float32Array,
): void {
  let larger = 0;
  for (let i = 0; i < entries.length; i += 2) {
    const entry = entries[i + 1];
    const to = places[entry >>> COUNT_BITS]++;
    const count = entry & MOST;
    indices[to] = firstColumn + entries[i];
    values[to] = count < MOST ? count : large[larger++];
  }
}
