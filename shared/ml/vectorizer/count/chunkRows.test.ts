import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runStepsSync } from '../../../runtime/steps';
import { countChunkRows } from './chunkRows';

/** Counts rows of chunks of columns, and with Maps. */
function check(width: number, chunks: readonly (readonly number[])[], rows: readonly (readonly number[])[]) {
  const starts = new Uint32Array(chunks.length + 1);
  for (const [i, list] of chunks.entries()) starts[i + 1] = starts[i] + list.length;
  const rowEnds = new Uint32Array(rows.length);
  let end = 0;
  for (const [i, list] of rows.entries()) {
    end += list.length;
    rowEnds[i] = end;
  }
  const columns = Uint32Array.from(chunks.flat());
  const sequence = Uint32Array.from(rows.flat());
  const given = { rows: rows.length, sequence, rowEnds, chunks: chunks.length, columns, starts };
  const { counts, documentFrequency } = runStepsSync(countChunkRows(given, width));
  const frequency = new Uint32Array(width);
  rows.forEach((list, row) => {
    const expected = new Map<number, number>();
    for (const column of list.flatMap((chunk) => chunks[chunk])) expected.set(column, (expected.get(column) ?? 0) + 1);
    for (const column of expected.keys()) frequency[column] += 1;
    const [from, to] = [counts.indptr[row], counts.indptr[row + 1]];
    const got = Array.from(counts.indices.subarray(from, to), (column, i) => [column, counts.values[from + i]]);
    expect(got).toEqual([...expected].sort(([a], [b]) => a - b));
  });
  expect([counts.rows, counts.columns, counts.indices.length]).toEqual([
    rows.length,
    width,
    counts.indptr[rows.length],
  ]);
  expect(documentFrequency.every((count, column) => count === frequency[column])).toBe(true);
}

test('rows have the columns of all their chunks, in order, with repeats added up', () => {
  const given = fc.constantFrom(1, 31, 32, 1024, 1025, 40_000, 600_000).chain((width) => {
    const column = fc.oneof(fc.nat(width - 1), fc.nat(Math.min(width - 1, 40)), fc.constant(width - 1));
    const chunks = fc.array(fc.array(column, { maxLength: 12 }), { minLength: 1, maxLength: 9 });
    return chunks.chain((list) =>
      fc.tuple(
        fc.constant(width),
        fc.constant(list),
        fc.array(fc.array(fc.nat(list.length - 1), { maxLength: 15 }), { maxLength: 6 }),
      ),
    );
  });
  fc.assert(
    fc.property(given, ([width, chunks, rows]) => check(width, chunks, rows)),
    { numRuns: 150 },
  );
});

test('a chunk of very many columns and a row of very many chunks are read in steps', () => {
  const wide = Array.from({ length: 700_000 }, (_, i) => (i * 7) % 500_000);
  const given = {
    rows: 2,
    sequence: Uint32Array.from({ length: 300_001 }, (_, i) => (i === 0 ? 0 : 1)),
    rowEnds: Uint32Array.of(1, 300_001),
    chunks: 2,
    columns: Uint32Array.from([...wide, 3]),
    starts: Uint32Array.of(0, wide.length, wide.length + 1),
  };
  const steps = countChunkRows(given, 500_000);
  let yields = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) yields += 1;
  expect(yields).toBeGreaterThanOrEqual(3);
  const { indptr, indices, values } = step.value.counts;
  expect([...indptr]).toEqual([0, 500_000, 500_001]);
  expect(indices.subarray(0, 500_000).every((column, i) => column === i)).toBe(true);
  expect(values.reduce((sum, value) => sum + value, 0)).toBe(700_000 + 300_000);
  expect([indices[500_000], values[500_000]]).toEqual([3, 300_000]);
});
