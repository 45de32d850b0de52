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

test('more rows than a sheet holds are refused', async () => {
  const csv = new File([csvLines([HEADER, ...ROWS])], 'scored.csv');
  const steps = typedTable(csv, 'xlsx', 1, 1_048_576, () => undefined);
  await expect(runSteps(steps)).rejects.toMatchObject({ code: 'export-limit', params: { what: 'rows' } });
});
