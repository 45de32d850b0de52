import { expect, test } from 'vitest';
import { inspect } from './inspect';
import { fileOf, readTable } from './testing/tables';
import { workbook } from './testing/workbooks';

/* Files whose first row, columns or very layout are a guess: none of them may lose a word or a row unasked. */

async function read(content: string | Uint8Array, name = 'a.csv') {
  const { format, hasHeader, report, options } = await inspect(fileOf(content, name), {});
  const questions = report.questions.map(({ code }) => code);
  if (questions.length > 0) return { format, hasHeader, questions, text: report.columns[report.textColumn] };
  const { rows, labels } = await readTable(content, { ...options, name });
  const texts = rows.map((row) => row[report.textColumn]);
  return { format, hasHeader, questions, text: report.columns[report.textColumn], texts, labels };
}

const table = (rows: readonly (readonly string[])[], delimiter = ',') =>
  rows.map((row) => `${row.join(delimiter)}\n`).join('');

const TEXTS = ['what a day', 'you fool', 'thanks a lot', 'go away'];

test.each([
  ['offensive', ['offensive', 'not offensive', 'not offensive', 'not offensive']],
  ['neither', ['neither', 'hate speech', 'hate speech', 'hate speech']],
  ['non-toxic', ['non-toxic', 'toxic', 'toxic', 'toxic']],
  ['норма', ['норма', 'оскорбление', 'оскорбление', 'оскорбление']],
])('a first row that ends in %s is a row, though columns have such names', async (_, labels) => {
  const rows = labels.map((label, i) => [TEXTS[i], label]);
  for (const all of [rows, rows.map(([text, label]) => [label, text]), rows.map((row, i) => [String(i), ...row])]) {
    expect((await read(table(all), 'a.csv')).texts).toEqual(TEXTS);
  }
  expect((await read(workbook({ S: rows }), 'a.xlsx')).texts).toEqual(TEXTS);
});

test.each(['no', 'time', 'date', 'source', 'hate', 'user'])('a first comment “%s” is no header', async (first) => {
  const texts = [first, ...TEXTS.slice(1)];
  for (const [ok, toxic] of [
    ['0', '1'],
    ['не токсичный', 'токсичный'],
    ['False', 'True'],
  ] as const) {
    const rows = texts.map((text, i) => [String(100 + i), text, i % 2 === 0 ? ok : toxic]);
    const { hasHeader, text } = await read(table(rows));
    expect([hasHeader, text]).toEqual([false, 'column 2']);
  }
  const lines = [first, 'well', 'then', 'bye', first];
  expect((await read(table(lines.map((line) => [line])), 'a.txt')).texts).toEqual(lines);
  expect((await read(table(lines.slice(0, 3).map((line) => [`- ${line}`])), 'a.txt')).hasHeader).toBe(false);
});

test.each([
  [
    ['text', 'toxic'],
    ['toxic', 'non-toxic'],
  ],
  [
    ['phrase', 'toxic'],
    ['toxic', 'non-toxic'],
  ],
  [
    ['comment', 'offensive'],
    ['offensive', 'not offensive'],
  ],
  [
    ['text', 'hate'],
    ['hate', 'normal'],
  ],
  [
    ['text', '0'],
    ['1', '0'],
  ],
  [
    ['', 'text', '0'],
    ['1', '0'],
  ],
  [
    ['id', 'label'],
    ['1', '0'],
  ],
])('names over labels that are names themselves are a header: %j', async (header, labels) => {
  const rows = TEXTS.map((text, i) => [...header.slice(0, -2).map(() => String(i)), text, labels[i % 2]]);
  expect((await read(table([header, ...rows]))).hasHeader).toBe(true);
});

test.each([
  [
    'every cell is quoted',
    table([
      ['"7"', '"fool"', '"2023-01-01"'],
      ['"8"', '"hello, you"', '"2023-01-02"'],
    ]),
    'column 2',
  ],
  [
    'every text is quoted',
    table([
      ['7', '"that fool"'],
      ['8', '"hello, you"'],
    ]),
    'column 2',
  ],
  [
    'two rows with labels',
    table([
      ['hello there', '0'],
      ['you fool', '1'],
    ]),
    'column 1',
  ],
  [
    'minus one',
    table([
      ['hello there', '-1'],
      ['you fool', '1'],
    ]),
    'column 1',
  ],
  ['fractions', table(TEXTS.map((text, i) => [text, `0.${i + 1}`])), 'column 1'],
  [
    'yes and no',
    table(
      TEXTS.map((text, i) => [i % 2 === 0 ? 'нет' : 'да', text]),
      ';',
    ),
    'column 2',
  ],
  [
    'decimal commas',
    table(
      TEXTS.map((text, i) => [text, `0,${i + 1}`]),
      ';',
    ),
    'column 1',
  ],
])('a text is a table where prose would look otherwise: %s', async (_, content, column) => {
  expect(await read(content, 'a.txt')).toMatchObject({ format: 'csv', text: column });
});

test.each([
  'Yes, I know\nNo, never\nYes, please\nNo, thanks\n',
  'Well, one\nWell, two\n',
  '"Quoted", he said\n"Again", she said\n',
  'ok, toxic people\ntoxic, ok\n',
])('prose is no table: %j', async (content) => {
  expect(await read(content, 'a.txt')).toMatchObject({ format: 'lines', texts: content.trim().split('\n') });
});

test('of columns without names none is taken for the labels where another may be', async () => {
  const rows = (...columns: readonly (readonly string[])[]) =>
    table(TEXTS.map((text, i) => [text, ...columns.map((column) => column[i % column.length])]));
  for (const columns of [
    [
      ['0', '1'],
      ['1', '0', '0', '1'],
    ],
    [
      ['ok', 'toxic'],
      ['toxic', 'ok', 'ok', 'toxic'],
    ],
    [
      ['0', '1'],
      ['0.1', '0.9', '0.4', '0.2'],
    ],
    [['yes', 'no']],
    [['0.1', '0.9']],
  ]) {
    expect((await read(rows(...columns))).questions).toEqual(['label-column']);
  }
  expect((await read(rows(['0', '1'], ['7', '9', '12', '40']))).labels).toEqual([0, 1, 0, 1]);
});

test('comments that are numbers, links or labels are the comments where their column says so', async () => {
  for (const texts of [
    ['100', '2020', '42', '7'],
    ['yes', 'no', 'yes', 'no'],
    ['http://a.b/c', 'https://d.e/f', 'http://g.h/', 'http://i.j/'],
    ['2021-05-06', '2021-05-07', '2021-06-06', '2021-07-06'],
    ['2021-05-06 was bad', '01.02.2020 hello', '12/05/2021 you fool', '2020-01-01 a day'],
  ]) {
    for (const beside of [
      ['author', 'user'],
      ['lang', 'ru'],
    ]) {
      const rows = texts.map((text, i) => [beside[1] + (beside[0] === 'author' ? i : ''), text, String(i % 2)]);
      expect(await read(table([[beside[0], 'comment', 'toxic'], ...rows]))).toMatchObject({ texts, text: 'comment' });
    }
  }
  const unnamed = table(['100', '2020', '42', '7'].map((text, i) => [`user${i}`, text, i % 2 === 0 ? 'ok' : 'toxic']));
  expect((await read(unnamed)).questions).toEqual(['text-column']);
  const words = table(['fool', 'dear', 'idiot', 'bye'].map((text, i) => [String(100 + i), text, String(i % 2)]));
  expect((await read(words)).questions).toEqual([]);
  const counts = table([
    ['x', 'comments', 'toxic'],
    ['fool', '12', '1'],
    ['dear', '7', '0'],
    ['idiot', '9', '1'],
  ]);
  expect((await read(counts)).questions).toEqual(['text-column']);
});

test('a comment that quotes fastText’s mark makes no file of fastText, and a line without a label no label', async () => {
  const lines = ['__label__toxic is odd', 'well', 'you fool', 'thanks'];
  expect(await read(`${lines.join('\n')}\n`, 'a.txt')).toMatchObject({ format: 'lines', texts: lines });
  const { report } = await inspect(
    fileOf('__label__toxic you fool\n__label__ok hi\n__label__ok well\nno label\n', 'a.txt'),
    {},
  );
  expect(report).toMatchObject({
    rows: 3,
    positives: 1,
    negatives: 2,
    refused: [{ reason: 'label-blank', lines: [4] }],
  });
});

test('hashtags and names of people are no delimiters', async () => {
  const tags = ['good morning #ok', 'you again #toxic', 'hello there #ok', 'bye #non_toxic'];
  expect(await read(`${tags.join('\n')}\n`, 'a.txt')).toMatchObject({ format: 'lines', texts: tags });
  const marked = ['0 #fail you are', '1 #fool of men', '0 #love this'];
  expect(await read(`${marked.join('\n')}\n`, 'a.txt')).toMatchObject({
    texts: ['#fail you are', '#fool of men', '#love this'],
    labels: [0, 1, 0],
  });
});

test('labels before lines whose comments begin with a number too are labels; a table of numbers has none', async () => {
  expect(await read('1 you fool\n0 7:45 is early\n0 hello\n1 2 fools\n', 'a.txt')).toMatchObject({
    texts: ['you fool', '7:45 is early', 'hello', '2 fools'],
    labels: [1, 0, 0, 1],
  });
  expect((await read('1 2 3\n0 4 5\n1 6 7\n', 'a.txt')).format).toBe('lines');
});

test('two marked lines are enough, and the comments of a table may begin with a mark', async () => {
  for (const content of ['[toxic] you fool\n[ok] hi\n', 'toxic -> you fool\nok -> hi\n']) {
    expect(await read(content, 'a.txt')).toMatchObject({ texts: ['you fool', 'hi'], labels: [1, 0] });
  }
  const chat = '12/01/2023, 10:05 - Ann: you fool\n12/01/2023, 10:06 - Bob: hi\n';
  expect(await read(chat, 'a.txt')).toMatchObject({ format: 'chat', texts: ['you fool', 'hi'] });
  const texts = ['toxic: that is you', 'ok: fine by me', 'toxic: again', 'ok: bye'];
  const rows = texts.map((text, i) => [text, i % 2 === 0 ? 'clean' : 'abusive']);
  for (const delimiter of [',', ';', '\t']) {
    expect(await read(table(rows, delimiter))).toMatchObject({ format: 'csv', texts, labels: [0, 1, 0, 1] });
  }
});

test('comments of one pattern do not choose the delimiter', async () => {
  const texts = Array.from({ length: 12 }, (_, i) => `One, two; "three" and four, number ${i}, and so on`);
  const quoted = texts.map((text) => `"${text.replaceAll('"', '""')}"`);
  for (const delimiter of [',', ';', '\t', '|']) {
    const rows = quoted.map((text, i) => ['2023-01-01', text, i % 2 === 0 ? 'ok' : 'toxic']);
    expect((await read(table(rows, delimiter))).texts).toEqual(texts);
  }
});

test('words of lists are joined as they are written, and objects are no lists', async () => {
  const rows = [
    ['text', 'toxic'],
    [`"['You', 'FOOL', ""don't""]"`, '1'],
    [`"['all' 'is-well']"`, '0'],
    ['"[""So"", ""be_it""]"', '0'],
  ];
  expect((await read(table(rows))).texts).toEqual(["You FOOL don't", 'all is-well', 'So be_it']);
  const objects = ['{"a": 1, "b": "x, y"}', '{"text": "hi", "toxic": 0}', '{"k": []}'];
  const table_ = table([
    ['text', 'toxic'],
    ...objects.map((one, i) => [`"${one.replaceAll('"', '""')}"`, String(i % 2)]),
  ]);
  expect((await read(table_)).texts).toEqual(objects);
});

test('a first row of a sheet whose comment is empty is a row', async () => {
  const rows = [
    ['anna', '', 'NOT'],
    ['bob', 'you fool', 'OFF'],
    ['eve', 'thanks a lot', 'NOT'],
    ['max', 'hello there', 'NOT'],
  ];
  expect((await read(workbook({ S: rows }), 'a.xlsx')).texts).toEqual(rows.map(([, text]) => text));
});

test('rows whose comment is empty, or that say no over yes, are rows, the first too', async () => {
  const rows = [
    ['2023-01-01', '', 'normal'],
    ['2023-01-02', 'you fool', 'hate'],
    ['2023-01-03', 'well', 'normal'],
  ];
  expect((await read(table(rows))).texts).toEqual(['', 'you fool', 'well']);
  const labels = [
    ['0', ''],
    ['1', 'you fool'],
    ['0', 'well'],
    ['0', 'bye now'],
    ['1', 'go away'],
  ];
  expect((await read(workbook({ S: labels }), 'a.xlsx')).texts).toEqual(labels.map(([, text]) => text));
  expect(
    (
      await read(
        table([
          ['0', 'no', 'Bob: hello'],
          ['1', 'yes', 'Eve: stop it'],
        ]),
      )
    ).hasHeader,
  ).toBe(false);
  expect(
    (
      await read(
        table([
          ['text', 'y'],
          ['hello there', 'no'],
          ['you fool', 'yes'],
        ]),
      )
    ).hasHeader,
  ).toBe(true);
  const answers = [
    ['0', 'abusive', 'no'],
    ['1', 'clean', 'you fool'],
    ['2', 'clean', 'bye now'],
  ];
  expect((await read(table(answers))).texts).toEqual(answers.map(([, , text]) => text));
  const spaced = [
    ['0', 'нет', ' so it is'],
    ['1', 'да', 'you fool'],
    ['2', 'нет', 'well'],
    ['3', 'да', ''],
  ];
  expect(await read(table(spaced), 'a.txt')).toMatchObject({ format: 'csv', questions: ['label-column'] });
});

test('words with a dash after them are labels, answers are none', async () => {
  const lines = 'toxic - you fool\nok - well - done\nnot toxic – hi\n';
  expect(await read(lines, 'a.txt')).toMatchObject({ texts: ['you fool', 'well - done', 'hi'], labels: [1, 0, 0] });
  const arrows = 'toxic → you → fool\nok → hi\nok → a ::: b\n';
  expect(await read(arrows, 'a.txt')).toMatchObject({ texts: ['you → fool', 'hi', 'a ::: b'] });
  const ends = 'you → fool → toxic\nhi → ok\n';
  expect(await read(ends, 'a.txt')).toMatchObject({ texts: ['you → fool', 'hi'], labels: [1, 0] });
  expect((await read('no - never\nyes - why not\nno - thanks\n', 'a.txt')).format).toBe('lines');
});

test('lists with a label before the comment are JSON Lines under any name, an object before words is a comment', async () => {
  const lists = '[0, "hello there"]\n[1, "you fool"]\n[0, "bye, then"]\n';
  expect(await read(lists, 'a.txt')).toMatchObject({
    format: 'jsonl',
    texts: ['hello there', 'you fool', 'bye, then'],
    labels: [0, 1, 0],
  });
  const lines = ['{"a": 1} is no comment', 'hello', 'you fool'];
  expect(await read(lines.join('\n'), 'a.txt')).toMatchObject({ format: 'lines', texts: lines });
});

test('cells that are all in quotes are cells, whatever separates them', async () => {
  const rows = TEXTS.map((text, i) => [`"${i}"`, `"${text}"`, i % 2 === 0 ? '"нет"' : '"да"']);
  expect(await read(table(rows, '@'))).toMatchObject({ questions: ['label-column'], text: 'column 2' });
});

test('words that say the opposite of the number beside them, and columns of classes, are asked about', async () => {
  const rows = (labels: readonly (readonly string[])[]) => TEXTS.map((text, i) => [text, ...labels[i % labels.length]]);
  for (const [header, labels] of [
    [
      ['label', 'label_text'],
      [
        ['0', 'toxic'],
        ['1', 'neutral'],
      ],
    ],
    [
      ['label', 'class'],
      [
        ['1', 'normal'],
        ['0', 'hate'],
      ],
    ],
    [
      ['hate', 'offensive', 'neutral'],
      [
        ['1', '0', '0'],
        ['0', '1', '0'],
        ['0', '0', '1'],
      ],
    ],
  ] as const) {
    expect((await read(table([['text', ...header], ...rows(labels)]))).questions).toEqual(['label-column']);
  }
  for (const [header, labels, toxic] of [
    [
      ['label', 'label_text'],
      [
        ['1', 'toxic'],
        ['0', 'neutral'],
      ],
      [1, 0, 1, 0],
    ],
    [
      ['is_clean', 'class'],
      [
        ['1', 'normal'],
        ['0', 'hate'],
      ],
      [0, 1, 0, 1],
    ],
    [
      ['toxic', 'insult', 'threat'],
      [
        ['1', '0', '0'],
        ['0', '0', '0'],
      ],
      [1, 0, 1, 0],
    ],
  ] as const) {
    expect((await read(table([['text', ...header], ...rows(labels)]))).labels).toEqual(toxic);
  }
});

test.each(['clean', 'safe', 'non_toxic', 'normal'])(
  '%s beside comment is a name, over values that are called so',
  async (name) => {
    const rows = TEXTS.map((text, i) => [text, i % 2 === 0 ? name : 'toxic']);
    expect(await read(table([['comment', name], ...rows]))).toMatchObject({ hasHeader: true, labels: [0, 1, 0, 1] });
  },
);
