import { expect, test } from 'vitest';
import type { ReadOptions } from './filePlan';
import { FORMAT_LABELS } from './formats';
import { sniff } from './sniff';
import { fileOf, refusalOf, utf8, utf16 } from './testing/tables';

const look = (file: string | Uint8Array, options: ReadOptions = {}) => sniff(fileOf(file), options);
const refusal = refusalOf;

const chosen = async (file: string) => {
  const { header, textColumn, labelColumn } = await look(file);
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
  ['tweet,class\nhello there,2\nwell well,1\n', 'tweet', 'class'],
  ['Комментарий\tМетка\nпривет всем\tда\n', 'Комментарий', 'Метка'],
  ['текст поста,токсичность\nпривет всем,0\n', 'текст поста', 'токсичность'],
  ['a,b,c\n17,hello you there,0\n18,and again hello,1\n', 'b', 'c'],
  ['a,b\nhello,0\nbye,1\n', 'a', 'b'],
  ['a,b\n17,0\n18,1\n', null, 'b'],
  ['text,label\n0,hello you there\n1,and again\n', 'label', 'text'],
  ['spans,text\n"[1, 2]",hello there\n', 'text', null],
  ['text,label\nhello there,nice\nand again,rude\n', 'text', 'label'],
  ['clean_text,is_hate\nhello there,no\n', 'clean_text', 'is_hate'],
])('columns are guessed by name and by value: %j', async (file, text, label) => {
  if (text === null && label === null)
    expect((await look(file)).textColumn).toBe(1); // a name that its values belie
  else expect(await chosen(file)).toEqual([text, label]);
});

test('each column is described for a person who chooses', async () => {
  const { columns } = await look('id,text,score,note\n1,hello you,0.2,\n2,longer than that one,1,\n3,hello you,0,x\n');
  expect(columns).toEqual([
    {
      name: 'id',
      kind: 'number',
      examples: ['1', '2', '3'],
      looksLikeLabels: false,
      fractions: false,
      looksLikeText: false,
      numeric: true,
      distinct: 3,
      blank: 0,
      medianLength: 1,
    },
    {
      name: 'text',
      kind: 'text',
      examples: ['hello you', 'longer than that one'],
      looksLikeLabels: false,
      fractions: false,
      looksLikeText: true,
      numeric: false,
      distinct: 2,
      blank: 0,
      medianLength: 9,
    },
    {
      name: 'score',
      kind: 'number',
      examples: ['0.2', '1', '0'],
      looksLikeLabels: true,
      fractions: true,
      looksLikeText: false,
      numeric: true,
      distinct: 3,
      blank: 0,
      medianLength: 1,
    },
    {
      name: 'note',
      kind: 'category',
      examples: ['x'],
      looksLikeLabels: false,
      fractions: false,
      looksLikeText: false,
      numeric: false,
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
])('the header line decides the delimiter: %j', async (file, delimiter) => {
  expect((await look(file, { header: true })).delimiter).toBe(delimiter);
});

test('a delimiter that is given outweighs the header line', async () => {
  expect((await look('text,toxic;x\na,0;b\n', { delimiter: ';' })).header).toEqual(['text,toxic', 'x']);
});

test('a byte order mark decides the encoding and is no part of the first name', async () => {
  const file = '\ufeffтекст,toxic\r\nпривет,1\r\n';
  for (const [bytes, encoding] of [
    [utf8(file), 'utf-8'],
    [utf16(file, 'le'), 'utf-16le'],
    [utf16(file, 'be'), 'utf-16be'],
  ] as const) {
    const preview = await look(bytes, { encoding: 'windows-1252' });
    expect([preview.encoding, ...preview.header]).toEqual([encoding, 'текст', 'toxic']);
    expect(preview.sampleRows).toEqual([['привет', '1']]);
  }
});

test('duplicate and missing names are made different, with a notice', async () => {
  const { header, notices } = await look('text,text,,text (2),text,toxic\na b,c,d,e,f,1\n');
  expect(header).toEqual(['text', 'text (3)', 'column 3', 'text (2)', 'text (4)', 'toxic']);
  expect(notices).toEqual([
    { code: 'duplicate-headers', names: ['text'] },
    { code: 'unnamed-columns', positions: [2] },
  ]);
});

test.each(['hello you,0\nand again,1\n', '1.5,hello you\n0,again\n', `${'word '.repeat(80)},x\n`])(
  'a first line that looks like data is no header, with a notice: %j',
  async (file) => {
    const { hasHeader, header, notices } = await look(file);
    expect([hasHeader, header]).toEqual([false, ['column 1', 'column 2']]);
    expect(notices).toEqual([{ code: 'header-missing' }]);
  },
);

test.each([
  [',0,1\n0,hello you,0\n1,and again,1\n', ['column 1', '0', '1']],
  ['0,1\nhello you,0\nand again,1\n', ['0', '1']],
  ['remark,verdict\nhello you,0\nand again,1\n', ['remark', 'verdict']],
])('numbers of columns, and names above numbers, are a header: %j', async (file, names) => {
  expect((await look(file)).header).toEqual(names);
});

test('a file without a header is read if one says so', async () => {
  const preview = await look('hello you,0\nand again,1\n', { header: false });
  expect(preview.header).toEqual(['column 1', 'column 2']);
  expect([preview.textColumn, preview.labelColumn, preview.sampleRows.length]).toEqual([0, 1, 2]);
});

test('a header that looks like data is one if one says so', async () => {
  expect((await look('0,1\nhello you,0\n', { header: true })).header).toEqual(['0', '1']);
});

test.each([
  ['', 'file-empty'],
  ['\ufeff', 'file-empty'],
  ['\n\r\n\n', 'file-empty'],
  ['text,toxic', 'file-header-only'],
  ['text,toxic\r\n\r\n', 'file-header-only'],
])('%j is refused with %s', async (file, code) => {
  expect((await refusal(() => look(file))).code).toBe(code);
});

test.each([
  ['png', [0x89, 0x50, 0x4e, 0x47, 13, 10]],
  ['pdf', [...utf8('%PDF-1.7\n')]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['tar', [...utf8('notes.csv'.padEnd(257, '\0')), ...utf8('ustar')]],
  ['unknown', [...utf8('text,toxic\nhello'), 0, 0, 1]],
])('a %s file is refused as binary', async (kind, bytes) => {
  const expected = { code: 'file-binary', params: { name: 'comments.csv', kind, formats: FORMAT_LABELS } };
  expect(await refusal(() => look(Uint8Array.from(bytes)))).toEqual(expected);
});

test('control characters in the quoted cells of a table are those of comments', async () => {
  for (const comment of ['\0\0\0', 'a\0b \x01\x02', 'say ""\0""', '\0,\n\0']) {
    // Of an even width: NULs are all on one side, as in UTF-16.
    const row = `"${comment}${comment.length % 2 === 0 ? '' : '.'}",10\n`;
    const { encoding, sampleRows } = await look(`text,toxic\n${row.repeat(500)}`);
    const read = row.slice(1, -5).replaceAll('""', '"').replaceAll('\0', '\ufffd');
    expect([encoding, sampleRows[0][0]]).toEqual(['utf-8', read]);
  }
});

test('a single NUL in a short table does not make it UTF-16', async () => {
  expect((await look('text,toxic,note\r\nhello you,0,"\0."\r\n')).sampleRows).toEqual([['hello you', '0', '\ufffd.']]);
});

test.each([
  ['outside of quotes', 'text,toxic\na\0bc,0\na\0bc,1\na\0bc,1\n'],
  ['between quotes that are not those of a cell', `\x01"\0\0"\x02,"\0\0\0"\0\0,`.repeat(50)],
])('control characters %s are those of a binary file', async (_, file) => {
  expect(await refusal(() => look(file))).toMatchObject({ code: 'file-binary', params: { kind: 'unknown' } });
});

test.each(['PAR1,comment', 'GIF8 is great', 'BZh9,', '%PDF-1.7 is a text, too', 'SQLite f,'])(
  'a text that starts with the characters of a signature is read: %j',
  async (start) => {
    const { header, sampleRows } = await look(`${start}\nhello there,0\n`, { header: true });
    expect([header[0], sampleRows]).toEqual([start.split(',')[0], [['hello there', '0']]]);
  },
);

test('UTF-8 with a few wrong bytes is refused with the offset, and another encoding reads them', async () => {
  const bytes = Uint8Array.from([...utf8('text,toxic\nпривет,0\n'), 0xef, 0xf0, 0xe8, 0x2c, 0x31, 0x0a]);
  expect(await refusal(() => look(bytes))).toEqual({
    code: 'file-not-text',
    params: { name: 'comments.csv', encoding: 'utf-8', offset: 26 },
  });
  expect((await look(bytes, { encoding: 'windows-1251' })).sampleRows[1]).toEqual(['при', '1']);
});

test('an encoding that nothing tells is guessed, with a notice', async () => {
  const russian = Uint8Array.from([...utf8('text,toxic\n'), 0xef, 0xf0, 0xe8, 0x2c, 0x31, 0x0a]);
  const french = Uint8Array.from([...utf8('text,toxic\nun caf'), 0xe9, ...utf8(' cr'), 0xe8, ...utf8('me,0\n')]);
  for (const [bytes, encoding, text] of [
    [russian, 'windows-1251', 'при'],
    [french, 'windows-1252', 'un café crème'],
    [utf16('text,toxic\nпривет всем,0\n', 'le'), 'utf-16le', 'привет всем'],
    [utf16('text,toxic\nпривет всем,0\n', 'be'), 'utf-16be', 'привет всем'],
  ] as const) {
    const preview = await look(bytes);
    expect([preview.encoding, preview.sampleRows[0][0]]).toEqual([encoding, text]);
    expect(preview.notices).toEqual([{ code: 'encoding-guessed', encoding }]);
  }
});

test('rows that a head of the usual length cuts are whole in the preview', async () => {
  const { sampleRows } = await look(`text,toxic\n${'привет всем,1\n'.repeat(30_000)}`);
  expect(sampleRows.every((row) => row[0] === 'привет всем' && row[1] === '1')).toBe(true);
});

test('a first row longer than the head is waited for', async () => {
  const long = 'x'.repeat(400_000);
  expect((await look(`text,"${long}"\na b,0\n`)).header[1]).toBe(long);
});

test('fifty rows are shown', async () => {
  expect((await look(`text,toxic\n${'a b,0\n'.repeat(300)}`)).sampleRows).toHaveLength(50);
});

test.each([
  [{ textColumn: 'nothing' }, 'column-missing'],
  [{ textColumn: 3 }, 'column-missing'],
  [{ labelColumn: -1 }, 'column-missing'],
  [{ labelColumn: 'x' }, 'column-ambiguous'],
  [{ textColumn: 'text', labelColumn: 0 }, 'argument-invalid'],
  [{ labelCut: 0 }, 'argument-invalid'],
  [{ labelCut: Number.NaN }, 'argument-invalid'],
] as const)('the choice %j is refused with %s', async (options, code) => {
  expect((await refusal(() => look('text,x,x\na b,0,1\n', options))).code).toBe(code);
});

test('a column is chosen by position or name; its double by its new name', async () => {
  const file = 'text,x,x\na b,0,1\n';
  expect((await look(file, { labelColumn: 'x (2)' })).labelColumn).toBe(2);
  expect((await look(file, { labelColumn: 1 })).labelColumn).toBe(1);
  expect((await look(file, { labelColumn: null })).labelColumn).toBeNull();
  expect((await look('text,comment\na b,c d\n', { labelColumn: 'text' })).textColumn).toBe(1);
  expect((await refusal(() => look(file, { labelColumn: 'x' }))).params).toEqual({ column: 'x', positions: [2, 3] });
});
