import { expect, test } from 'vitest';
import { RARE_DELIMITERS } from './delimited/dialect';
import { inspect } from './inspect';
import { fileOf, readTable, refusalOf } from './testing/tables';

/* Files that could be read as something that they are not, without a word. */

const ROWS = [
  ['hello, you', '0'],
  ["you're a fool", '1'],
  ['thanks; a lot', '0'],
  ['well', '1'],
];

async function read(content: string, name = 'a.csv') {
  const { report, delimiter, format } = await inspect(fileOf(content, name), {});
  const { rows, labels } = await readTable(content, { name, ...(await inspect(fileOf(content, name), {})).options });
  const texts = rows.map((row) => row[report.textColumn]);
  const refused = report.refused.map(({ reason, lines }) => [reason, ...lines]);
  return { format, delimiter, texts, labels, refused, notices: report.notices.map(({ code }) => code), report };
}

const TEXTS = ROWS.map(([text]) => text);
const LABELS = ROWS.map(([, label]) => Number(label));

test.each(RARE_DELIMITERS)('cells separated by %s are cells, with a header and without', async (delimiter) => {
  const lines = ROWS.map((row) => row.join(delimiter));
  for (const content of [`text${delimiter}toxic\n${lines.join('\n')}\n`, `${lines.join('\n')}\n`]) {
    expect(await read(content)).toMatchObject({ delimiter, texts: TEXTS, labels: LABELS });
  }
  expect(await read(`id${delimiter}comment\n1${delimiter}hello, you\n2${delimiter}a, b\n`)).toMatchObject({
    delimiter,
    texts: ['hello, you', 'a, b'],
  });
});

test.each([
  ['Anna: hello there\nBob: hi, how are you?\nAnna: fine\nBob: good\n', 'a.txt', 'lines'],
  ['text\nAnna: hello there\nBob: hi\nAnna: fine\n', 'a.csv', 'csv'],
  ['text,toxic\n#one: hello,0\n#two: you fool,1\n', 'a.csv', 'csv'],
  ['Note: text\nhello ~ you\nso: it is\n', 'a.txt', 'lines'],
])('a rare delimiter within comments separates nothing: %j', async (content, name, format) => {
  const { delimiter, ...found } = await read(content, name);
  expect(found.format).toBe(format);
  expect([null, ',']).toContain(delimiter);
});

const quoted = (text: string, escaped: string) => `'${text.replaceAll("'", escaped)}'`;

test.each([
  ['doubled', "''", (rows: string[][]) => rows.map(([text, label]) => `${quoted(text, "''")},${label}`)],
  ['escaped', "\\'", (rows: string[][]) => rows.map(([text, label]) => `${quoted(text, "\\'")},'${label}'`)],
  ['tab', "''", (rows: string[][]) => rows.map(([text, label]) => `${quoted(text, "''")}\t${label}`)],
])('cells in single quotes (%s) lose their quotes, which is noticed', async (kind, _, write) => {
  const separator = kind === 'tab' ? '\t' : ',';
  const rows = [...ROWS, ['two\nlines', '1']];
  for (const header of [`text${separator}toxic`, `'text'${separator}'toxic'`]) {
    const found = await read(`${[header, ...write(rows)].join('\n')}\n`);
    expect(found.texts).toEqual(rows.map(([text]) => text));
    expect(found.labels).toEqual(rows.map(([, label]) => Number(label)));
    expect(found.notices).toEqual(['single-quotes']);
  }
});

test.each([
  "text,toxic\n'tis the season,0\n'nuff said,1\n",
  "text,toxic\nthe dogs' bowl,0\nit's here,1\n",
  'text,toxic\n"\'quoted\', he said",0\n"\'again\', she said",1\n',
  "text,toxic\n'hello',0\nplain,1\nmore,0\n",
])('apostrophes are no quotes: %j', async (content) => {
  const found = await read(content);
  const apostrophes = (text: string) => text.split("'").length;
  expect(apostrophes(found.texts.join('\n'))).toBe(apostrophes(content));
  expect(found.notices).toEqual([]);
});

const RECORDS = ROWS.map(([text, toxic]) => ({ text, toxic: Number(toxic) }));

test.each([
  `x = ${JSON.stringify(RECORDS)}`,
  `const data = ${JSON.stringify(RECORDS, null, 2)};\n`,
  `module.exports = ${JSON.stringify({ comments: RECORDS })};`,
  `export default ${JSON.stringify(RECORDS)} ; \n`,
  `window.YTD.tweets.part0 = [ ${RECORDS.map((record) => JSON.stringify(record)).join(',\n')} ]`,
  `var data =\n${JSON.stringify(RECORDS)};`,
])('a script that assigns the records is read: %.20s', async (content) => {
  expect(await read(content, 'a.js')).toMatchObject({ format: 'json', texts: TEXTS, labels: LABELS, refused: [] });
  const broken = content.replace('"hello, you"', '"hello, you');
  const { code, params } = await refusalOf(() => inspect(fileOf(broken, 'a.js'), {}));
  expect([code, 'line' in params ? params.line : 0]).toEqual(['json-broken', expect.any(Number)]);
});

test('a long script is read piece by piece, its semicolon left out', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => ({ text: `hello you; number ${i};`, toxic: i % 2 }));
  const found = await read(`const a = ${JSON.stringify(many)};\n\n`, 'a.js');
  expect(found.texts).toEqual(many.map(({ text }) => text));
});

const GOOD = '{"text": "fine day", "toxic": 0}\n{"text": "you fool", "toxic": 1}\n{"text": "thanks", "toxic": 0}\n';

test.each(['{"text": "hello\n', 'garbage\n', '[{"text": "hello"\n', '{"text": "a", "toxic": 0}}\n', '"a\n'])(
  'a broken first line of JSON Lines is a row that is left out: %j',
  async (first) => {
    for (const name of ['a.jsonl', 'a.json', 'a.txt', 'Pasted text']) {
      const { texts, refused } = await read(first + GOOD, name);
      expect([name, texts, refused]).toEqual([name, ['fine day', 'you fool', 'thanks'], [['json-broken', 1]]]);
    }
  },
);

test('a reading whose end gives the labels another meaning than its beginning is refused, not kept', async () => {
  const many = (count: number, label: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => `a comment of some length, number ${i}\t${label(i)}\n`).join('');
  const content = `text\ttoxic\n${many(6000, (i) => i % 2)}${many(6000, (i) => (i % 3) - 1)}`;
  const file = fileOf(content, 'a.tsv');
  const plan = await inspect(file, {});
  const refusal = await refusalOf(() => readTable(content, { name: 'a.tsv' }));
  expect(refusal).toEqual({ code: 'reading-unsettled', params: { name: 'a.tsv', columns: ['toxic'] } });
  const { report } = await readTable(content, { name: 'a.tsv', ...plan.options });
  expect([report.positives, report.negatives]).toEqual([plan.report.positives, plan.report.negatives]);
});
