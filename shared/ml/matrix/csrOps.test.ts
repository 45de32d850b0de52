import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csrOf } from '../estimators/testing/problems';
import { hstack, selectRows } from './csrOps';

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
      expect(hstack(dense.map((block, i) => csrOf(block, columns[i])))).toEqual(csrOf(joined, total));
    }),
  );
});

test('selected rows are the dense rows, in the order asked for', () => {
  fc.assert(
    fc.property(denseOf(4, 3), fc.array(fc.nat(3), { maxLength: 6 }), (dense, rows) => {
      const expected = csrOf(
        rows.map((row) => dense[row]),
        3,
      );
      expect(selectRows(csrOf(dense, 3), Uint32Array.from(rows))).toEqual(expected);
    }),
  );
});

test('shapes that do not fit are refused', () => {
  const two = csrOf([[1], [2]], 1);
  expect(() => hstack([])).toThrow(/argument-invalid/);
  expect(() => hstack([two, csrOf([[1]], 1)])).toThrow(/shape-mismatch/);
  expect(() => selectRows(two, Uint32Array.of(2))).toThrow(/argument-invalid/);
});
