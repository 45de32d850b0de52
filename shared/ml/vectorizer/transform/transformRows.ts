import { allocate, grown } from '../../../base/arrays';
import type { TextColumn } from '../../../data/column/textColumn';
import type { CsrMatrix } from '../../matrix/csr';
import { checkNonZeros } from '../../matrix/csrOps';
import type { DocumentGrams } from '../count/documentGrams';

/** One row of a matrix. The arrays belong to the transformer and are overwritten by its next row. */
export interface SparseRow {
  /** Ascending; `indices[0 .. length)`. */
  indices: Uint32Array<ArrayBuffer>;
  /** Each is a float32 number, the same that `vectorizeCounts` stores. */
  values: Float64Array<ArrayBuffer>;
  length: number;
  /** Number of n-grams in the text ... */
  grams: number;
  /** ... and of those among them that are no terms of the vectorizer. */
  unknown: number;
}

/** Text bytes read between two yields. */
const BYTES_PER_STEP = 1 << 16;

/**
 * The matrix of `column`, row by row; yields the number of rows done.
 * @param finishRow makes a row of the text that `grams` has read, and clears `grams`.
 */
export function* transformRows(
  { bytes, offsets }: TextColumn,
  columns: number,
  grams: DocumentGrams,
  finishRow: () => SparseRow,
): Generator<number, CsrMatrix, undefined> {
  const rows = offsets.length - 1;
  const indptr = allocate(rows + 1);
  let indices = allocate(1024);
  let values = new Float32Array(1024);
  let sinceYield = 0;
  for (let i = 0; i < rows; i++) {
    grams.start(bytes, offsets[i], offsets[i + 1]);
    while (grams.more()) yield i;
    const row = finishRow();
    const at = indptr[i];
    const end = at + row.length;
    checkNonZeros(end);
    if (end > indices.length) {
      indices = grown(indices, end);
      const larger = new Float32Array(allocate(indices.length).buffer);
      larger.set(values);
      values = larger;
    }
    for (let k = 0; k < row.length; k++) {
      indices[at + k] = row.indices[k];
      values[at + k] = row.values[k];
    }
    indptr[i + 1] = end;
    sinceYield += offsets[i + 1] - offsets[i] + 16;
    if (sinceYield < BYTES_PER_STEP) continue;
    sinceYield = 0;
    yield i + 1;
  }
  const nonZeros = indptr[rows];
  return {
    rows,
    columns,
    indptr,
    indices: indices.slice(0, nonZeros),
    values: values.slice(0, nonZeros),
  };
}
