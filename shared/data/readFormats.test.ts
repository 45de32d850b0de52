import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { sniff } from './sniff';
import { fileOf, readTable, refusalOf } from './testing/tables';
import { type WorkbookCell, workbook } from './testing/workbooks';

describe('JSON', () => {
  test('columns are all fields of the beginning; what is missing or null is empty', async () => {
    const { rows, labels, report } = await readTable(
      '{"text": "a", "toxic": 1}\n{"toxic": false, "text": null, "by": {"name": "x"}}\n{"by": {"age": 3}, "toxic": "no"}\n',
      { name: 'a.jsonl' },
    );
    expect(report.columns).toEqual(['text', 'toxic', 'by.name', 'by.age']);
    expect(rows).toEqual([
      ['a', '1', '', ''],
      ['', 'false', 'x', ''],
      ['', 'no', '', '3'],
    ]);
    expect(labels).toEqual([1, 0, 0]);
    expect(report.notices).toEqual([{ code: 'nested-fields', names: ['by.name', 'by.age'] }]);
  });

  test('fields that first occur after the beginning are not read, and are reported', async () => {
    const lines = '{"text": "hello you", "toxic": 0}\n'.repeat(20_000);
    const { report } = await readTable(`${lines}{"text": "b", "toxic": 1, "late": 1, "later": 2}\n`, {
      name: 'a.jsonl',
    });
    expect([report.columns, report.rows]).toEqual([['text', 'toxic'], 20_001]);
    expect(report.notices).toEqual([{ code: 'unknown-fields', count: 1, lines: [20_001], names: ['late', 'later'] }]);
  });

  test('lines that are not JSON and values that are not records are left out and reported', async () => {
    const file = '{"text": "a b", "toxic": 1}\nbroken\n[1]\n{"text": "c d", "toxic": 0}\n{"text": "cut sho';
    const { rows, report } = await readTable(file, { name: 'a.jsonl' });
    expect(rows).toEqual([
      ['a b', '1'],
      ['c d', '0'],
    ]);
    expect(report.refused).toEqual([
      { reason: 'json-broken', count: 2, lines: [2, 5] },
      { reason: 'not-a-record', count: 1, lines: [3] },
    ]);
  });

  test('a list of strings is a list of comments', async () => {
    const { rows, report } = await readTable('["one", "two\\nlines", "0"]', { name: 'a.json' });
    expect([report.columns, report.labelColumn, rows]).toEqual([['text'], null, [['one'], ['two\nlines'], ['0']]]);
  });

  test.each([
    ['a.jsonl', 'broken\n', 'json-broken', { line: 1, column: 1 }],
    ['a.jsonl', '{"a": 1\n', 'json-broken', { line: 2, column: 1 }],
    ['a.jsonl', '\n1\n2\n', 'json-no-records', { line: 2, got: '1' }],
    ['a.json', '[null]', 'json-no-records', { line: 1, got: 'null' }],
    ['a.json', '{"data": [\n]}', 'json-not-a-list', { got: '{' }],
    ['a.json', '[{"text": "a"},\n{"text" "b"}]', 'json-broken', { line: 2, column: 9 }],
    ['a.json', '[]', 'file-empty', {}],
    ['a.json', ' \n', 'file-empty', {}],
  ])('%s with %j is refused: %s', async (name, file, code, params) => {
    expect(await refusalOf(() => readTable(file, { name }))).toEqual({ code, params: { name, ...params } });
  });
});

describe('lines', () => {
  test('each line is a comment; an empty one too, but not above the first', async () => {
    const { rows, report } = await readTable('\r\none, two\r\n\r\n"three\r\n', { name: 'a.txt' });
    expect([report.columns, report.labelColumn]).toEqual([['text'], null]);
    expect(rows).toEqual([['one, two'], [''], ['"three']]);
  });

  test('a first line that is a known name is the header, unless one says otherwise', async () => {
    expect((await readTable('Comment\nhello\n', { name: 'a.txt' })).report.columns).toEqual(['Comment']);
    const asData = await readTable('Comment\nhello\n', { name: 'a.txt', header: false });
    expect(asData.rows).toEqual([['Comment'], ['hello']]);
    const asHeader = await readTable('What people said\nhello\n', { name: 'a.txt', header: true });
    expect([asHeader.report.columns, asHeader.rows]).toEqual([['What people said'], [['hello']]]);
  });

  test('any text can be read as lines, a table too', async () => {
    const { rows } = await readTable('text,toxic\n"a,0\n', { format: 'lines', header: false });
    expect(rows).toEqual([['text,toxic'], ['"a,0']]);
  });

  test('a format that is none is refused', async () => {
    const refused = refusalOf(() => readTable('a\nb\n', { format: 'xml' as 'csv' }));
    expect((await refused).code).toBe('argument-invalid');
  });
});

describe('Excel', () => {
  const table = (rows: readonly (readonly WorkbookCell[])[]) => workbook({ Sheet1: rows });

  test('cells are text as people would write it; empty rows and columns are nothing', async () => {
    const day = new Date(Date.UTC(2024, 1, 29));
    const bytes = table([
      [null, null, null, null, ''],
      ['text', 'toxic', 'n', 'day', ''],
      [' padded <&> "text"\nof two lines ', true, 0.1, day, ''],
      [null, null, null, null, null],
      [null, false, 12, new Date(day.getTime() + 43_200_000), null],
    ]);
    const { rows, labels, report } = await readTable(bytes, { name: 'a.xlsx' });
    expect(report.columns).toEqual(['text', 'toxic', 'n', 'day']);
    expect(rows).toEqual([
      [' padded <&> "text"\nof two lines ', 'true', '0.1', '2024-02-29'],
      ['', 'false', '12', '2024-02-29T12:00:00.000Z'],
    ]);
    expect(labels).toEqual([1, 0]);
  });

  test('refused rows are reported by the row of the sheet', async () => {
    const rows = [
      ['text', 'toxic'],
      ['a b', 1],
      ['c d', -1],
      [null, null],
      ['e f', 'perhaps'],
      ['g', 0],
    ];
    expect((await readTable(table(rows), { name: 'a.xlsx' })).report.refused).toEqual([
      { reason: 'label-minus-one', count: 1, lines: [3] },
      { reason: 'label-not-understood', count: 1, lines: [5] },
    ]);
  });

  test('of several sheets the one with known names is read, or the one chosen; a sheet that is not there is refused', async () => {
    const bytes = workbook({
      About: [['These are comments that were judged by three people each.'], ['a'], ['b'], ['c']],
      Empty: [],
      Train: [
        ['text', 'toxic'],
        ['a b', 1],
      ],
      Test: [
        ['text', 'toxic'],
        ['c d', 0],
        ['e f', 1],
      ],
    });
    const read = async (sheet?: string) => (await readTable(bytes, { name: 'a.xlsx', sheet })).rows;
    expect(await read()).toEqual([['a b', '1']]);
    expect(await read('Test')).toHaveLength(2);
    expect((await sniff(fileOf(bytes, 'a.xlsx'), {})).sheets).toEqual(['About', 'Train', 'Test']);
    const othersUnread = async (sheet?: string) =>
      (await readTable(bytes, { name: 'a.xlsx', sheet })).report.notices.filter(({ code }) => code === 'other-sheets');
    expect(await othersUnread()).toEqual([{ code: 'other-sheets', sheets: ['About', 'Test'] }]);
    expect(await othersUnread('Test')).toEqual([]);
    expect(await refusalOf(() => read('Empty'))).toEqual({
      code: 'sheet-missing',
      params: { sheet: 'Empty', sheets: ['About', 'Train', 'Test'] },
    });
  });

  test('a heading over several columns is no header, and the names below it are no comment', async () => {
    const rows = [
      [null, 'Labels', null],
      ['text', 'insult', 'threat'],
      ['you silly clown', 1, 0],
      ['a lovely day', 0, 0],
      ['go away, fool', 1, 1],
    ];
    const { report, labels } = await readTable(table(rows), { name: 'a.xlsx' });
    expect(report.columns).toEqual(['text', 'insult', 'threat']);
    expect(labels).toEqual([1, 0, 1]);
  });

  test('without cells it is empty, without rows under the header that is said, and data is no header', async () => {
    const code = async (rows: readonly (readonly WorkbookCell[])[]) =>
      (await refusalOf(() => readTable(table(rows), { name: 'a.xlsx' }))).code;
    expect(await code([])).toBe('file-empty');
    expect(await code([['text', 'toxic']])).toBe('file-header-only');
    expect((await readTable(table([['hello there', 0]]), { name: 'a.xlsx' })).rows).toEqual([['hello there', '0']]);
  });
});

describe('Parquet', () => {
  const columnData = [
    { name: 'text', data: ['one', null, 'three 😀'], type: 'STRING' as const },
    { name: 'toxic', data: [true, false, true], type: 'BOOLEAN' as const },
    { name: 'id', data: [9007199254740993n, null, -1n], type: 'INT64' as const },
    { name: 'at', data: [new Date(0), new Date(1500), null], type: 'TIMESTAMP' as const },
    { name: 'spans', data: [[1, 2], [], null], type: 'JSON' as const },
  ];
  const expected = [
    ['one', 'true', '9007199254740993', '1970-01-01', '[1,2]'],
    ['', 'false', '', '1970-01-01T00:00:01.500Z', '[]'],
    ['three 😀', 'true', '-1', '', ''],
  ];

  test.each([
    ['UNCOMPRESSED', undefined],
    ['SNAPPY', undefined],
    ['GZIP', gzipSync],
    ['BROTLI', brotliCompressSync],
  ] as const)('values of every type are text as people would write it, packed as %s', async (codec, compress) => {
    const compressors = compress && { [codec]: (bytes: Uint8Array) => new Uint8Array(compress(bytes)) };
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors }));
    const { rows, labels } = await readTable(bytes, { name: 'a.parquet' });
    expect(rows).toEqual(expected);
    expect(labels).toEqual([1, 0, 1]);
  });

  test('without rows that is said', async () => {
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'text', data: [], type: 'STRING' }] }));
    const { code } = await refusalOf(() => readTable(bytes, { name: 'a.parquet' }));
    expect(code).toBe('file-header-only');
  });
});

test('comments that are all empty, or all numbers, are reported', async () => {
  const notices = async (file: string) => (await readTable(file, { labelColumn: null, textColumn: 0 })).report.notices;
  expect(await notices('text,n\n,1\n" ",2\n')).toEqual([{ code: 'comments-empty', column: 'text' }]);
  expect(await notices('text,n\n1,1\n,1\n"2,5",2\n')).toEqual([{ code: 'comments-numeric', column: 'text' }]);
  expect(await notices('text,n\n1,1\nx,2\n')).toEqual([]);
});
