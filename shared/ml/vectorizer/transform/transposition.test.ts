import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runStepsSync } from '../../../runtime/steps';
import { addColumn, createTransposition, toRows } from './transposition';

/** Columns as lists of rows, ascending, repeats counting; the rows of the same matrix. */
function slowRows(rows: number, columns: readonly (readonly number[])[]) {
  const byRow = Array.from({ length: rows }, () => new Map<number, number>());
  columns.forEach((list, column) => {
    for (const row of list) byRow[row].set(column, (byRow[row].get(column) ?? 0) + 1);
  });
  return byRow.map((entries) => [...entries]);
}

function transposed(rows: number, columns: readonly (readonly number[])[], stride: number) {
  const most = new Uint32Array(rows);
  for (const list of columns) for (const row of list) most[row] += 1;
  const transposition = createTransposition(rows, (row) => most[row]);
  const frequency = columns.map((list, column) => {
    const records = new Uint32Array(stride * (list.length + 2)).fill(7);
    list.forEach((row, i) => {
      records[stride * (i + 1)] = row;
    });
    return addColumn(transposition, column, records, stride, 1, list.length + 1);
  });
  return { frequency, matrix: runStepsSync(toRows(transposition, columns.length)) };
}

function check(rows: number, columns: readonly (readonly number[])[], stride: number) {
  const { frequency, matrix } = transposed(rows, columns, stride);
  const { indptr, indices, values } = matrix;
  expect([matrix.rows, matrix.columns, indptr.length]).toEqual([rows, columns.length, rows + 1]);
  const got = Array.from({ length: rows }, (_, row) =>
    Array.from(indices.subarray(indptr[row], indptr[row + 1]), (column, i) => [column, values[indptr[row] + i]]),
  );
  expect(got).toEqual(slowRows(rows, columns));
  expect(frequency).toEqual(columns.map((list) => new Set(list).size));
}

test('columns become rows, in any number of blocks of rows', () => {
  const matrix = fc.constantFrom(1, 5, 2048, 2049, 7000).chain((rows) => {
    const row = fc.oneof(fc.nat(rows - 1), fc.constantFrom(0, rows - 1));
    const column = fc.array(row, { minLength: 1, maxLength: 8 }).map((list) => list.sort((a, b) => a - b));
    return fc.tuple(fc.constant(rows), fc.array(column, { maxLength: 30 }), fc.constantFrom(2, 3));
  });
  fc.assert(
    fc.property(matrix, ([rows, columns, stride]) => check(rows, columns, stride)),
    { numRuns: 40 },
  );
});

test('keeps a count that does not fit in a record with its row', () => {
  const often = (row: number, count: number) => new Array<number>(count).fill(row);
  check(3, [[0, ...often(1, 65_534), 2], often(1, 65_535), [...often(0, 65_536), ...often(1, 70_000)], [1]], 2);
});

test('no rows and rows without entries are matrices too', () => {
  check(0, [], 2);
  check(5000, [], 2);
});
