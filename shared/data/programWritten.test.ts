import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspect } from './inspect';
import { fileOf, readTable } from './testing/tables';
import { workbook } from './testing/workbooks';

/* Files as programs write them: a mark between label and comment, encoded cells, a total below, several people's judgements. */

const ROWS: readonly (readonly [text: string, label: 0 | 1])[] = [
  ['you are a silly fool, go away', 1],
  ['thank you for the recipe, it works', 0],
  ['what a clown you are', 1],
  ['see you tomorrow at the lake', 0],
  ['nobody likes you, clown', 1],
  ['the weather is nice today', 0],
];
const RIGHT = { rows: 6, positives: 3, negatives: 3, firstText: ROWS[0][0] };

async function look(content: string | Uint8Array, name: string, options = {}) {
  const { report, format } = await inspect(fileOf(content, name), options);
  return {
    ...report,
    format,
    text: report.columns[report.textColumn],
    label: report.labelling[0]?.name ?? null,
    asks: report.questions.map(({ code }) => code),
    notes: report.notices.map(({ code }) => code),
    leftOut: Object.fromEntries(report.refused.map(({ reason, count }) => [reason, count])),
  };
}
const lines = (write: (text: string, label: 0 | 1) => string) =>
  ROWS.map(([text, label]) => `${write(text, label)}\n`).join('');
const word = (label: 0 | 1) => (label === 1 ? 'toxic' : 'ok');

test.each([
  ['[TOXIC] text', lines((text, label) => `[${word(label).toUpperCase()}] ${text}`)],
  ['TOXIC: text', lines((text, label) => `${word(label)}: ${text}`)],
  ['text -> 0', lines((text, label) => `${text} -> ${label}`)],
  ['text => toxic', lines((text, label) => `${text} => ${word(label)}`)],
  ['0 -> text', lines((text, label) => `${label} -> ${text}`)],
  ['text ||| 1', lines((text, label) => `${text} ||| ${label}`)],
  ['text (toxic)', lines((text, label) => `${text} (${word(label)})`)],
  ['1 text', lines((text, label) => `${label} ${text}`)],
])('lines with a mark between label and comment are both: %s', async (_, content) => {
  for (const name of ['a.txt', 'Pasted text']) {
    expect(await look(content, name)).toMatchObject({ ...RIGHT, format: 'marked', label: 'label', asks: [] });
  }
  expect((await look(content, 'a.txt', { format: 'lines' })).firstText).toBe(content.split('\n')[0]);
  const odd = await look(`${content}no mark here\n`.repeat(60), 'a.txt', { format: 'marked' }).catch(
    ({ code }) => code,
  );
  expect(odd).toBe('rows-none-usable');
});

test.each([
  ['prose with arrows', 'press a -> b\nthen c -> d\nthat is all -> good\nmore -> less\n'],
  ['numbered lines', '1 hello you\n2 how are you\n3 fine, thanks\n'],
  ['what people say', 'Ann: hello there\nBob: toxic stuff\nAnn: ok then\n'],
  ['one line without', '[TOXIC] you fool\n[OK] hello there\nplain words\n[OK] thanks\n'],
  ['notes in brackets', '[laughs] hello there\n[sighs] oh well\n[toxic] so\n'],
])('%s are comments as they are', async (_, content) => {
  expect(await look(content, 'a.txt')).toMatchObject({ format: 'lines', label: null });
});

test('a line without the mark after many with it is left out by its number', async () => {
  const many = lines((text, label) => `${text} -> ${label}`).repeat(500);
  const found = await look(`${many}no mark here\n${many}`, 'a.txt');
  expect(found.refused).toEqual([{ reason: 'too-few-fields', count: 1, lines: [3001] }]);
  expect(found.rows).toBe(6000);
});

test('examples of Vowpal Wabbit are comments with labels; what follows the comment is a column', async () => {
  const plain = lines((text, label) => `${label === 1 ? 1 : -1} |w ${text}`);
  expect(await look(plain, 'a.vw')).toMatchObject({ ...RIGHT, asks: [] });
  const full = lines((text, label) => `${label === 1 ? '+1' : '-1'} 2.0 'id7|text ${text} |meta length:${text.length}`);
  expect(await look(full, 'a.dat')).toMatchObject({ ...RIGHT, asks: [], columns: ['label', 'text', 'namespaces'] });
});

test('first words after a bar are no names of namespaces: nothing is cut off the comments', async () => {
  for (const bar of ['|', ' |', ' | ', '| ', '|"']) {
    const end = bar.endsWith('"') ? '"' : '';
    const varied = lines((text, label) => `${label}${bar}${text}${end}`);
    expect(await look(varied, 'a.csv'), bar).toMatchObject({ ...RIGHT, asks: [] });
    expect(await look(varied, 'a.txt'), bar).toMatchObject({ ...RIGHT, asks: [] });
  }
  // Even where all comments begin alike, a bar without a space before it only separates.
  const alike = lines((text, label) => `${label}|RT ${text}`);
  expect(await look(alike, 'a.csv')).toMatchObject({ rows: RIGHT.rows, firstText: `RT ${RIGHT.firstText}` });
});

test('words with a label each are no comments, and are refused by name', async () => {
  const tokens = ROWS.map(([text, label]) =>
    text
      .split(' ')
      .map((one) => `${one}\t${label === 1 ? 'B-TOX' : 'O'}\n`)
      .join(''),
  );
  const tree = ROWS.map(
    ([text]) =>
      `# text = ${text}\n${text
        .split(' ')
        .map((one, i) => `${i + 1}\t${one}\t_\tNOUN\n`)
        .join('')}`,
  );
  for (const content of [tokens.join('\n'), tree.join('\n')]) {
    await expect(inspect(fileOf(content, 'a.conll'), {})).rejects.toMatchObject({
      code: 'file-binary',
      params: { kind: 'CoNLL' },
    });
  }
  const table = 'id\ttext\tlabel\n1\tfine\t0\n2\tfool\t1\n3\tgood\t0\n4\tclown\t1\n';
  expect(await look(table, 'a.tsv')).toMatchObject({ rows: 4, positives: 2, negatives: 2 });
});

test('a WhatsApp chat is messages with date and author; notices of the messenger are left out', async () => {
  const android = `12/01/2023, 10:00 - Messages and calls are end-to-end encrypted.\n${ROWS.map(
    ([text], i) =>
      `12/01/2023, 10:0${i} - ${i % 2 === 0 ? 'Ann' : 'Bob: B'}: ${text}\n${i === 2 ? 'second line\n' : ''}`,
  ).join('')}`;
  const found = await look(android, 'WhatsApp Chat with Ann.txt');
  expect(found).toMatchObject({
    format: 'chat',
    rows: 6,
    text: 'text',
    label: null,
    leftOut: { 'chat-notice': 1 },
    asks: [],
  });
  const { rows } = await readTable(android, { name: 'a.txt' });
  expect(rows[2]).toEqual(['12/01/2023, 10:02', 'Ann', `${ROWS[2][0]}\nsecond line`]);
  const apple = ROWS.map(([text], i) => `[12.01.23, 10:0${i}:11 PM] Аня: ${text}\r\n`).join('');
  expect(await look(apple, '_chat.txt')).toMatchObject({ format: 'chat', rows: 6, firstText: ROWS[0][0] });
});

test.each([
  ['a list', `[${ROWS.map(([text, label]) => `("${text}", ${label})`).join(', ')}]`, 'a.txt'],
  ['a list that is assigned', `data = [\n${lines((text, label) => `    ("${text}", ${label}),`)}]\n`, 'pairs.py'],
  ['a line each', lines((text, label) => `("${text}", ${label}),`), 'a.txt'],
  ['with words in single quotes', lines((text, label) => `('${text}', '${word(label)}',),`), 'a.txt'],
])('tuples in Python’s writing are rows: %s', async (_, content, name) => {
  expect(await look(content, name)).toMatchObject({ ...RIGHT, asks: [] });
});

test('lines in brackets that are no tuples stay comments', async () => {
  const content = '("hello", she said)\n("no" is no answer)\n("well")\n';
  expect(await look(content, 'a.txt')).toMatchObject({ format: 'lines', rows: 3 });
});

test.each([
  ['OpenAI', 'messages', 'role', 'content', ['system', 'user', 'assistant']],
  ['ShareGPT', 'conversations', 'from', 'value', ['system', 'human', 'gpt']],
])('of a conversation each role is a column: %s', async (_, field, who, what, [system, user, assistant]) => {
  const content = ROWS.map(([text, label]) =>
    JSON.stringify({
      [field]: [
        { [who]: system, [what]: 'Say whether the comment is toxic.' },
        { [who]: user, [what]: text },
        { [who]: assistant, [what]: label === 1 ? 'toxic' : 'not toxic' },
      ],
    }),
  ).join('\n');
  expect(await look(content, 'a.jsonl')).toMatchObject({
    ...RIGHT,
    text: `${field}.${user}`,
    label: `${field}.${assistant}`,
    asks: [],
  });
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const csv = (cell: (text: string) => string, rows: readonly (readonly [string, number])[] = ROWS) =>
  `text,label\n${rows.map(([text, label]) => `"${cell(text)}",${label}\n`).join('')}`;

test.each([
  ['base64', base64],
  ['base64', (text: string) => base64(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
  ['percent', encodeURIComponent],
  ['percent', (text: string) => encodeURIComponent(text).replaceAll('%20', '+')],
])('comments that are encoded in their cells are decoded, which is noticed: %s', async (encoding, encode) => {
  const found = await look(csv(encode), 'a.csv');
  expect(found).toMatchObject({ ...RIGHT, notes: ['text-decoded'] });
  expect(found.notices).toEqual([{ code: 'text-decoded', count: 6, column: 'text', encoding }]);
  const asWritten = await look(csv(encode), 'a.csv', { decode: 'none' });
  expect(asWritten).toMatchObject({ firstText: encode(ROWS[0][0]), notes: [] });
  const russian: [string, number][] = [
    ['какой же ты глупый', 1],
    ['спасибо, всё понятно', 0],
    ['уходи отсюда, клоун', 1],
  ];
  expect((await look(csv(encode, russian), 'a.csv')).firstText).toBe('какой же ты глупый');
});

test('every comment is decoded exactly, whatever it holds', async () => {
  const comment = fc
    .string({ unit: 'grapheme', minLength: 8 })
    .map((text) => `some words ${text.replace(/[\p{C}\s]/gu, '')} end`);
  await fc.assert(
    fc.asyncProperty(fc.array(comment, { minLength: 4, maxLength: 20 }), fc.boolean(), async (texts, asBase64) => {
      const content = csv(
        asBase64 ? base64 : encodeURIComponent,
        texts.map((text, i) => [text, i % 2]),
      );
      expect((await readTable(content, { name: 'a.csv' })).rows.map(([text]) => text)).toEqual(texts);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['single words', 'text,label\ngoodness,0\nabcdabcd,1\nTestTest,0\nhelloyou,1\n'],
  ['sums', 'text,label\n1+1=2,0\na+b,1\n50%,0\n100% sure+fine,1\n'],
])('%s are not encoded', async (_, content) => {
  expect((await look(content, 'a.csv')).notes).toEqual([]);
});

test.each(['Total', 'Итого:', 'ВСЕГО', 'Average'])('a last row that says %s is left out, and named', async (total) => {
  const rows = ROWS.map(([text, label], i) => [i + 1, text, label]);
  const header = ['id', 'text', 'toxic'];
  const sheet = workbook({ S: [header, ...rows, [total, null, 3]] });
  expect(await look(sheet, 'a.xlsx')).toMatchObject({ ...RIGHT, asks: [], leftOut: { 'total-row': 1 } });
  const table = `text,toxic\n${ROWS.map(([text, label]) => `"${text}",${label}\n`).join('')}${total},3\n`;
  expect(await look(table, 'a.csv')).toMatchObject({ ...RIGHT, asks: [], leftOut: { 'total-row': 1 } });
  const within = `text,toxic\n${total},1\n${ROWS.map(([text, label]) => `"${text}",${label}\n`).join('')}`;
  expect(await look(within, 'a.csv')).toMatchObject({ rows: 7, positives: 4, leftOut: {} });
});

test.each(['politeness', 'severity', 'status', 'quality', 'sentiment', 'тональность'])(
  'labels of %s are not taken for toxicity without a question',
  async (name) => {
    for (const values of [
      ['good', 'bad'],
      ['0', '1'],
    ]) {
      const content = `text,${name}\n${ROWS.map(([text, label]) => `"${text}",${values[label]}\n`).join('')}`;
      const { label, asks } = await look(content, 'a.csv');
      if (label !== null) expect([name, asks]).toEqual([name, ['label-column']]);
    }
    const sure = `text,toxic_${name}\n${ROWS.map(([text, label]) => `"${text}",${label}\n`).join('')}`;
    expect((await look(sure, 'a.csv')).asks).toEqual([]);
  },
);

const judged = (judgements: (label: 0 | 1, i: number) => readonly number[]) =>
  `text,label\n${ROWS.flatMap(([text, label], i) => judgements(label, i).map((one) => `"${text}",${one}\n`)).join('')}`;
const three = judged((label, i) => (i === 1 ? [0, 0, 0] : [label, label, 1 - label]));

test('comments that several people judged in rows of their own are asked about, and combined as chosen', async () => {
  const asked = await look(three, 'a.csv');
  expect(asked.questions).toEqual([{ code: 'repeated-judgements', comments: 6, rows: 18, differing: 5 }]);
  const majority = await look(three, 'a.csv', { repeats: 'majority' });
  expect(majority).toMatchObject({ ...RIGHT, asks: [], leftOut: { 'combined-above': 12 } });
  const any = await look(three, 'a.csv', { repeats: 'any' });
  expect(any).toMatchObject({ rows: 6, positives: 5, negatives: 1, asks: [] });
  expect(await look(three, 'a.csv', { repeats: 'keep' })).toMatchObject({ rows: 18, asks: [], leftOut: {} });
  const { rows, labels } = await readTable(three, { name: 'a.csv', repeats: 'majority' });
  expect(rows.map(([text], i) => [text, labels[i]])).toEqual(ROWS);
  const tied = await look(
    judged((label) => [label, 1 - label]),
    'a.csv',
    { repeats: 'majority' },
  ).catch(({ code }) => code);
  expect(tied).toBe('rows-none-usable');
});

test('what is asked in the sheet and what is imported are the same, for any judgements', async () => {
  const { judgeTally } = await import('./guess/labelTally');
  const cells = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom('0', '1', '')), {
    minLength: 8,
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(cells, fc.constantFrom('majority' as const, 'any' as const), async (rows, repeats) => {
      const content = `text,label\nwell this is fine,0\nand this is a fool,1\n${rows.map(([i, label]) => `comment number ${i} is here,${label}\n`).join('')}`;
      const plan = await look(content, 'a.csv', { labelColumns: ['label'] });
      const { inspectFully } = await import('./inspect');
      const { runSteps } = await import('../runtime/steps');
      const { tally } = await runSteps(inspectFully(fileOf(content, 'a.csv'), { labelColumns: ['label'] }));
      const sheet = judgeTally(tally, { repeats });
      const read = await look(content, 'a.csv', { labelColumns: ['label'], repeats });
      expect([sheet.positives, sheet.negatives, sheet.kept]).toEqual([read.positives, read.negatives, read.rows]);
      expect(Object.fromEntries(sheet.leftOut.map(({ reason, count }) => [reason, count]))).toEqual(read.leftOut);
      expect(plan.rows).toBeGreaterThanOrEqual(read.rows);
    }),
    { numRuns: 60 },
  );
});

test('a few repeats with other labels are the noise of any data, and no question', async () => {
  const many = Array.from({ length: 100 }, (_, i) => `comment number ${i} of many,${i % 2}\n`).join('');
  expect((await look(`text,label\n${many}comment number 1 of many,0\n`, 'a.csv')).asks).toEqual([]);
  expect((await look(`text,label\n${many}${many}`, 'a.csv')).asks).toEqual([]);
});

test('separate labels cannot be combined over rows', async () => {
  const content = `text,insult,threat\n${ROWS.map(([text, label]) => `"${text}",${label},0\n`).join('')}`;
  const options = { labelColumns: ['insult', 'threat'], repeats: 'majority' as const };
  await expect(inspect(fileOf(content, 'a.csv'), options)).rejects.toMatchObject({
    code: 'argument-invalid',
    params: { argument: 'repeats' },
  });
});
