import { expect, test } from 'vitest';
import { rowCount, rowText } from '../column/textColumn';
import { readTable } from '../readTable';
import { createParquetWriter } from './parquetWriter';
import { distinctColumns, exactNumber, type TableWriter, type WrittenCell } from './tableWriter';
import { createXlsxWriter, XLSX_CELL, XLSX_COLUMNS, XLSX_ROWS } from './xlsxWriter';

const TEXTS = [
  '=cmd|"/c calc"!A1',
  '+1-2 @SUM(A1)',
  ' leading and trailing ',
  'two\nlines\r\nand a tab\there',
  'bell \u0007 and \ufffe, <b>&amp;</b> ]]>',
  'literal _x000D_ and _x0041_',
  'emoji 😀👍🏽, кириллица, عربي',
  'x'.repeat(XLSX_CELL),
];
const ROWS: WrittenCell[][] = TEXTS.map((text, i) => [text, i % 3 === 0 ? null : i / 7, i % 2, i === 0 ? '007' : 'id']);
const NAMES = ['comment', 'score', 'label', 'id'];

/** The file that a writer makes of rows, piece by piece. */
function fileOf(writer: TableWriter, rows: readonly WrittenCell[][], name: string): File {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const row of rows) {
    writer.add(row);
    const piece = writer.take();
    if (piece !== null) pieces.push(piece);
  }
  pieces.push(writer.end());
  return new File(pieces, name);
}

/** The rows of a file, as an import reads them. */
async function rowsIn(file: File): Promise<{ names: readonly string[]; rows: string[][] }> {
  const rows: string[][] = [];
  let names: readonly string[] = [];
  for await (const value of readTable(file, { textColumn: 0, labelColumn: null })) {
    if (value.kind === 'columns') names = value.columns;
    if (value.kind !== 'chunk') continue;
    for (let row = 0; row < rowCount(value.columns[0]); row++) {
      rows.push(value.columns.map((column) => rowText(column, row)));
    }
  }
  return { names, rows };
}

const asText = (rows: readonly WrittenCell[][]) => rows.map((row) => row.map((cell) => `${cell ?? ''}`));

const writers: Record<string, (rows: number) => TableWriter> = {
  'a.xlsx': (rows) => createXlsxWriter(NAMES, rows),
  'a.parquet': () =>
    createParquetWriter([
      { name: 'comment', kind: 'text' },
      { name: 'score', kind: 'number' },
      { name: 'label', kind: 'integer' },
      { name: 'id', kind: 'text' },
    ]),
};

test.each(Object.keys(writers))('%s is read back as it was written, formulas and all', async (name) => {
  const { names, rows } = await rowsIn(fileOf(writers[name](ROWS.length), ROWS, name));
  expect(names).toEqual(NAMES);
  expect(rows).toEqual(asText(ROWS));
});

test.each(Object.keys(writers))('%s of many rows comes in pieces, of which none is large', async (name) => {
  const many = Array.from({ length: 50_000 }, (_, i): WrittenCell[] => [
    `comment ${i} ${(i * 2654435761) % 4294967296}`,
    (i * 0.6180339887) % 1,
    i % 2,
    `${i}`,
  ]);
  const writer = writers[name](many.length);
  let pieces = 0;
  let largest = 0;
  const add = writer.add;
  const counted: TableWriter = {
    ...writer,
    add,
    take() {
      const piece = writer.take();
      if (piece !== null) pieces += 1;
      largest = Math.max(largest, piece?.length ?? 0);
      return piece;
    },
  };
  const { rows } = await rowsIn(fileOf(counted, many, name));
  expect(rows).toHaveLength(many.length);
  expect(rows[49_999]).toEqual(asText(many)[49_999]);
  expect(pieces).toBeGreaterThan(1);
  expect(largest).toBeLessThan(3 << 20);
});

test('what Excel cannot hold is refused before it is written', () => {
  const limit = (what: string, got: number, most: number) =>
    expect.objectContaining({ code: 'export-limit', params: { format: 'Excel', what, got, limit: most } });
  expect(() => createXlsxWriter(['a'], XLSX_ROWS)).toThrow(limit('rows', XLSX_ROWS + 1, XLSX_ROWS));
  createXlsxWriter(['a'], XLSX_ROWS - 1);
  const wide = Array.from({ length: XLSX_COLUMNS + 1 }, (_, i) => `${i}`);
  expect(() => createXlsxWriter(wide, 1)).toThrow(limit('columns', XLSX_COLUMNS + 1, XLSX_COLUMNS));
  const writer = createXlsxWriter(['a'], 1);
  expect(() => writer.add(['x'.repeat(XLSX_CELL + 1)])).toThrow(limit('cell', XLSX_CELL + 1, XLSX_CELL));
});

test('a column beyond Z is found again', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
  const row = names.map((_, i) => `v${i}`);
  const { rows } = await rowsIn(fileOf(createXlsxWriter(names, 1), [row], 'wide.xlsx'));
  expect(rows).toEqual([row]);
});

test('a number is written as one only if it is read back as the same text', () => {
  expect(['0.25', '-3', '1e+21', '0'].map(exactNumber)).toEqual([0.25, -3, 1e21, 0]);
  for (const text of ['', ' 1', '007', '1.50', '-0', '1e21', 'NaN', 'Infinity', '12345678901234567890', '0x10', 'one'])
    expect(exactNumber(text), text).toBeNull();
});

test('columns get different names', () => {
  expect(distinctColumns(['a', '', 'a', 'a', 'a (2)'])).toEqual(['a', 'column 2', 'a (2)', 'a (3)', 'a (2) (2)']);
});
