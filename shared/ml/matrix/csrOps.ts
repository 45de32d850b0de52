import { CodedError } from '../../base/errors';
import type { CsrMatrix } from './csr';

/**
 * Stacks the matrices of `blocks` horizontally, in order: a feature union.
 * @throws CodedError `shape-mismatch` if the numbers of rows differ, `argument-invalid` without blocks,
 *   `too-many-terms` if there would be more than 2^31 non-zeros or 2^32 - 1 columns.
 */
export function hstack(blocks: readonly CsrMatrix[]): CsrMatrix {
  if (blocks.length === 0) {
    throw new CodedError('argument-invalid', { argument: 'blocks', got: '0 matrices', expected: '1 or more' });
  }
  if (blocks.length === 1) return blocks[0];
  const rows = blocks[0].rows;
  let columns = 0;
  let nonZeros = 0;
  for (const block of blocks) {
    if (block.rows !== rows) throw new CodedError('shape-mismatch', { what: 'rows', got: block.rows, expected: rows });
    columns += block.columns;
    nonZeros += block.indptr[rows];
  }
  checkNonZeros(nonZeros);
  if (columns >= 2 ** 32) throw new CodedError('too-many-terms', { terms: columns, limit: 2 ** 32 - 1 });
  const indptr = new Uint32Array(rows + 1);
  const indices = new Uint32Array(nonZeros);
  const values = new Float32Array(nonZeros);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let shift = 0;
    for (const block of blocks) {
      for (let from = block.indptr[row]; from < block.indptr[row + 1]; from++) {
        indices[at] = block.indices[from] + shift;
        values[at++] = block.values[from];
      }
      shift += block.columns;
    }
    indptr[row + 1] = at;
  }
  return { rows, columns, indptr, indices, values };
}

/**
 * Rows `rows` of `matrix`, in the order given, repeats allowed.
 * @throws CodedError `argument-invalid` for a row that does not exist, `too-many-terms` past 2^31 non-zeros.
 */
export function selectRows(matrix: CsrMatrix, rows: Uint32Array): CsrMatrix {
  const indptr = new Uint32Array(rows.length + 1);
  let nonZeros = 0;
  for (const row of rows) {
    if (row >= matrix.rows) {
      throw new CodedError('argument-invalid', {
        argument: 'rows',
        got: String(row),
        expected: `0 to ${matrix.rows - 1}`,
      });
    }
    nonZeros += matrix.indptr[row + 1] - matrix.indptr[row];
  }
  checkNonZeros(nonZeros);
  const indices = new Uint32Array(nonZeros);
  const values = new Float32Array(nonZeros);
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    const from = matrix.indptr[rows[i]];
    const to = matrix.indptr[rows[i] + 1];
    indices.set(matrix.indices.subarray(from, to), at);
    values.set(matrix.values.subarray(from, to), at);
    at += to - from;
    indptr[i + 1] = at;
  }
  return { rows: rows.length, columns: matrix.columns, indptr, indices, values };
}

/** The maximum number of non-zeros of a matrix: its row pointers and solvers' loops are 32-bit. */
export const NON_ZERO_LIMIT = 2 ** 31;

/** @throws CodedError `too-many-terms` if `nonZeros` is over the limit. */
export function checkNonZeros(nonZeros: number): void {
  if (nonZeros > NON_ZERO_LIMIT) throw new CodedError('too-many-terms', { terms: nonZeros, limit: NON_ZERO_LIMIT });
}
