import { allocate } from '../../../../base/arrays';
import { type BlockEntries, writeBlock } from '../../transform/transposition';

/** A block of rows, by ranges of columns. */
export interface JoinRowsInput {
  /** In the order of the columns. */
  readonly parts: readonly BlockEntries[];
  /** Rows of the block. */
  readonly rows: number;
  /** Where its entries belong, in memory that all threads share; null: they are returned. */
  readonly into: RowEntries | null;
}

/** Columns and values of the entries of a CSR matrix. */
export interface RowEntries {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Rows of a CSR matrix. */
export interface JoinedRows {
  /** Shape (rows + 1,), from 0. */
  readonly indptr: Uint32Array<ArrayBuffer>;
  /** Null if they were written where they belong. */
  readonly entries: RowEntries | null;
}

/** Makes the rows of a block. Yields steps of no meaning. */
export function* joinRows({ parts, rows, into }: JoinRowsInput): Generator<number, JoinedRows, undefined> {
  const indptr = allocate(rows + 1);
  yield 0;
  if (into) {
    writeBlock(parts, indptr, into.indices, into.values);
    return { indptr, entries: null };
  }
  const size = parts.reduce((sum, { entries }) => sum + entries.length / 2, 0);
  const entries = { indices: allocate(size), values: new Float32Array(allocate(size).buffer) };
  writeBlock(parts, indptr, entries.indices, entries.values);
  return { indptr, entries };
}
