import { parquetWriteBuffer } from 'hyparquet-writer';
import { csvLine } from '../delimited/csvLine';
import type { TableFormat } from '../formats';
import { utf8 } from './tables';
import { workbook } from './workbooks';

type Rows = readonly (readonly string[])[];
const NAMES = ['text', 'toxic'];
const records = (rows: Rows) => rows.map(([text, toxic]) => ({ text, toxic: Number(toxic) }));
const lines = (each: readonly string[]) => utf8(each.map((line) => `${line}\n`).join(''));

/** A file of each format: of comments and their labels, or of comments alone where it has no labels. */
const SAMPLES: Readonly<Record<TableFormat, (rows: Rows) => Uint8Array<ArrayBuffer>>> = {
  csv: (rows) => lines([NAMES, ...rows].map((row) => csvLine(row))),
  jsonl: (rows) => lines(records(rows).map((record) => JSON.stringify(record))),
  json: (rows) => utf8(JSON.stringify(records(rows), null, 2)),
  lines: (rows) => lines(rows.map(([text]) => text)),
  fasttext: (rows) => lines(rows.map(([text, toxic]) => `__label__${toxic} ${text}`)),
  marked: (rows) => lines(rows.map(([text, toxic]) => `[${toxic === '1' ? 'TOXIC' : 'OK'}] ${text}`)),
  chat: (rows) => lines(rows.map(([text], i) => `12/01/2023, 10:${10 + i} - Ann: ${text}`)),
  parquet: (rows) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'text', data: rows.map(([text]) => text), type: 'STRING' },
          { name: 'toxic', data: rows.map(([, toxic]) => Number(toxic)), type: 'INT32' },
        ],
      }),
    ),
  xlsx: (rows) => workbook({ Comments: [NAMES, ...rows.map(([text, toxic]) => [text, Number(toxic)])] }),
};

/** A file of `format` with rows of a comment and its label, 0 or 1. */
export function sampleOf(format: TableFormat, rows: Rows): Uint8Array<ArrayBuffer> {
  return SAMPLES[format](rows);
}
