import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js';
import { expect, test } from 'vitest';
import { AbortError, runSteps } from '../../runtime/steps';
import { importTable } from '../readTable';
import * as library from './parquetLibrary';

/* A row group of many pages is read page by page, and what is read is what the library reads of it at once. */

const ROWS = 6000;
const text = (row: number) => (row % 7 === 0 ? null : `comment ${row} ${'дурак '.repeat(row % 5)}`);

function manyPages(): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  const schema: ConstructorParameters<typeof ParquetWriter>[0]['schema'] = [
    { name: 'root', num_children: 4 },
    { name: 'comment_text', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
    { name: 'toxic', type: 'INT32', repetition_type: 'REQUIRED' },
    { name: 'site', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
    { name: 'score', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
  ];
  const parquet = new ParquetWriter({ writer, schema });
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  const columnData = [
    { name: 'comment_text', data: rows.map(text) },
    { name: 'toxic', data: rows.map((row) => Number(row % 3 === 0)) },
    { name: 'site', data: rows.map((row) => (row % 11 === 0 ? null : ['a', 'b', 'c'][row % 3])) },
    { name: 'score', data: rows.map((row) => (row % 5 === 0 ? null : row / 4)) },
  ];
  parquet.write({ columnData, rowGroupSize: ROWS, pageSize: 8192 });
  parquet.finish();
  return writer.getBytes().slice();
}

const bytes = manyPages();
const file = Object.assign(new Blob([bytes]), { name: 'pages.parquet' });
const OPTIONS = { textColumn: 0, labelColumns: ['toxic'] };

test('every column is what the library reads at once', async () => {
  const decoder = new TextDecoder();
  const cells: string[][] = [[], [], [], []];
  await runSteps(
    importTable(file, OPTIONS, ({ columns }) => {
      columns.forEach((column, position) => {
        for (let row = 0; row < column.offsets.length - 1; row++) {
          cells[position].push(decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1])));
        }
      });
    }),
  );
  const source = { byteLength: bytes.length, slice: async (from: number, to?: number) => bytes.slice(from, to).buffer };
  for (const [position, name] of ['comment_text', 'toxic', 'site', 'score'].entries()) {
    const metadata = await library.parquetMetadataAsync(source);
    const whole = await library.parquetReadColumn({ file: source, metadata, columns: [name] });
    expect(cells[position]).toEqual(Array.from(whole, (value) => (value === null ? '' : String(value))));
  }
});

test('a step is a page, and a stop between two of them ends the reading', async () => {
  let progress = 0;
  let rows = 0;
  await runSteps(
    importTable(file, OPTIONS, () => undefined),
    undefined,
    (seen) => {
      progress += 1;
      if (seen.rows === 0) rows = progress;
    },
  );
  expect(rows).toBeGreaterThan(20); // pages of 8 KB, before the first row
  const controller = new AbortController();
  let seen = 0;
  const stopped = runSteps(
    importTable(file, OPTIONS, () => undefined),
    controller.signal,
    () => {
      seen += 1;
      controller.abort();
    },
  );
  await expect(stopped).rejects.toBeInstanceOf(AbortError);
  expect(seen).toBe(1);
});
