import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CsrMatrix } from './csr';
import { hstack, selectRows } from './csrOps';

function fromDense(dense: readonly (readonly number[])[], columns: number): CsrMatrix {
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of dense) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    indptr.push(indices.length);
  }
  return {
    rows: dense.length,
    columns,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
  };
}

const denseOf = (rows: number, columns: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });

test('matrices side by side are the dense ones side by side', () => {
  const blocks = fc
    .tuple(fc.nat(4), fc.nat(3), fc.nat(3), fc.nat(3))
    .chain(([rows, ...columns]) =>
      fc.tuple(...columns.map((count) => denseOf(rows, count))).map((dense) => ({ rows, columns, dense })),
    );
  fc.assert(
    fc.property(blocks, ({ rows, columns, dense }) => {
      const joined = Array.from({ length: rows }, (_, row) => dense.flatMap((block) => block[row]));
      const total = columns.reduce((a, b) => a + b, 0);
      expect(hstack(dense.map((block, i) => fromDense(block, columns[i])))).toEqual(fromDense(joined, total));
    }),
  );
});

test('selected rows are the dense rows, in the order asked for', () => {
  fc.assert(
    fc.property(denseOf(4, 3), fc.array(fc.nat(3), { maxLength: 6 }), (dense, rows) => {
      const expected = fromDense(
        rows.map((row) => dense[row]),
        3,
      );
      expect(selectRows(fromDense(dense, 3), Uint32Array.from(rows))).toEqual(expected);
    }),
  );
});

test('shapes that do not fit are refused', () => {
  const two = fromDense([[1], [2]], 1);
  expect(() => hstack([])).toThrow(/argument-invalid/);
  expect(() => hstack([two, fromDense([[1]], 1)])).toThrow(/shape-mismatch/);
  expect(() => selectRows(two, Uint32Array.of(2))).toThrow(/argument-invalid/);
});
