import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChunkBuilder, type TableChunk } from './chunkBuilder';
import { CHUNK_BYTES, CHUNK_ROWS, rowCount, rowText, textColumnOf } from './textColumn';

function build(rows: readonly (readonly string[])[], columns: number): TableChunk[] {
  const builder = createChunkBuilder(columns);
  const chunks: TableChunk[] = [];
  for (const [i, row] of rows.entries()) {
    const chunk = builder.add(row, i % 2);
    if (chunk !== null) chunks.push(chunk);
  }
  const last = builder.finish();
  return last === null ? chunks : [...chunks, last];
}

const sizes = (chunks: readonly TableChunk[]) => chunks.map(({ labels }) => labels.length);

test('columns are those of textColumnOf, short and long fields, ASCII and not', () => {
  const field = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('a'.repeat(24), 'a'.repeat(25), `${'a'.repeat(23)}я`, '', '\ud800'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 30 }), (rows) => {
      const [chunk] = build(rows, 2);
      expect(chunk.columns[0]).toEqual(textColumnOf(rows.map((row) => row[0])));
      expect(chunk.columns[1]).toEqual(textColumnOf(rows.map((row) => row[1])));
    }),
  );
});

test('a chunk closes at its last row', () => {
  const rows = Array.from({ length: 2 * CHUNK_ROWS + 1 }, (_, i) => [String(i)]);
  const chunks = build(rows, 1);
  expect(sizes(chunks)).toEqual([CHUNK_ROWS, CHUNK_ROWS, 1]);
  expect(rowText(chunks[2].columns[0], 0)).toBe(String(2 * CHUNK_ROWS));
  expect(Array.from(chunks[2].labels)).toEqual([0]);
  expect(build(rows.slice(0, CHUNK_ROWS), 1)).toHaveLength(1);
});

test('a row that would exceed the limit of any column opens the next chunk; a longer row is a chunk of its own', () => {
  const half = 'x'.repeat(CHUNK_BYTES / 2);
  const huge = 'я'.repeat(CHUNK_BYTES);
  const rows = [
    ['a', half],
    ['b', half],
    ['c', 'y'],
    ['d', huge],
    ['e', 'z'],
    [half, ''],
    ['f', ''],
  ];
  const chunks = build(rows, 2);
  expect(sizes(chunks)).toEqual([2, 1, 1, 3]);
  expect(
    chunks.flatMap(({ columns }) => Array.from({ length: rowCount(columns[0]) }, (_, i) => rowText(columns[0], i))),
  ).toEqual(rows.map((row) => row[0]));
  expect(chunks[2].columns[1].bytes.length).toBe(2 * CHUNK_BYTES);
  expect(chunks.flatMap(({ labels }) => Array.from(labels))).toEqual([0, 1, 0, 1, 0, 1, 0]);
});

test('fields missing at the end of a row are empty', () => {
  const [chunk] = build([['a', 'b', 'c'], ['d']], 3);
  expect(chunk.columns.map((column) => rowText(column, 1))).toEqual(['d', '', '']);
});

test('without rows there is no chunk', () => {
  expect(createChunkBuilder(2).finish()).toBeNull();
});
