import { allocateShared } from '../../../base/arrays';
import type { ReducedDesign } from './reducedDesign';

/*
 * How a design is cut for several threads: rows into runs, and columns into slabs, each with a copy of its part of every
 * row.
 */

/** The shared columns in slabs, each with its part of the rows. */
export interface Slabs {
  /** The columns where slabs begin, and where the last ends. */
  readonly cuts: Uint32Array;
  /** Shape (columns,): the slab of each. */
  readonly slabOf: Uint8Array;
  /** Shape (slabs, rows + 1): where the rows of each begin in `indices` and `values`. */
  readonly starts: Uint32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Where `pieces` runs of rows begin, of about as many non-zeros each, and where the last ends. */
export function cutRows(indptr: Uint32Array, pieces: number): Uint32Array {
  const rows = indptr.length - 1;
  const cuts = allocateShared(pieces + 1);
  for (let row = 0, piece = 1; piece < pieces; piece++) {
    const wanted = Math.floor((indptr[rows] * piece) / pieces);
    while (row < rows && indptr[row] < wanted) row++;
    cuts[piece] = row;
  }
  cuts[pieces] = rows;
  return cuts;
}

/** Cuts the columns into `count` slabs of as many entries each, by those of some rows: they are shuffled. */
export function createSlabs({ rows, columns, indptr, indices }: ReducedDesign, count: number): Slabs {
  const entries = new Uint32Array(columns);
  const some = indptr[Math.ceil(rows / 16)];
  for (let at = 0; at < some; at++) entries[indices[at]]++;
  const cuts = allocateShared(count + 1);
  const slabOf = new Uint8Array(allocateShared(Math.ceil(columns / 4)).buffer, 0, columns);
  let slab = 0;
  let sum = 0;
  for (let column = 0; column < columns; column++) {
    while (slab < count - 1 && sum * count >= some * (slab + 1)) cuts[++slab] = column;
    slabOf[column] = slab;
    sum += entries[column];
  }
  cuts.fill(columns, slab + 1);
  return {
    cuts,
    slabOf,
    starts: allocateShared(count * (rows + 1)),
    indices: new Int32Array(allocateShared(indices.length).buffer),
    values: new Float32Array(allocateShared(indices.length).buffer),
  };
}

/** Turns the numbers of entries in `starts` (each a place late) into where they begin, slab after slab. */
export function placeRows({ starts, cuts }: Slabs, rows: number): void {
  let sum = 0;
  for (let slab = 0; slab < cuts.length - 1; slab++) {
    const from = slab * (rows + 1);
    starts[from] = sum;
    for (let row = 1; row <= rows; row++) {
      sum += starts[from + row];
      starts[from + row] = sum;
    }
  }
}
