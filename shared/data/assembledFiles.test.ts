import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inspect } from './inspect';
import { fileOf, readTable } from './testing/tables';
import { workbook, workbookOf } from './testing/workbooks';

/* Files that people and programs put together: of several files, with notes above, by formulas, as threads. */

const TEXTS = ['what a day, really', 'you fool', 'thanks a lot', 'go away', 'well done', 'nobody likes you'];
const LABELS = [0, 1, 0, 1, 0, 1];
const rows = TEXTS.map((text, i) => [text, LABELS[i]] as const);
const csv = rows.map(([text, label]) => `"${text}",${label}\n`).join('');

async function read(content: string | Uint8Array, name = 'a.csv') {
  const { report, options } = await inspect(fileOf(content, name), {});
  const { rows: cells, labels } = await readTable(content, { ...options, name });
  const leftOut = report.refused.map(({ reason, lines }) => [reason, ...lines]);
  const questions = report.questions.map(({ code }) => code);
  return { texts: cells.map((row) => row[report.textColumn]), labels, leftOut, questions, report };
}

const right = { texts: TEXTS, labels: LABELS, questions: [] };

test('a header that comes again is left out and reported', async () => {
  const again = `text,toxic\n${csv}text,toxic\n${csv}`;
  const twice = { texts: [...TEXTS, ...TEXTS], labels: [...LABELS, ...LABELS], leftOut: [['header-again', 8]] };
  expect(await read(again)).toMatchObject(twice);
  const words = (content: string) => content.replace(/,1$/gm, ',toxic').replace(/,0$/gm, ',non-toxic');
  expect(await read(words(again))).toMatchObject(twice);
  const sheet = [['text', 'toxic'], ...rows, ['text', 'toxic'], ...rows];
  expect(await read(workbook({ S: sheet.map((row) => [...row]) }), 'a.xlsx')).toMatchObject(twice);
  // A comment of one column may be called as the column is.
  expect((await read('text\nhello there\ntext\nbye then\n')).texts).toEqual(['hello there', 'text', 'bye then']);
});

test.each(['Export of 2023\nby me, myself\n\n', 'Q1,Q2\n', 'From,To\nann,bob\n'])(
  'notes as wide as the table are no header: %j',
  async (notes) => {
    expect(await read(`${notes}text,toxic\n${csv}`)).toMatchObject({ ...right, leftOut: [] });
    const above = notes
      .trim()
      .split(/\n+/)
      .map((line) => line.split(','));
    const sheet = workbook({ S: [...above, ['text', 'toxic'], ...rows.map((row) => [...row])] });
    expect(await read(sheet, 'a.xlsx')).toMatchObject(right);
  },
);

test('rows above a comment that is called as columns are stay rows', async () => {
  const { report } = await read('you fool,1\nhello there,0\ncomment,label\nbye,0\n');
  expect(report.rows + report.refused.reduce((sum, { count }) => sum + count, 0)).toBe(4);
});

test('a formula without what it comes to is a value to be asked about, an empty result is none', async () => {
  const sheet = (cell: (label: number, at: string) => string) =>
    workbookOf(
      ['S'],
      [
        `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1" t="inlineStr"><is><t>toxic</t>` +
          `</is></c></row>${rows
            .map(([text, label], i) => {
              const comment = `<c r="A${i + 2}" t="inlineStr"><is><t>${text}</t></is></c>`;
              return `<row r="${i + 2}">${comment}${cell(label, `B${i + 2}`)}</row>`;
            })
            .join('')}</sheetData>`,
      ],
      [],
    );
  const missing = await inspect(
    fileOf(
      sheet((label, at) => `<c r="${at}"><f>IF(TRUE,${label})</f></c>`),
      'a.xlsx',
    ),
    {},
  );
  expect(missing.report.questions).toMatchObject([
    { code: 'label-values', column: 'toxic', values: [{ value: '=IF(TRUE,0)' }, { value: '=IF(TRUE,1)' }] },
  ]);
  const empty = (label: number, at: string) =>
    `<c r="${at}" t="str"><f>IF(A1="","","")</f><v>${label === 1 ? 'yes' : ''}</v></c>`;
  expect((await inspect(fileOf(sheet(empty), 'a.xlsx'), {})).report.refused).toMatchObject([{ reason: 'label-blank' }]);
  expect(
    await read(
      sheet((label, at) => `<c r="${at}"><f>1*${label}</f><v>${label}</v></c>`),
      'a.xlsx',
    ),
  ).toMatchObject(right);
});

test('of the files of a zip the first that is a table is taken, and asked about', async () => {
  const packed = zipSync({
    'package.json': strToU8('{"name": "x"}'),
    'settings.json': strToU8('{"a": {"b": 1}}'),
    'z.csv': strToU8(`text,toxic\n${csv}`),
  });
  expect(await read(packed, 'a.zip')).toMatchObject({ ...right, questions: ['archive-entry'] });
  const none = zipSync({ 'a.json': strToU8('{"name": "x"}'), 'b.json': strToU8('{"name": "y"}') });
  await expect(inspect(fileOf(none, 'a.zip'), {})).rejects.toMatchObject({ code: 'json-not-a-list' });
});

test('comments in a list by their label, of one length or not, are labelled by it', async () => {
  const of = (label: number) => TEXTS.filter((_, i) => LABELS[i] === label);
  const expected = { texts: [...of(1), ...of(0)], labels: [1, 1, 1, 0, 0, 0], questions: [] };
  expect(await read(JSON.stringify({ toxic: of(1), ok: of(0) }), 'a.json')).toMatchObject(expected);
  expect(await read(JSON.stringify({ hate: of(1).slice(1), normal: of(0) }), 'a.json')).toMatchObject({
    texts: expected.texts.slice(1),
  });
});

test('a thread of Reddit’s is its comments, the replies after what they answer', async () => {
  const listing = (children: unknown[]) => ({ kind: 'Listing', data: { children } });
  const comment = (at: number, ...replies: unknown[]): unknown => ({
    kind: 't1',
    data: { id: `c${at}`, body: TEXTS[at], replies: replies.length === 0 ? '' : listing(replies) },
  });
  const post = { kind: 't3', data: { title: 'A post', selftext: 'and its text', id: 'p' } };
  const comments = [comment(0, comment(1, comment(2)), comment(3)), comment(4), comment(5), { kind: 'more', data: {} }];
  for (const indent of [0, 2]) {
    const thread = JSON.stringify([listing([post]), listing(comments)], null, indent);
    expect((await read(thread, 'a.json')).texts).toEqual(TEXTS);
  }
  expect((await read(JSON.stringify(listing(comments)), 'a.json')).texts).toEqual(TEXTS);
});

test.each([
  (at: number) => `02/01/2023 à 21:1${at} - `,
  (at: number) => `2.1.2023 klo 21.1${at} - `,
  (at: number) => `02.01.2023 kl. 21.1${at} - `,
  (at: number) => `2023. 01. 02. 21:1${at} - `,
  (at: number) => `02/01/2023 21:1${at} - `,
  (at: number) => `\u200e[1/2/23, 9:1${at}:05\u202fPM] `,
])('a chat from a phone of another language is read: %#', async (stamp) => {
  const notice = 'Ann created group "x: y"';
  const chat = [notice, ...TEXTS.map((text) => `Ann "the one": ${text}`)].map((line, i) => stamp(i) + line).join('\n');
  expect(await read(chat, 'chat.txt')).toMatchObject({ texts: TEXTS, leftOut: [['chat-notice', 1]] });
});

test.each([
  ['psql', ` comment | toxic \n---------+-------\n${rows.map(([text, label]) => ` ${text} | ${label}\n`).join('')}`],
  [
    'mysql',
    `+---+---+\n| text | toxic |\n+---+---+\n${rows.map(([text, label]) => `| ${text} | ${label} |\n`).join('')}`,
  ],
])('what %s draws with lines is refused by its name', async (kind, content) => {
  await expect(inspect(fileOf(content, 'a.txt'), {})).rejects.toMatchObject({ code: 'file-binary', params: { kind } });
});
