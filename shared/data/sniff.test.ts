import { expect, test } from 'vitest';
import { CodedError } from '../errors';
import type { ReadOptions } from './filePlan';
import { sniff } from './sniff';
import { utf8, utf16 } from './testing/tables';

const look = (file: string | Uint8Array, options: Omit<ReadOptions, 'name'> = {}) =>
  sniff(typeof file === 'string' ? utf8(file) : file, { name: 'comments.csv', ...options });

/** Code and parameters of the error of `run`. */
function refusal(run: () => unknown): { code: string; params: object } {
  try {
    run();
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('It was not refused.');
}

const chosen = (file: string) => {
  const { header, textColumn, labelColumn } = look(file);
  return [textColumn === null ? null : header[textColumn], labelColumn === null ? null : header[labelColumn]];
};

test.each([
  ['comment_text,toxic\nhello there,0\n', 'comment_text', 'toxic'],
  ['comment,toxic\n"hello there\n",0.0\n', 'comment', 'toxic'],
  ['text,toxic\nhello there,1\n', 'text', 'toxic'],
  [',Unnamed: 0,Text,IsToxic\n0,1,hello there,FALSE\n', 'Text', 'IsToxic'],
  ['id,comment_text,toxic,severe_toxic,obscene\nab12,hello there,0,0,0\n', 'comment_text', 'toxic'],
  ['id;target;comment_text\n1;0.17;hello there\n', 'comment_text', 'target'],
  ['comment_text,class,toxic\nhello there,2,0\n', 'comment_text', 'toxic'],
  ['tweet,class\nhello there,2\nwell well,1\n', 'tweet', null],
  ['Комментарий\tМетка\nпривет всем\tда\n', 'Комментарий', 'Метка'],
  ['текст поста,токсичность\nпривет всем,0\n', 'текст поста', 'токсичность'],
  ['a,b,c\n17,hello you there,0\n18,and again hello,1\n', 'b', 'c'],
  ['a,b\nhello,0\nbye,1\n', 'a', 'b'],
  ['a,b\n17,0\n18,1\n', null, 'b'],
  ['text,label\n0,hello you there\n1,and again\n', 'label', 'text'],
  ['spans,text\n"[1, 2]",hello there\n', 'text', null],
  ['text,label\nhello there,nice\nand again,rude\n', 'text', 'label'],
  ['clean_text,is_hate\nhello there,no\n', 'clean_text', 'is_hate'],
])('columns are guessed by name and by value: %j', (file, text, label) => {
  if (text === null && label === null)
    expect(look(file).textColumn).toBe(1); // a name that its values belie
  else expect(chosen(file)).toEqual([text, label]);
});

test('each column is described for a person who chooses', () => {
  const { columns } = look('id,text,score,note\n1,hello you,0.2,\n2,longer than that one,1,\n3,hello you,0,x\n');
  expect(columns).toEqual([
    {
      name: 'id',
      looksLikeLabels: false,
      fractions: false,
      looksLikeText: false,
      distinct: 3,
      blank: 0,
      medianLength: 1,
    },
    {
      name: 'text',
      looksLikeLabels: false,
      fractions: false,
      looksLikeText: true,
      distinct: 2,
      blank: 0,
      medianLength: 9,
    },
    {
      name: 'score',
      looksLikeLabels: true,
      fractions: true,
      looksLikeText: false,
      distinct: 3,
      blank: 0,
      medianLength: 1,
    },
    {
      name: 'note',
      looksLikeLabels: false,
      fractions: false,
      looksLikeText: false,
      distinct: 2,
      blank: 2,
      medianLength: 0,
    },
  ]);
});

test.each([
  ['text,toxic\na b,0\n', ','],
  ['text;toxic\na, b, c;0\n', ';'],
  ['text\ttoxic\na, b\t0\n', '\t'],
  ['text|toxic\na, b|0\n', '|'],
  ['"text, in one";toxic\na b;0\n', ';'],
  ['text\nhello, you\n', ','],
])('the header line decides the delimiter: %j', (file, delimiter) => {
  expect(look(file, { header: true }).delimiter).toBe(delimiter);
});

test('a delimiter that is given outweighs the header line', () => {
  expect(look('text,toxic;x\na,0;b\n', { delimiter: ';' }).header).toEqual(['text,toxic', 'x']);
});

test('a byte order mark decides the encoding and is no part of the first name', () => {
  const file = '\ufeffтекст,toxic\r\nпривет,1\r\n';
  for (const [bytes, encoding] of [
    [utf8(file), 'utf-8'],
    [utf16(file, 'le'), 'utf-16le'],
    [utf16(file, 'be'), 'utf-16be'],
  ] as const) {
    const preview = look(bytes, { encoding: 'windows-1252' });
    expect([preview.encoding, ...preview.header]).toEqual([encoding, 'текст', 'toxic']);
    expect(preview.sampleRows).toEqual([['привет', '1']]);
  }
});

test('names met twice and names left out are told apart, with a notice', () => {
  const { header, notices } = look('text,text,,text (2),text,toxic\na b,c,d,e,f,1\n');
  expect(header).toEqual(['text', 'text (3)', 'column 3', 'text (2)', 'text (4)', 'toxic']);
  expect(notices).toEqual([
    { code: 'duplicate-headers', names: ['text'] },
    { code: 'unnamed-columns', positions: [2] },
  ]);
});

test.each([
  ['hello you,0\nand again,1\n', 'hello you,0'],
  ['1.5,hello you\n0,again\n', '1.5,hello you'],
  [`${'word '.repeat(80)},x\n`, `${'word '.repeat(40)}…`],
])('a first line that looks like data is no header: %j', (file, firstLine) => {
  expect(refusal(() => look(file))).toEqual({
    code: 'file-header-missing',
    params: { name: 'comments.csv', firstLine },
  });
});

test('a file without a header is read if one says so', () => {
  const preview = look('hello you,0\nand again,1\n', { header: false });
  expect(preview.header).toEqual(['column 1', 'column 2']);
  expect([preview.textColumn, preview.labelColumn, preview.sampleRows.length]).toEqual([0, 1, 2]);
});

test('a header that looks like data is one if one says so', () => {
  expect(look('0,1\nhello you,0\n', { header: true }).header).toEqual(['0', '1']);
});

test.each([
  ['', 'file-empty'],
  ['\ufeff', 'file-empty'],
  ['\n\r\n\n', 'file-empty'],
  ['text,toxic', 'file-header-only'],
  ['text,toxic\r\n\r\n', 'file-header-only'],
  ['text,"toxic\na,b\n', 'csv-quote-unclosed'],
])('%j is refused with %s', (file, code) => {
  expect(refusal(() => look(file)).code).toBe(code);
});

test.each([
  ['zip', [0x50, 0x4b, 3, 4, 20, 0]],
  ['xlsx', [0x50, 0x4b, 3, 4, ...utf8('..xl/workbook.xml')]],
  ['gzip', [0x1f, 0x8b, 8]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 13, 10]],
  ['pdf', [...utf8('%PDF-1.7\n')]],
  ['parquet', [...utf8('PAR1'), 0x15]],
  ['unknown', [...utf8('text,toxic\nhello'), 0, 1]],
])('a %s file is refused as binary', (kind, bytes) => {
  const expected = { code: 'file-binary', params: { name: 'comments.csv', kind } };
  expect(refusal(() => look(Uint8Array.from(bytes)))).toEqual(expected);
});

test('bytes that are not the encoding are refused with their offset, and another encoding reads them', () => {
  const bytes = Uint8Array.from([...utf8('text,toxic\n'), 0xef, 0xf0, 0xe8, 0x2c, 0x31, 0x0a]);
  expect(refusal(() => look(bytes))).toEqual({
    code: 'file-not-text',
    params: { name: 'comments.csv', encoding: 'utf-8', offset: 11 },
  });
  expect(look(bytes, { encoding: 'windows-1251' }).sampleRows).toEqual([['при', '1']]);
});

test('a head cut inside a letter or a row shows the whole rows', () => {
  const whole = utf8(`text,toxic\n${'привет всем,1\n'.repeat(30)}`);
  for (let length = 40; length < 120; length++) {
    const { sampleRows } = look(whole.subarray(0, length), { size: whole.length });
    expect(sampleRows.every((row) => row[0] === 'привет всем' && row[1] === '1')).toBe(true);
  }
});

test('a first row longer than the head is refused as too large a cell', () => {
  const head = utf8(`text,"${'x'.repeat(400_000)}`);
  expect(refusal(() => look(head, { size: 10_000_000 }))).toEqual({
    code: 'csv-field-too-large',
    params: { line: 1, limitBytes: head.length },
  });
});

test('fifty rows are shown', () => {
  expect(look(`text,toxic\n${'a b,0\n'.repeat(300)}`).sampleRows).toHaveLength(50);
});

test.each([
  [{ textColumn: 'nothing' }, 'column-missing'],
  [{ textColumn: 3 }, 'column-missing'],
  [{ labelColumn: -1 }, 'column-missing'],
  [{ labelColumn: 'x' }, 'column-ambiguous'],
  [{ textColumn: 'text', labelColumn: 0 }, 'argument-invalid'],
  [{ labelCut: 0 }, 'argument-invalid'],
  [{ labelCut: Number.NaN }, 'argument-invalid'],
] as const)('the choice %j is refused with %s', (options, code) => {
  expect(refusal(() => look('text,x,x\na b,0,1\n', options)).code).toBe(code);
});

test('a column is chosen by position or name; its double by its new name', () => {
  const file = 'text,x,x\na b,0,1\n';
  expect(look(file, { labelColumn: 'x (2)' }).labelColumn).toBe(2);
  expect(look(file, { labelColumn: 1 }).labelColumn).toBe(1);
  expect(look(file, { labelColumn: null }).labelColumn).toBeNull();
  expect(look('text,comment\na b,c d\n', { labelColumn: 'text' }).textColumn).toBe(1);
  expect(refusal(() => look(file, { labelColumn: 'x' })).params).toEqual({ column: 'x', positions: [2, 3] });
});
