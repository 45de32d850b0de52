import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodedError } from '../base/errors';
import { AbortError, runSteps } from '../runtime/steps';
import type { DataFile } from './bytes/source';
import { createFingerprint } from './column/fingerprint';
import { CHUNK_ROWS, textColumnOf } from './column/textColumn';
import { csvLine } from './delimited/csvLine';
import { FIELD_LIMIT_BYTES } from './delimited/csvRows';
import { DELIMITERS } from './delimited/dialect';
import type { ReadOptions } from './filePlan';
import type { ImportReport } from './importReport';
import { importTable, readTable as readFile } from './readTable';
import { cut, cutBy, fileOf, readTable, refusalOf, utf8, utf16 } from './testing/tables';
import { HEAD_BYTES } from './textPlan';

/** Code and parameters of the error with which reading `file` ends. */
const refusal = (file: string | Uint8Array | AsyncIterable<Uint8Array>, options: ReadOptions = {}) =>
  refusalOf(() => readTable(file, options));

const LABELLED = 'comment_text,toxic\nhello there,0\n"stupid, really",1\n,0\n';

test('a labelled file becomes columns, labels and a report', async () => {
  const { rows, labels, report } = await readTable(LABELLED);
  expect(rows).toEqual([
    ['hello there', '0'],
    ['stupid, really', '1'],
    ['', '0'],
  ]);
  expect(labels).toEqual([0, 1, 0]);
  const print = createFingerprint();
  print.rows(textColumnOf(['hello there', 'stupid, really', '']), Uint8Array.of(0, 1, 0));
  expect(report).toMatchObject({
    columns: ['comment_text', 'toxic'],
    textColumn: 0,
    labelColumn: 1,
    rows: 3,
    positives: 1,
    negatives: 2,
    unlabelled: 0,
    refused: [],
    notices: [],
    fingerprint: print.hex(),
    textBytes: 25,
  } satisfies ImportReport);
});

describe('formats', () => {
  const table = [
    ['text', 'toxic'],
    ['hello, you; there|now\tthen', '0'],
    ['two\nlines and "quotes"', '1'],
    ['привет, дурак 😀', '1'],
  ];
  const expected = table.slice(1);

  test.each(DELIMITERS)('the delimiter %j', async (delimiter) => {
    const file = table.map((row) => `${csvLine(row, delimiter)}\n`).join('');
    expect((await readTable(file)).rows).toEqual(expected);
  });

  test.each([
    ['\\n', ['\n']],
    ['\\r\\n', ['\r\n']],
    ['\\r', ['\r']],
    ['a mixture', ['\n', '\r\n']],
    ['another mixture', ['\r\n', '\n', '\n']],
  ])('rows that end in %s', async (_, ends) => {
    const file = table.map((row, i) => csvLine(row) + ends[i % ends.length]).join('');
    const { rows, labels } = await readTable(file);
    expect(rows).toEqual(expected);
    expect(labels).toEqual([0, 1, 1]);
    expect((await readTable(file.replace(/[\r\n]+$/, ''))).rows).toEqual(expected);
  });

  test('UTF-8 and UTF-16 with a mark, windows-1251 by choice: one text, one fingerprint', async () => {
    const file = 'text,toxic\nпривет,0\nдурак,1\n';
    const mark = `\ufeff${file}`;
    const oneByte = Uint8Array.from(file, (letter) => {
      const code = letter.charCodeAt(0);
      return code < 0x80 ? code : code - 0x410 + 0xc0;
    });
    const read = [
      await readTable(file),
      await readTable(mark),
      await readTable(cut(utf16(mark, 'le'), 3)),
      await readTable(cut(utf16(mark, 'be'), 1)),
      await readTable(oneByte, { encoding: 'windows-1251' }),
    ];
    for (const { rows, report } of read) {
      expect(rows).toEqual([
        ['привет', '0'],
        ['дурак', '1'],
      ]);
      expect(report.fingerprint).toBe(read[0].report.fingerprint);
    }
  });

  test('labels that end in a newline, yes and no, fractions', async () => {
    expect((await readTable('comment,toxic\n"one\n",1.0\n"two\n",0.0\n')).labels).toEqual([1, 0]);
    expect((await readTable('text,biased\none is,Yes\ntwo is,no\n')).labels).toEqual([1, 0]);
    const fractions = 'comment_text,target\na b,0.0\nc d,0.5\ne f,0.83\ng h,0.499\n';
    expect((await readTable(fractions)).labels).toEqual([0, 1, 1, 0]);
    expect((await readTable(fractions, { labelCut: 0.6 })).labels).toEqual([0, 0, 1, 0]);
  });

  test('a name like __proto__ is a name', async () => {
    const { report } = await readTable('__proto__,text,constructor,toxic\n1,a b,2,0\n1,c d,2,1\n');
    expect(report.columns).toEqual(['__proto__', 'text', 'constructor', 'toxic']);
    expect(report.notices).toEqual([]);
  });
});

test('any table, written with any delimiter and line ends and cut at any bytes, reads back the same', async () => {
  const cell = fc
    .array(fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', ' ', 'word', 'слово', '😀', '€', '\ufeff'), {
      maxLength: 6,
    })
    .map((parts) => parts.join(''));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
    );
  const lineEnds = fc.oneof(
    fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 4 }),
    fc.constant(['\r']),
  );
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(...DELIMITERS),
      lineEnds,
      cuts,
      fc.boolean(),
      async (rows, delimiter, ends, sizes, closed) => {
        const names = rows[0].map((_, i) => `name${i}`);
        const lines = [names, ...rows].map((row) => csvLine(row, delimiter));
        const file = lines.map((line, i) => line + (closed || i < rows.length ? ends[i % ends.length] : '')).join('');
        const options = { delimiter, quotes: 'csv', textColumn: 0, labelColumn: null } as const;
        const read = await readTable(cutBy(utf8(file), sizes), options);
        expect(read.rows).toEqual(rows);
        expect(read.report.fingerprint).toBe((await readTable(file, options)).report.fingerprint);
      },
    ),
    { numRuns: 400 },
  );
});

test('every refused row is counted by its reason, with the first five lines', async () => {
  const file = [
    'text,toxic,note',
    'kept,1,',
    'a,,', // 3
    'b,-1,',
    'c,perhaps,',
    'd', // 6
    '"e\ne",0,,more', // 7 and 8
    'kept,0', // a missing end is empty
    '', // 10: nothing
    'f,nan,',
    ...Array.from({ length: 6 }, () => 'g,-1,'), // 12 ...
    'kept,no,last',
  ].join('\r\n');
  const { rows, labels, report } = await readTable(file);
  expect(rows).toEqual([
    ['kept', '1', ''],
    ['kept', '0', ''],
    ['kept', 'no', 'last'],
  ]);
  expect(labels).toEqual([1, 0, 0]);
  expect(report.refused).toEqual([
    { reason: 'label-blank', count: 2, lines: [3, 11] },
    { reason: 'label-minus-one', count: 7, lines: [4, 12, 13, 14, 15] },
    { reason: 'label-not-understood', count: 1, lines: [5] },
    { reason: 'too-few-fields', count: 1, lines: [6] },
    { reason: 'too-many-fields', count: 1, lines: [7] },
  ]);
});

test('on request a row whose label is missing or not understood is kept without one', async () => {
  const file = 'comment,toxic\nhello there,0\n"you, idiot",1\nfine,\nwhat,maybe\n';
  const { labels, report } = await readTable(file, { keepUnlabelled: true, labelColumns: [1] });
  expect(labels).toEqual([0, 1, 255, 255]);
  expect(report).toMatchObject({ rows: 4, positives: 1, negatives: 1, unlabelled: 2, refused: [], notices: [] });
  const none = await readTable('comment,toxic\nhello there,maybe\nyes,who knows\n', {
    keepUnlabelled: true,
    labelColumns: [1],
  });
  expect(none.labels).toEqual([255, 255]);
  expect(none.report.notices).toEqual([]);
});

test('with no label column every row is kept, unlabelled', async () => {
  const file = 'text,toxic\na,1\nb,-1\nc,perhaps\nd\n,\n';
  const { rows, labels, report } = await readTable(file, { labelColumn: null });
  expect(rows).toEqual([
    ['a', '1'],
    ['b', '-1'],
    ['c', 'perhaps'],
    ['d', ''],
    ['', ''],
  ]);
  expect(labels).toEqual([255, 255, 255, 255, 255]);
  expect([report.unlabelled, report.positives, report.negatives, report.refused]).toEqual([5, 0, 0, []]);
});

test('a blank line is an empty comment in a file of one column, and nothing in any other', async () => {
  expect((await readTable('\ntext\nhello you\n\n""\nbye\n')).rows).toEqual([['hello you'], [''], [''], ['bye']]);
  expect((await readTable('\ntext,toxic\n\nhello you,0\n\n\nbye,1\n\n')).rows).toHaveLength(2);
});

test('one class is a notice', async () => {
  expect((await readTable('text,toxic\na b,1\nc d,yes\n')).report.notices).toEqual([{ code: 'one-class', label: 1 }]);
  expect((await readTable('text,toxic\na b,0\n')).report.notices).toEqual([{ code: 'one-class', label: 0 }]);
});

test('quotes that close too early are reported with their lines', async () => {
  const { rows, report } = await readTable('text,toxic\nfine,0\n"a "stupid" word",1\n');
  expect(rows[1]).toEqual(['a "stupid" word', '1']);
  expect(report.notices).toEqual([{ code: 'malformed-quotes', count: 1, lines: [3] }]);
});

test('an unclosed quote is refused with its line; read as text it harms nothing', async () => {
  const file = `text,toxic\n${'fine,0\n'.repeat(40_000)}"oh,1\n${'fine,0\n'.repeat(40_000)}`;
  expect(await refusal(file)).toEqual({ code: 'csv-quote-unclosed', params: { line: 40_002 } });
  const { report } = await readTable(file, { quotes: 'text' });
  expect([report.rows, report.positives]).toEqual([80_001, 1]);
});

test.each([
  ['', {}, 'file-empty'],
  ['\n\n', {}, 'file-empty'],
  ['text,toxic\n', {}, 'file-header-only'],
  ['hello you,0\n', {}, 'accepted'],
  ['a,b\n1,2\n', {}, 'file-no-text-column'],
  ['text,toxic\na b,2\nc d,\n', {}, 'labels-none-usable'],
  ['text\na,b\nc,d\n', { delimiter: ';' }, 'accepted'],
  ['text\na,b\nc,d\n', {}, 'accepted'],
  ['text,toxic,id\na b\n', { labelColumn: 'toxic' }, 'rows-none-usable'],
  ['text,toxic\na b,0\n', { labelColumn: 'hate' }, 'column-missing'],
] as const)('the file %j read with %j ends in %s', async (file, options, code) => {
  if (code === 'accepted') expect((await readTable(file, options)).rows.length).toBeGreaterThan(0);
  else expect((await refusal(file, options)).code).toBe(code);
});

test('labels that are all refused are shown', async () => {
  const file = `text,toxic\na b,odd\nc d,-1\ne f,odd\ng h,${'long '.repeat(20)}\n`;
  expect(await refusal(file)).toEqual({
    code: 'labels-none-usable',
    params: { column: 'toxic', refused: 4, examples: ['odd', '-1', `${'long '.repeat(8)}…`] },
  });
});

test('a bad byte far into the file is replaced and noticed, several are refused with the first offset', async () => {
  const good = utf8(`text,toxic\n${'привет всем,0\n'.repeat(40_000)}`);
  const one = Uint8Array.from([...good, 0xc0, 0x2c, 0x30, 0x0a]);
  const { rows, report } = await readTable(one);
  expect(rows.at(-1)).toEqual(['\ufffd', '0']);
  expect(report.notices.slice(0, 1)).toEqual([{ code: 'bad-bytes', count: 1, offsets: [good.length] }]);
  const bytes = Uint8Array.from([...good, ...new Uint8Array(20_000).fill(0xc0), 0x2c, 0x30, 0x0a]);
  expect((await readTable(bytes, { replaceBadBytes: true })).rows).toHaveLength(40_001);
  for (const size of [997, 1 << 20]) {
    expect(await refusal(cut(bytes, size))).toEqual({
      code: 'file-not-text',
      params: { name: 'comments.csv', encoding: 'utf-8', offset: good.length },
    });
  }
});

test('chunks are cut by rows, columns alike', async () => {
  const { chunkRows, rows } = await readTable(`text,toxic\n${'a b,1\nc d,0\n'.repeat(5000)}`);
  expect(chunkRows).toEqual([CHUNK_ROWS, CHUNK_ROWS, 10_000 - 2 * CHUNK_ROWS]);
  expect(rows[CHUNK_ROWS]).toEqual(['a b', '1']);
});

test('a comment of ten megabytes is a comment, first, last or alone', async () => {
  const long = `some "quoted", ${'words and '.repeat(100)}\nmore `.repeat(10_000);
  const file = [
    ['text', 'toxic'],
    [long, '1'],
    ['short', '0'],
    [long, '0'],
  ]
    .map((row) => csvLine(row))
    .join('\r\n');
  const { rows, report } = await readTable(file);
  expect(rows.map((row) => row[0].length)).toEqual([long.length, 5, long.length]);
  expect(rows[2][0] === long).toBe(true);
  expect(report.textBytes).toBe(2 * long.length + 5);
});

test('a field over the limit is refused with its line', async () => {
  const file = Uint8Array.from([...utf8('text,toxic\nfine,0\n"')]);
  const rest = new Uint8Array(1 << 20).fill(0x78);
  async function* source() {
    yield file;
    for (let i = 0; i <= 2 * (FIELD_LIMIT_BYTES >> 20); i++) yield rest;
  }
  expect(await refusal(source())).toEqual({
    code: 'csv-field-too-large',
    params: { line: 3, limitBytes: FIELD_LIMIT_BYTES },
  });
});

test('a first row longer than the head is waited for', async () => {
  const long = 'word '.repeat(HEAD_BYTES / 4);
  const { rows } = await readTable(`${long},1\nshort,0\n`, { header: false });
  expect(rows.map((row) => row[0].length)).toEqual([long.length, 5]);
  expect((await readTable(`a,b\n${long},1\nshort,0\n`)).report.textColumn).toBe(0);
});

test('progress tells bytes and rows and reaches the end', async () => {
  const bytes = utf8(`text,toxic\n${'hello there,1\n'.repeat(60_000)}`);
  const { progress } = await readTable(bytes);
  expect(progress.length).toBeGreaterThan(3);
  expect(progress.every((one, i) => i === 0 || one.bytesRead >= progress[i - 1].bytesRead)).toBe(true);
  expect(progress.at(-1)).toEqual({
    kind: 'progress',
    bytesRead: bytes.length,
    totalBytes: bytes.length,
    rows: 60_000,
  });
});

test('a File, as browsers have it, is read', async () => {
  const file = `text,toxic\n${'hello there,1\n'.repeat(100_000)}`;
  const report = await runSteps(importTable(new File([file], 'comments.csv'), {}, () => undefined));
  expect([report.rows, report.fingerprint]).toEqual([100_000, (await readTable(file)).report.fingerprint]);
});

test('a source that fails is unreadable', async () => {
  async function* source() {
    yield utf8(LABELLED);
    throw new Error('the disk is gone');
  }
  expect(await refusal(source())).toEqual({
    code: 'file-unreadable',
    params: { name: 'comments.csv', reason: 'failed' },
  });
});

/** A file almost without end that tells how much of it was read. */
function endless() {
  const state = { read: 0 };
  const file: DataFile = {
    name: 'endless.csv',
    size: 1e12,
    slice: (start, end) => ({
      async arrayBuffer() {
        state.read += end - start;
        const text = start === 0 ? 'text,toxic\n' : '';
        return utf8(text.padEnd(end - start, 'hello there,1\n')).buffer;
      },
    }),
  };
  return { state, file };
}

test('a cancel ends the reading', async () => {
  const { state, file } = endless();
  const controller = new AbortController();
  let seen = 0;
  const reading = runSteps(
    importTable(file, {}, () => undefined),
    controller.signal,
    () => {
      if (++seen === 5) controller.abort();
    },
  );
  await expect(reading).rejects.toThrow(AbortError);
  expect(state.read).toBeLessThan(10e6);
});

test('each chunk is kept before the next is read, and a failure to keep one ends the reading', async () => {
  const { state, file } = endless();
  let keeping = 0;
  let kept = 0;
  const reading = runSteps(
    importTable(file, {}, async () => {
      expect(++keeping).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      keeping--;
      if (++kept === 7) throw new CodedError('storage-full', { neededBytes: null, freeBytes: 0 });
    }),
  );
  await expect(reading).rejects.toThrow('storage-full');
  expect(kept).toBe(7);
  expect(state.read).toBeLessThan(10e6);
});

test('the columns are reported once, before the first chunk', async () => {
  const report: unknown[] = [];
  const events = readFile(fileOf(`note,text,toxic\n${'x,hello there,1\n'.repeat(5000)}`), {});
  for await (const event of events) {
    if (event.kind === 'columns') report.push(event);
    else if (event.kind === 'chunk') report.push([event.columns.length, event.textColumn, event.labels.length]);
  }
  expect(report).toEqual([
    { kind: 'columns', columns: ['note', 'text', 'toxic'], textColumn: 1, labelColumn: 2 },
    [3, 1, CHUNK_ROWS],
    [3, 1, 5000 - CHUNK_ROWS],
  ]);
});

test('kept chunks add up to the report', async () => {
  let rows = 0;
  let bytes = 0;
  const file = fileOf(`text,toxic\n${'hello there,1\n'.repeat(9000)}`);
  const report = await runSteps(
    importTable(file, {}, ({ labels, columns }) => {
      rows += labels.length;
      bytes += columns[0].bytes.length;
    }),
  );
  expect([report.rows, report.textBytes]).toEqual([rows, bytes]);
});
