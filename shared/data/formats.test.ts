import { gzipSync, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { csvLine } from './delimited/csvLine';
import type { ReadOptions } from './filePlan';
import { FORMAT_LABELS } from './formats';
import { sniff } from './sniff';
import { fileOf, readTable, refusalOf, utf8, utf16 } from './testing/tables';
import { workbook } from './testing/workbooks';

const NAMES = ['id', 'text', 'toxic'];
const ROWS = Array.from({ length: 300 }, (_, i) => [
  String(i),
  `${i % 3 === 0 ? 'what a fool, "really"' : 'привет\nвсем 😀'} ${i}`,
  i % 3 === 0 ? '1' : '0',
]);
const OBJECTS = ROWS.map(([id, text, toxic]) => ({ id: Number(id), text, toxic: Number(toxic) }));

const csv = utf8([NAMES, ...ROWS].map((row) => csvLine(row)).join('\n'));
const tsv = utf8([NAMES, ...ROWS].map((row) => csvLine(row, '\t')).join('\r\n'));
const jsonl = utf8(OBJECTS.map((object) => `${JSON.stringify(object)}\n`).join(''));
const json = utf8(JSON.stringify(OBJECTS, null, 2));
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'id', data: OBJECTS.map(({ id }) => BigInt(id)), type: 'INT64' },
      { name: 'text', data: OBJECTS.map(({ text }) => text), type: 'STRING' },
      { name: 'toxic', data: OBJECTS.map(({ toxic }) => toxic), type: 'INT32' },
    ],
    rowGroupSize: [100, 150],
  }),
);
const xlsx = workbook({ Comments: [NAMES, ...OBJECTS.map(({ id, text, toxic }) => [id, text, toxic])] });
const files: [string, Uint8Array<ArrayBuffer>][] = [
  ['a.csv', csv],
  ['a.tsv', tsv],
  ['a.jsonl', jsonl],
  ['a.json', json],
  ['a.parquet', parquet],
  ['a.xlsx', xlsx],
];

test.each([
  ...files,
  ...files.map(([name, bytes]): [string, Uint8Array<ArrayBuffer>] => [`${name}.gz`, gzipSync(bytes)]),
  ...files.map(([name, bytes]): [string, Uint8Array<ArrayBuffer>] => [
    `${name}.zip`,
    zipSync({ [`folder/${name}`]: bytes }),
  ]),
  ['a.csv.gz.zip', zipSync({ 'a.csv.gz': gzipSync(csv), '__MACOSX/._a.csv': utf8('x'), '.DS_Store': utf8('x') })],
  ['utf-16.csv', utf16(`\ufeff${new TextDecoder().decode(csv)}`, 'le')],
  ['utf-16 without a mark.json', utf16(new TextDecoder().decode(json), 'be')],
] satisfies [string, Uint8Array<ArrayBuffer>][])(
  '%s holds the same table as every other format',
  async (name, bytes) => {
    const preview = await sniff(fileOf(bytes, name), {});
    expect([preview.header, preview.textColumn, preview.labelColumn]).toEqual([NAMES, 1, 2]);
    expect(preview.sampleRows).toEqual(ROWS.slice(0, 50));
    const { rows, report, progress } = await readTable(bytes, { name });
    expect(rows).toEqual(ROWS);
    const { report: ofCsv } = await readTable(csv);
    expect({ ...report, notices: [] }).toEqual(ofCsv);
    const last = progress.at(-1);
    expect(last?.bytesRead).toBe(last?.totalBytes);
  },
);

test('the preview reports the format, the packing and the choices', async () => {
  const report = async (name: string, bytes: Uint8Array, options: ReadOptions = {}) => {
    const { format, packing, encoding, delimiter, sheets, sheet } = await sniff(fileOf(bytes, name), options);
    return { format, packing, encoding, delimiter, sheets, sheet };
  };
  const none = { packing: null, encoding: null, delimiter: null, sheets: [], sheet: null };
  expect(await report('a.tsv', tsv)).toEqual({ ...none, format: 'csv', encoding: 'utf-8', delimiter: '\t' });
  expect(await report('a.json', json)).toEqual({ ...none, format: 'json', encoding: 'utf-8' });
  expect(await report('a.parquet', parquet)).toEqual({ ...none, format: 'parquet' });
  expect(await report('a.xlsx', xlsx)).toEqual({ ...none, format: 'xlsx', sheets: ['Comments'], sheet: 'Comments' });
  const gzip = { kind: 'gzip', entries: [], entry: null };
  expect(await report('a.gz', gzipSync(jsonl))).toEqual({ ...none, format: 'jsonl', encoding: 'utf-8', packing: gzip });
  const zip = { kind: 'zip', entries: ['a.csv', 'b.jsonl'], entry: 'b.jsonl' };
  const both = zipSync({ 'a.csv': csv, 'b.jsonl': jsonl, 'read me.pdf': utf8('x') });
  expect(await report('a.zip', both, { entry: 'b.jsonl' })).toMatchObject({ format: 'jsonl', packing: zip });
});

test('of several files in a zip one must be chosen, by a name that is there', async () => {
  const both = zipSync({ 'a.csv': csv, 'b.jsonl': jsonl, 'read me.pdf': utf8('x') });
  const refusal = (bytes: Uint8Array, options: ReadOptions) => refusalOf(() => sniff(fileOf(bytes, 'a.zip'), options));
  const several = { name: 'a.zip', files: ['a.csv', 'b.jsonl'] };
  expect(await refusal(both, {})).toEqual({ code: 'archive-several', params: several });
  const missing = { code: 'archive-file-missing', params: { ...several, file: 'c.csv' } };
  expect(await refusal(both, { entry: 'c.csv' })).toEqual(missing);
  const none = zipSync({ 'read me.pdf': utf8('x'), 'folder/': new Uint8Array(0) });
  expect(await refusal(none, {})).toEqual({
    code: 'archive-no-table',
    params: { name: 'a.zip', formats: FORMAT_LABELS },
  });
});

test.each([
  ['gzip', 'a.csv.gz', gzipSync(csv)],
  ['zip', 'a.zip', zipSync({ 'a.csv': csv })],
  ['parquet', 'a.parquet', parquet],
  ['parquet in a zip', 'a.zip', zipSync({ 'a.parquet': parquet }, { level: 0 })],
  ['xlsx', 'a.xlsx', xlsx],
  ['json', 'a.json', json],
  ['jsonl', 'a.jsonl', jsonl],
])('%s files that were cut, or had bytes changed, are refused or read, and never hang', async (_, name, bytes) => {
  const random = createRandom(7);
  const outcomes = new Set<string>();
  for (let round = 0; round < 60; round++) {
    const broken = bytes.slice(0, round % 3 === 0 ? random.below(bytes.length) : bytes.length);
    for (let changes = round % 4; changes > 0; changes--) broken[random.below(broken.length)] = random.below(256);
    try {
      const { report } = await readTable(broken, { name });
      outcomes.add('read');
      expect(report.rows).toBeGreaterThan(0);
    } catch (error) {
      const { code } = await refusalOf(() => {
        throw error;
      });
      outcomes.add(code);
      expect(code).not.toBe('unexpected');
    }
  }
  // Of JSON Lines only the lines are lost that a change hit.
  expect(outcomes.size).toBeGreaterThan(name === 'a.jsonl' ? 0 : 1);
});
