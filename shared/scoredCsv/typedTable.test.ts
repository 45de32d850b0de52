import { unzipSync } from 'fflate';
import { parquetMetadata } from 'hyparquet';
import { expect, test } from 'vitest';
import { rowCount, rowText } from '#shared/data/column/textColumn';
import { csvLines } from '#shared/data/delimited/csvLine';
import { readTable } from '#shared/data/readTable';
import { runSteps } from '#shared/runtime/steps';
import { type TypedFormat, typedTable } from './typedTable';

const HEADER = ['no', 'comment', 'note', 'score', 'probability', 'label', 'unsure'];
const ROWS = [
  ['1', '=1+1, "quoted"\nand more', '007', '-1.25', '0.125', '0', '0'],
  ['2', '42', '8', '3.5', '0.97', '1', '0'],
  ['3', 'nul \u0000 and bell \u0007', '', '', '', '', '1'],
];

/** Every cell of the file that is written, as an import reads it. */
async function readBack(format: TypedFormat, rows: readonly string[][]): Promise<string[][]> {
  const csv = new File([csvLines([HEADER, ...rows], { newline: '\n' })], 'scored.csv');
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  await runSteps(typedTable(csv, format, 1, rows.length, (piece) => void pieces.push(piece)));
  const read: string[][] = [];
  for await (const event of readTable(new File(pieces, `a.${format}`), { textColumn: 1, labelColumn: null })) {
    if (event.kind === 'columns') read.push([...event.columns]);
    if (event.kind !== 'chunk') continue;
    for (let row = 0; row < rowCount(event.columns[0]); row++)
      read.push(event.columns.map((cell) => rowText(cell, row)));
  }
  return read;
}

test.each(['xlsx', 'parquet'] as const)('a scored file as %s has every row and column', async (format) => {
  const asRead = ROWS.map((row) => row.map((cell) => cell.replaceAll('\0', '\ufffd')));
  expect(await readBack(format, ROWS)).toEqual([HEADER, ...asRead]);
});

test('scores are numbers in a sheet, what would change as one and the comment stay text', async () => {
  const csv = new File([csvLines([HEADER, ...ROWS], { newline: '\n' })], 'scored.csv');
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  await runSteps(typedTable(csv, 'xlsx', 1, ROWS.length, (piece) => void pieces.push(piece)));
  const files = unzipSync(new Uint8Array(await new Blob(pieces).arrayBuffer()));
  const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
  const numbers = [...sheet.matchAll(/<c r="\w+"><v>([^<]*)<\/v>/g)].map(([, number]) => number);
  expect(numbers).toEqual(['1', '-1.25', '0.125', '0', '0', '2', '8', '3.5', '0.97', '1', '0', '3', '1']);
});

test('columns of Parquet are of numbers where every cell of every chunk is one', async () => {
  // Further down than one chunk of the reader.
  const rows = Array.from({ length: 9000 }, (_, i) => [`${i}`, '42', i === 8999 ? 'late' : '7', '0.5', '0.5', '1', '']);
  const csv = new File([csvLines([HEADER, ...rows], { newline: '\n' })], 'scored.csv');
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  await runSteps(typedTable(csv, 'parquet', 1, rows.length, (piece) => void pieces.push(piece)));
  const { schema } = parquetMetadata(await new Blob(pieces).arrayBuffer());
  expect(schema.slice(1).map(({ name, type }) => [name, type])).toEqual([
    ['no', 'INT32'],
    ['comment', 'BYTE_ARRAY'],
    ['note', 'BYTE_ARRAY'],
    ['score', 'DOUBLE'],
    ['probability', 'DOUBLE'],
    ['label', 'INT32'],
    ['unsure', 'BYTE_ARRAY'],
  ]);
  expect((await readBack('parquet', rows)).slice(1)).toEqual(rows);
});

test('more rows than a sheet holds are refused', async () => {
  const csv = new File([csvLines([HEADER, ...ROWS])], 'scored.csv');
  const steps = typedTable(csv, 'xlsx', 1, 1_048_576, () => undefined);
  await expect(runSteps(steps)).rejects.toMatchObject({ code: 'export-limit', params: { what: 'rows' } });
});
