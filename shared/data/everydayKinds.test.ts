import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inspect } from './inspect';
import { fileOf } from './testing/tables';

/* Kinds of files that were once read wrong without a word. */

const COMMENTS = [
  'You are such a fool, go away',
  'What a lovely day it is',
  'Nobody likes your silly ideas',
  'I agree with this point',
  'Shut your mouth, you clown',
  'The weather is nice, come along',
];
const rows = COMMENTS.map((text, i) => ({ text, label: (i + 1) % 2 }));

/** What a person is shown of a file. */
async function read(content: string | Uint8Array, name: string) {
  const { encoding, report } = await inspect(fileOf(content, name), {});
  const { rows, positives, negatives, firstText, questions } = report;
  const text = report.columns[report.textColumn];
  const label = report.labelling[0]?.name ?? null;
  return { text, label, rows, positives, negatives, firstText, encoding, questions: questions.map(({ code }) => code) };
}

const right = { rows: 6, positives: 3, negatives: 3, firstText: COMMENTS[0] };
const python = rows.map(
  ({ text, label }) => `{'text': '${text}', 'label': ${label === 1 ? 'True' : 'False'}, 'note': None}`,
);

test.each([
  ['records in Python’s writing, a line each', python.join('\n'), 'a.jsonl', 'label'],
  ['a list in Python’s writing', `[${python.join(', ')}]`, 'a.json', 'label'],
  [
    'lists of which the first is the header',
    JSON.stringify([['text', 'label'], ...rows.map(Object.values)]),
    'a.json',
    'label',
  ],
  ['a JSON text sequence', rows.map((row) => `\u001e${JSON.stringify(row)}\n`).join(''), 'a.jsonl', 'label'],
  [
    'a JSON text sequence over several lines',
    rows.map((row) => `\u001e${JSON.stringify(row, null, 2)}\n`).join(''),
    'a.json-seq',
    'label',
  ],
  ['comments as keys', JSON.stringify(Object.fromEntries(rows.map(Object.values))), 'a.json', 'label'],
  ['parts of a data set', JSON.stringify({ train: rows.slice(0, 4), test: rows.slice(4) }), 'a.json', 'label'],
  [
    'columns whose rows have names',
    JSON.stringify({
      text: Object.fromEntries(rows.map(({ text }, i) => [`a${i}`, text])),
      label: Object.fromEntries(rows.map(({ label }, i) => [`a${i}`, label])),
    }),
    'a.json',
    'label',
  ],
  [
    'several people’s labels in a list',
    JSON.stringify(
      rows.map(({ text, label }) => ({
        text,
        annotators: [
          { id: 1, label },
          { id: 2, label },
        ],
      })),
    ),
    'a.json',
    'annotators.label',
  ],
  [
    'fastText’s labels at the end of lines',
    rows.map(({ text, label }) => `${text} __label__${label === 1 ? 'toxic' : 'clean'}`).join('\n'),
    'a.txt',
    'label',
  ],
  [
    'delimiters behind backslashes',
    `text,label\n${rows.map(({ text, label }) => `${text.replaceAll(',', '\\,')},${label}`).join('\n')}\n`,
    'a.csv',
    'label',
  ],
])('%s are read', async (_, content, name, label) => {
  expect(await read(content, name)).toMatchObject({ ...right, label, questions: [] });
});

test('text in pieces with styles is put together', async () => {
  const messages = rows.map(({ text }) => ({ id: 1, text: [{ type: 'bold', text: text.slice(0, 5) }, text.slice(5)] }));
  expect(await read(JSON.stringify({ messages }), 'a.json')).toMatchObject({ text: 'text', firstText: COMMENTS[0] });
});

test.each([
  ['anna_label,boris_label', (label: number) => `${label},${label}`],
  ['coder A,coder B', (label: number) => (label === 1 ? 'toxic,toxic' : 'clean,clean')],
  ['votes', (label: number) => (label === 1 ? '"1, 1, 0"' : '"0, 0, 1"')],
])('judgements of several people under %s are asked about', async (names, cells) => {
  const file = `text,${names}\n${rows.map(({ text, label }) => `"${text}",${cells(label)}`).join('\n')}\n`;
  expect((await read(file, 'a.csv')).questions).toEqual(['label-column']);
});

/** More rows than a file’s beginning holds. */
const many = Array.from({ length: 9000 }, (_, i) => `An ordinary comment with the number ${i}`);

test('a text whose first non-ASCII characters come after its beginning is decoded by them', async () => {
  const latin = `text,label\n${many.map((text, i) => `${text},${i % 2}`).join('\n')}\nSch\u00f6ne Gr\u00fc\u00dfe,1\n`;
  const bytes = Uint8Array.from(latin, (unit) => unit.charCodeAt(0));
  expect(await read(bytes, 'a.csv')).toMatchObject({ rows: 9001, encoding: 'windows-1252', label: 'label' });
});

test.each([
  ['never closed', '"He said so,1\n'],
  ['closed far below', '"He said so,1\n', '"And she said no,0\n'],
])('a stray quote after the beginning, %s, costs no row and is asked about', async (_, first, second = '') => {
  const lines = many.map((text, i) => `${text},${i % 2}\n`).join('');
  const { rows: read_, questions } = await read(`text,label\n${lines}${first}${lines}${second}${lines}`, 'a.csv');
  expect([read_, questions]).toEqual([3 * many.length + (second === '' ? 1 : 2), ['quotes-swallow-lines']]);
});

test('a web page under a table’s name is refused', async () => {
  await expect(read('<html><table><tr><td>text</td></tr></table></html>', 'a.xls')).rejects.toMatchObject({
    code: 'file-binary',
    params: { kind: 'html' },
  });
});

test('a gzip of very many tiny members is refused by their number', async () => {
  const member = gzipSync('hello you,1\n');
  const bytes = Buffer.concat([gzipSync('text,label\n'), ...Array.from({ length: 25_000 }, () => member)]);
  await expect(read(bytes, 'a.csv.gz')).rejects.toMatchObject({
    code: 'archive-damaged',
    params: { where: 'members' },
  });
});

const insert = rows.map(({ text, label }) => `('${text}', ${label})`).join(',\n');
const yaml = rows.map(({ text, label }) => `- text: "${text}"\n  label: ${label}\n`).join('');
const subtitles = rows.map(({ text }, i) => `${i + 1}\n00:00:0${i},000 --> 00:00:0${i + 1},000\n${text}\n`).join('\n');

test.each([
  ['arff', `% made by hand\n@relation comments\n@attribute text string\n@data\n'${COMMENTS[0]}',1\n`],
  ['sql', `INSERT INTO comments (text, label) VALUES\n${insert};\n`],
  ['sql', `-- MySQL dump 10.13\n--\n\nDROP TABLE IF EXISTS \`comments\`;\n${insert}`],
  ['yaml', yaml],
  ['yaml', `---\n${yaml}`],
  ['subtitles', subtitles],
  ['subtitles', `WEBVTT\n\n${subtitles}`],
])('%s is refused by its name: its lines are no comments', async (kind, content) => {
  await expect(inspect(fileOf(content, 'a.txt'), {})).rejects.toMatchObject({ code: 'file-binary', params: { kind } });
  expect((await inspect(fileOf(content, 'a.txt'), { format: 'lines' })).report.rows).toBeGreaterThan(3);
});

test.each([
  'Create tables of your own, they said\nand then nothing worked at all\nwhat a silly idea',
  '- text me later: I am busy\n- no, call me\nwhat a silly idea',
  'insert into the slot and press\nthe machine is broken again\nsilly thing',
  '1\n2\nwhat a silly idea, really',
])('lines that only begin like another format are comments', async (content) => {
  expect((await inspect(fileOf(content, 'a.txt'), { format: undefined })).format).toBe('lines');
});

test('a heading over some columns is no header, and the names below it are no comment', async () => {
  const table = [',Labels,', 'text,insult,threat', ...rows.map(({ text, label }) => `"${text}",${label},0`)].join('\n');
  const { report } = await inspect(fileOf(table, 'a.csv'), {});
  expect(report.columns).toEqual(['text', 'insult', 'threat']);
  expect(report).toMatchObject(right);
});

test('text that was decoded wrong and saved so is reported; Russian in capitals is not', async () => {
  const russian = ['спасибо за рецепт, всё получилось', 'какой дурак это придумал', 'тихий вечер у озера, красота'];
  const capitals = ['РОССИЯ, РОССИЯ, СССР И РСФСР', 'СССР — РОДИНА, РОССИЯ — РОДИНА', 'РАССКАЗ О РЕСПУБЛИКЕ СЕРБСКОЙ'];
  const garbled = (texts: readonly string[], encoding: string) =>
    texts.map((text) => new TextDecoder(encoding).decode(new TextEncoder().encode(text)));
  const notices = async (texts: readonly string[]) =>
    (await inspect(fileOf(texts.join('\n'), 'a.txt'), {})).report.notices.map(({ code }) => code);
  expect(await notices(garbled(russian, 'windows-1251'))).toContain('encoded-twice');
  expect(await notices(garbled(russian, 'windows-1252'))).toContain('encoded-twice');
  expect(await notices(russian)).not.toContain('encoded-twice');
  expect(await notices(capitals)).not.toContain('encoded-twice');
});

test('comments by their ids have no label', async () => {
  const byId = JSON.stringify(Object.fromEntries(COMMENTS.map((text, i) => [`c${101 + i}`, text])));
  const { rows, firstText, text, label } = await read(byId, 'a.json');
  expect({ rows, firstText, text, label }).toEqual({ rows: 6, firstText: COMMENTS[0], text: 'text', label: null });
});

test('the fields of one record are not comments by their ids', async () => {
  const record = JSON.stringify({ title: COMMENTS[0], body: COMMENTS[1], note: COMMENTS[2] });
  await expect(read(record, 'a.json')).rejects.toMatchObject({ code: 'json-not-a-list' });
});
