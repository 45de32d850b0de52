import { expect, test } from 'vitest';
import { CodedError } from '../base/errors';
import { inspect } from './inspect';
import { HOSTILE_FILES } from './testing/hostileFiles';
import { fileOf } from './testing/tables';

/* The small ones of the files that `npm run drill:files` measures. */

const OUTCOMES: Readonly<Record<string, string>> = {
  'last-row.xlsx': '1 row',
  'row-1e9.xlsx': 'file-damaged',
  'row-infinite.xlsx': 'file-damaged',
  'column-zzzzzz.xlsx': 'file-damaged',
  'column-last.xlsx': '1 row',
  'reference-none.xlsx': 'file-header-only',
  'brackets.jsonl': 'json-broken',
  'brackets-in-line.jsonl': '1 row',
  'objects.jsonl': 'json-broken',
  'assignments.js': '1 row',
  'numbers-long.jsonl': '1 row',
  'constructor-names.jsonl': '1 row',
  'entities.xlsx': 'file-no-text-column',
  'zip-of-nothing.zip': 'archive-no-table',
};

test.each(HOSTILE_FILES.filter(({ small }) => small))(
  '$name is read, or refused with a code',
  async ({ name, pieces }) => {
    const [bytes] = [...pieces()];
    const outcome = await inspect(fileOf(bytes, name), {}).then(
      ({ report }) => `${report.rows} row${report.rows === 1 ? '' : 's'}`,
      (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
    );
    expect(outcome).toBe(OUTCOMES[name]);
  },
);

test('a record of very many fields is refused before it is parsed', async () => {
  const fields = Array.from({ length: 300_000 }, (_, i) => `"f${i}":1`).join();
  for (const [name, content] of [
    ['a.json', `[{${fields}}]`],
    ['a.jsonl', `{${fields}}\n{"text": "a"}\n`],
  ]) {
    await expect(inspect(fileOf(content, name), {})).rejects.toMatchObject({ code: 'file-too-many-columns' });
  }
});

test.each([
  ['names', `${'text,'.repeat(100_000)}\nhello\n`],
  ['cells of a row', `text,label\n${"'a',".repeat(100_000)}`],
  ['quotes that close nothing', `text;label\n${'"a",'.repeat(100_000)}`],
])('%s by the hundred thousand are refused before they are parsed', async (_, content) => {
  await expect(inspect(fileOf(content), {})).rejects.toMatchObject({ code: 'csv-row-too-wide' });
});

test('blank lines by the million above or below the table cost nothing, and keep the numbers of lines', async () => {
  const blank = '\r\n'.repeat(1_000_000);
  const { report } = await inspect(fileOf(`text,toxic\r\n${blank}hello,1\r\nshort\r\nbye,0\r\n${blank}`), {});
  expect([report.rows, report.refused]).toEqual([2, [{ reason: 'too-few-fields', count: 1, lines: [1_000_003] }]]);
  const refusal = (content: string) => expect(inspect(fileOf(content), {})).rejects;
  await refusal(blank.repeat(3)).toMatchObject({ code: 'file-empty' });
  await refusal(`${blank.repeat(3)}text,toxic\nhello,1\n`).toMatchObject({ code: 'file-starts-blank' });
});

test('labels of fastText by the hundred thousand within a line are part of its text', async () => {
  const line = `hello${' __label__a'.repeat(100_000)} x`;
  const { report } = await inspect(fileOf(`${'hello you __label__a\n'.repeat(30)}${line}\n`, 'a.txt'), {});
  expect(report.columns).toEqual(['label', 'text']);
});
