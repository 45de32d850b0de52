import { gzipSync, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Encoding } from '../bytes/encodings';
import { encodedText } from './dialects';
import { utf8 } from './tables';
import { workbook } from './workbooks';

/*
 * One small file for each kind of trouble that files of comments have in practice, with what a careful person gets out
 * of it. `npm run fixtures -- FOLDER` writes them; `troubles.test.ts` reads them with the runner.
 */

/** What reading a file has to find. A field that is left out may be anything. */
export interface RightAnswer {
  /** The column of the comments. */
  readonly text?: string;
  /** The column of the labels; null: there is none. */
  readonly label?: string | null;
  readonly rows?: number;
  readonly pos?: number;
  readonly neg?: number;
  /** The first comment. */
  readonly first?: string;
  /** The column says what is not toxic, and has to be read the other way round. */
  readonly inverse?: boolean;
  /** The code of the error with which the file is refused. */
  readonly error?: string;
  /** Codes of the questions that only a person can answer. */
  readonly asks?: readonly string[];
  /** Rows left out, by reason. */
  readonly leftOut?: Readonly<Record<string, number>>;
}

export interface TroubledFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly want: RightAnswer;
}

const COMMENTS = [
  'You are such a fool, go away',
  'What a lovely day it is',
  'Nobody likes your silly ideas',
  'I agree with this point',
  'Shut your mouth, you clown',
  'The weather is nice, come along',
  'This is the dumbest thing I have read',
  'Thank you for the source',
];
const RUSSIAN = [
  'Какой же ты глупый, уходи отсюда',
  'Сегодня чудесная погода, пойдём гулять',
  'Никому не нужны твои дурацкие мысли',
  'Согласен с автором, хорошая статья',
  'Закрой свой рот, клоун несчастный',
  'Спасибо за ссылку, очень интересно',
];
const LABELS = (count: number) => Array.from({ length: count }, (_, i) => (i + 1) % 2);

type Row = readonly [text: string, label: number];
const rowsOf = (texts: readonly string[]): Row[] => texts.map((text, i) => [text, LABELS(texts.length)[i]]);
const ROWS = rowsOf(COMMENTS);
const RIGHT: RightAnswer = { text: 'text', label: 'label', rows: 8, pos: 4, neg: 4, first: COMMENTS[0], asks: [] };
const RIGHT_RU: RightAnswer = { text: 'text', label: 'label', rows: 6, pos: 3, neg: 3, first: RUSSIAN[0], asks: [] };

const quoted = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
const needed = (cell: string | number) => (/[",\n]/.test(String(cell)) ? quoted(cell) : String(cell));
/** A table of comments and labels. */
const csv = (
  rows: readonly (readonly (string | number)[])[] = ROWS,
  { header = 'text,label', cell = needed, delimiter = ',', end = '\n' } = {},
) => [header, ...rows.map((row) => row.map(cell).join(delimiter))].map((line) => line + end).join('');
const records = ROWS.map(([text, label]) => ({ text, label }));
const jsonLines = (each: readonly unknown[]) => each.map((record) => `${JSON.stringify(record)}\n`).join('');
const legacy = (encoding: Encoding, texts: readonly string[] = RUSSIAN) => encodedText(csv(rowsOf(texts)), encoding);
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
/** Labels as words, numbers or marks in the place of 1 and 0. */
const valued = (positive: string, negative: string, header = 'text,label') =>
  csv(
    ROWS.map(([text, label]) => [text, label === 1 ? positive : negative]),
    { header },
  );
const parquet = (label: { data: unknown[]; type?: 'BOOLEAN' | 'INT32' | 'INT64' | 'DOUBLE' | 'STRING' }) =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'text', data: ROWS.map(([text]) => text), type: 'STRING' },
        { name: 'label', ...label },
      ],
    }),
  );
const sheetRows = [['text', 'label'], ...ROWS];

type Troubles = Readonly<Record<string, readonly [content: string | Uint8Array, want: RightAnswer]>>;

/** What the bytes are: encodings, marks, line ends. */
const BYTES: Troubles = {
  'utf8-mark.csv': [`\ufeff${csv()}`, RIGHT],
  'utf8-two-marks.csv': [`\ufeff\ufeff${csv()}`, RIGHT],
  'utf8-mark-quoted-header.csv': [`\ufeff${csv(ROWS, { header: '"text","label"' })}`, RIGHT],
  'utf16le-mark.csv': [encodedText(csv(), 'utf-16le', true), RIGHT],
  'utf16be-mark.csv': [encodedText(csv(), 'utf-16be', true), RIGHT],
  'utf16le-no-mark.csv': [encodedText(csv(), 'utf-16le'), RIGHT],
  'utf16-tabs-excel.txt': [encodedText(csv(ROWS, { header: 'text\tlabel', delimiter: '\t' }), 'utf-16le', true), RIGHT],
  'ru-utf8.csv': [csv(rowsOf(RUSSIAN)), RIGHT_RU],
  'ru-windows1251.csv': [legacy('windows-1251'), RIGHT_RU],
  'ru-koi8r.csv': [legacy('koi8-r'), RIGHT_RU],
  'ru-cp866.csv': [legacy('ibm866'), RIGHT_RU],
  'ru-iso8859-5.csv': [legacy('iso-8859-5'), RIGHT_RU],
  'ru-mac.csv': [legacy('x-mac-cyrillic'), RIGHT_RU],
  'fr-windows1252.csv': [
    legacy('windows-1252', ['Tu es bête, dégage d’ici', 'Très belle journée à tous', 'Idées stupides, arrête']),
    { text: 'text', rows: 3, first: 'Tu es bête, dégage d’ici' },
  ],
  'one-bad-byte.csv': [joined(utf8(csv(rowsOf(RUSSIAN))), Uint8Array.of(0xff), utf8('a,1\n')), { rows: 7, asks: [] }],
  'nul-at-end.csv': [`${csv()}\0\0\0\0`, RIGHT],
  'dos-end-of-file.csv': [`${csv()}\u001a`, RIGHT],
  'line-ends-crlf.csv': [csv(ROWS, { end: '\r\n' }), RIGHT],
  'line-ends-cr.csv': [csv(ROWS, { end: '\r' }), RIGHT],
  'line-ends-crcrlf.csv': [csv(ROWS, { end: '\r\r\n' }), RIGHT],
  'line-ends-mixed.csv': [csv().replace('\n', '\r\n'), RIGHT],
  'no-last-line-end.csv': [csv().trimEnd(), RIGHT],
  'empty.csv': ['', { error: 'file-empty' }],
  'only-blanks.csv': [' \n\n  \n', { error: 'file-empty' }],
  'only-header.csv': ['text,label\n', { error: 'file-header-only' }],
  'picture.csv': [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), { error: 'file-binary' }],
  'web-page.csv': ['<!doctype html><html><body>text,label</body></html>', { error: 'file-binary' }],
};

/** How cells are cut out of lines. */
const CELLS: Troubles = {
  'semicolons.csv': [csv(ROWS, { header: 'text;label', delimiter: ';' }), RIGHT],
  'tabs.csv': [csv(ROWS, { header: 'text\tlabel', delimiter: '\t' }), RIGHT],
  'bars.csv': [csv(ROWS, { header: 'text|label', delimiter: '|' }), RIGHT],
  'carets.csv': [csv(ROWS, { header: 'text^label', delimiter: '^' }), RIGHT],
  'tildes.csv': [csv(ROWS, { header: 'text~label', delimiter: '~' }), RIGHT],
  'at-signs.csv': [csv(ROWS, { header: 'text@label', delimiter: '@' }), RIGHT],
  'thorns.csv': [csv(ROWS, { header: 'textþlabel', delimiter: 'þ' }), RIGHT],
  'colons.csv': [csv(ROWS, { header: 'text:label', delimiter: ':' }), RIGHT],
  'all-quoted.csv': [csv(ROWS, { header: '"text","label"', cell: quoted }), RIGHT],
  'single-quotes.csv': [csv(ROWS, { cell: (cell) => (typeof cell === 'number' ? String(cell) : `'${cell}'`) }), RIGHT],
  'backslash-quotes.csv': [
    csv([['He said "go, fool"', 1], ...ROWS], { cell: (cell) => `"${String(cell).replaceAll('"', '\\"')}"` }),
    { ...RIGHT, rows: 9, pos: 5, first: 'He said "go, fool"' },
  ],
  'backslash-delimiters.csv': [csv(ROWS, { cell: (cell) => String(cell).replaceAll(',', '\\,') }), RIGHT],
  'unquoted-commas.csv': [csv(ROWS, { cell: String }), RIGHT],
  'unquoted-commas-label-first.csv': [
    csv(
      ROWS.map(([text, label]) => [label, text]),
      { header: 'label,text', cell: String },
    ),
    RIGHT,
  ],
  'space-after-comma.csv': [csv(ROWS, { delimiter: ', ', header: 'text, label', cell: quoted }), RIGHT],
  'line-ends-in-cells.csv': [
    csv([['two\nlines, fool', 1], ...ROWS]),
    { ...RIGHT, rows: 9, pos: 5, first: 'two\nlines, fool' },
  ],
  'inches.csv': [
    csv([['a 5" screen', 0], ...ROWS], { cell: String }),
    { rows: 9, label: 'label', first: 'a 5" screen' },
  ],
  'quote-never-closed.tsv': [
    csv([['"He said so', 1], ...ROWS], { header: 'text\tlabel', delimiter: '\t', cell: String }),
    { ...RIGHT, rows: 9, pos: 5, first: '"He said so', asks: undefined },
  ],
  'whole-lines-quoted.csv': [`${csv().trimEnd().split('\n').map(quoted).join('\n')}\n`, RIGHT],
  'trailing-delimiters.csv': [csv(ROWS.map((row) => [...row, '', ''])), RIGHT],
  'blank-lines.csv': [csv().replaceAll('\n', '\n\n'), RIGHT],
  'sep-line.csv': [`sep=;\n${csv(ROWS, { header: 'text;label', delimiter: ';' })}`, RIGHT],
  'notes-above.csv': [`Exported from the forum\nMarch\n\n${csv()}`, RIGHT],
  'notes-above-hash.csv': [`# exported from the forum\n# March\n${csv()}`, RIGHT],
  'row-names.csv': [csv(ROWS.map((row, i) => [String(i + 1), ...row])), RIGHT],
  'index-column.csv': [
    csv(
      ROWS.map((row, i) => [i, ...row]),
      { header: ',text,label' },
    ),
    RIGHT,
  ],
  'same-names.csv': [
    csv(
      ROWS.map((row) => [...row, 'x']),
      { header: 'text,label,label' },
    ),
    { ...RIGHT, asks: undefined },
  ],
  'no-header.csv': [csv().replace('text,label\n', ''), { rows: 8, pos: 4, neg: 4, first: COMMENTS[0], asks: [] }],
  'short-rows.csv': [`${csv()}lonely\n`, { ...RIGHT, leftOut: { 'too-few-fields': 1 } }],
  'many-columns.csv': [
    csv(
      ROWS.map((row) => [...row, ...Array.from({ length: 200 }, (_, i) => i)]),
      {
        header: `text,label,${Array.from({ length: 200 }, (_, i) => `c${i}`).join(',')}`,
      },
    ),
    { ...RIGHT, asks: undefined },
  ],
};

/** Which values mean what. */
const VALUES: Troubles = {
  'labels-yes-no.csv': [valued('yes', 'no', 'text,toxic'), { ...RIGHT, label: 'toxic' }],
  'labels-true-false.csv': [valued('True', 'False', 'text,is_toxic'), { ...RIGHT, label: 'is_toxic' }],
  'labels-decimals.csv': [valued('1.0', '0.0'), RIGHT],
  'labels-decimal-commas.csv': [
    valued('"0,9"', '"0,1"', 'text,toxicity').replaceAll('"""', '"'),
    { label: 'toxicity' },
  ],
  'labels-percent.csv': [valued('90%', '5%', 'text,toxicity'), { ...RIGHT, label: 'toxicity' }],
  'labels-words.csv': [valued('toxic', 'clean'), RIGHT],
  'labels-hof-not.csv': [valued('HOF', 'NOT'), RIGHT],
  'labels-spaces.csv': [valued(' 1 ', '0  '), RIGHT],
  'labels-russian.csv': [valued('токсичный', 'нетоксичный'), RIGHT],
  'labels-inverse.csv': [valued('0', '1', 'text,non_toxic'), { ...RIGHT, label: 'non_toxic', inverse: true }],
  'labels-unknown.csv': [valued('alpha', 'beta'), { rows: 0, asks: ['label-values'] }],
  'labels-blank.csv': [`${csv()}no label here,\n`, { ...RIGHT, leftOut: { 'label-blank': 1 } }],
  'labels-none.csv': [
    csv(
      COMMENTS.map((text, i) => [i, text]),
      { header: 'id,comment' },
    ),
    { text: 'comment', label: null, rows: 8 },
  ],
  'labels-repeated.csv': [
    csv(ROWS.flatMap(([text, label]) => [label, label, 1 - label].map((one) => [text, one]))),
    { rows: 24, asks: ['repeated-judgements'] },
  ],
  'labels-total.csv': [`${csv()}Total,4\n`, { ...RIGHT, leftOut: { 'total-row': 1 } }],
  'labels-politeness.csv': [valued('rude', 'polite', 'text,politeness'), { rows: 8, asks: ['label-column'] }],
  'text-base64.csv': [csv(ROWS.map(([text, label]) => [btoa(text), label])), RIGHT],
  'labels-two-people.csv': [
    csv(
      ROWS.map(([text, label]) => [text, label, label]),
      { header: 'text,anna_label,boris_label' },
    ),
    { asks: ['label-column'] },
  ],
};

/** JSON in the shapes that programs write. */
const JSON_FILES: Troubles = {
  'list.json': [JSON.stringify(records), RIGHT],
  'list-indented.json': [JSON.stringify(records, null, 4), RIGHT],
  'lines.jsonl': [jsonLines(records), RIGHT],
  'lines-mark.jsonl': [`\ufeff${jsonLines(records)}`, RIGHT],
  'lines-named-json.json': [jsonLines(records), RIGHT],
  'list-named-lines.jsonl': [JSON.stringify(records, null, 1), RIGHT],
  'lines-commas.jsonl': [jsonLines(records).replaceAll('}\n', '},\n'), RIGHT],
  'lines-broken-first.jsonl': [`{"text": "cut\n${jsonLines(records)}`, { ...RIGHT, leftOut: { 'json-broken': 1 } }],
  'lines-broken-within.jsonl': [
    jsonLines(records).replace('"I agree', 'I agree'),
    { ...RIGHT, rows: 7, neg: 3, leftOut: { 'json-broken': 1 } },
  ],
  'lines-deep.jsonl': [`${jsonLines(records)}${'['.repeat(5000)}\n`, { ...RIGHT, leftOut: { 'json-too-deep': 1 } }],
  'one-after-another.json': [records.map((record) => JSON.stringify(record, null, 2)).join('\n'), RIGHT],
  'trailing-comma.json': [JSON.stringify(records).replace(']', ',]'), RIGHT],
  'not-a-number.jsonl': [
    jsonLines(records.map((record) => ({ ...record, score: '~' }))).replaceAll('"~"', 'NaN'),
    RIGHT,
  ],
  'python.jsonl': [records.map(({ text, label }) => `{'text': '${text}', 'label': ${label}}\n`).join(''), RIGHT],
  'script.js': [`const comments = ${JSON.stringify(records, null, 2)};\n`, RIGHT],
  'columns.json': [JSON.stringify({ text: COMMENTS, label: ROWS.map(([, label]) => label) }), RIGHT],
  'split.json': [JSON.stringify({ columns: ['text', 'label'], data: ROWS }), RIGHT],
  'index.json': [JSON.stringify(Object.fromEntries(records.map((record, i) => [i, record]))), RIGHT],
  'answer.json': [JSON.stringify({ count: 8, next: null, results: records }), RIGHT],
  'nested.jsonl': [
    jsonLines(records.map(({ text, label }) => ({ data: { text }, label }))),
    { ...RIGHT, text: 'data.text' },
  ],
  'parts.json': [JSON.stringify({ train: records.slice(0, 4), test: records.slice(4) }), RIGHT],
  'numbers.json': ['[1, 2, 3]', { error: 'json-no-records' }],
  'cut.json': [JSON.stringify(records).slice(0, -20), { error: 'json-broken' }],
  'fasttext.txt': [
    ROWS.map(([text, label]) => `__label__${label === 1 ? 'toxic' : 'clean'} ${text}\n`).join(''),
    RIGHT,
  ],
  'tags.txt': [ROWS.map(([text, label]) => `[${label === 1 ? 'TOXIC' : 'OK'}] ${text}\n`).join(''), RIGHT],
  'arrows.txt': [ROWS.map(([text, label]) => `${text} -> ${label}\n`).join(''), RIGHT],
  'vowpal.vw': [ROWS.map(([text, label]) => `${label === 1 ? 1 : -1} |text ${text}\n`).join(''), RIGHT],
  'tuples.py': [
    `data = [\n${ROWS.map(([text, label]) => `  ("${text}", ${label}),\n`).join('')}]\n`,
    { rows: 8, pos: 4 },
  ],
  'chat-model.jsonl': [
    jsonLines(
      ROWS.map(([text, label]) => ({
        messages: [
          { role: 'user', content: text },
          { role: 'assistant', content: label === 1 ? 'toxic' : 'not toxic' },
        ],
      })),
    ),
    { ...RIGHT, text: 'messages.user', label: 'messages.assistant' },
  ],
  'words.conll': ['what\tO\na\tO\nfool\tB-TOX\n\nhello\tO\n', { error: 'file-binary' }],
  'lines.txt': [COMMENTS.map((text) => `${text}\n`).join(''), { label: null, rows: 8, first: COMMENTS[0], asks: [] }],
};

const [FIRST, ...REST] = sheetRows;

/** Files that are no text. */
const BINARY: Troubles = {
  'sheet.xlsx': [workbook({ Sheet1: sheetRows }), RIGHT],
  'sheet-second.xlsx': [workbook({ Notes: [['Read me first']], Data: sheetRows }), RIGHT],
  'sheet-notes-above.xlsx': [workbook({ Sheet1: [['Exported in March'], [null], ...sheetRows] }), RIGHT],
  'sheet-booleans.xlsx': [workbook({ S: [FIRST, ...ROWS.map(([text, label]) => [text, label === 1])] }), RIGHT],
  'sheet-dates.xlsx': [
    workbook({ S: [['text', 'label', 'day'], ...ROWS.map((row) => [...row, new Date(Date.UTC(2024, 2, 1))])] }),
    RIGHT,
  ],
  'sheet-gaps.xlsx': [workbook({ S: [FIRST, ...REST.flatMap((row) => [row, [null, null]])] }), RIGHT],
  'sheet-empty.xlsx': [workbook({ S: [] }), { error: 'file-empty' }],
  'sheet-cut.xlsx': [workbook({ S: sheetRows }).subarray(0, 900), { error: 'archive-damaged' }],
  'sheet-named-csv.csv': [workbook({ S: sheetRows }), RIGHT],
  'integers.parquet': [parquet({ data: LABELS(8), type: 'INT32' }), RIGHT],
  'long-integers.parquet': [parquet({ data: LABELS(8).map(BigInt), type: 'INT64' }), RIGHT],
  'booleans.parquet': [parquet({ data: LABELS(8).map((label) => label === 1), type: 'BOOLEAN' }), RIGHT],
  'decimals.parquet': [parquet({ data: LABELS(8), type: 'DOUBLE' }), RIGHT],
  'strings.parquet': [
    parquet({ data: LABELS(8).map((label) => (label === 1 ? 'toxic' : 'clean')), type: 'STRING' }),
    RIGHT,
  ],
  'cut.parquet': [parquet({ data: LABELS(8), type: 'INT32' }).subarray(0, 200), { error: 'file-damaged' }],
  'packed.csv.gz': [gzipSync(utf8(csv())), RIGHT],
  'packed-no-extension.csv': [gzipSync(utf8(csv())), RIGHT],
  'packed-members.csv.gz': [
    joined(gzipSync(utf8(csv())), gzipSync(utf8('one more,1\n'))),
    { ...RIGHT, rows: 9, pos: 5 },
  ],
  'packed-zeros-after.csv.gz': [joined(gzipSync(utf8(csv())), new Uint8Array(512)), RIGHT],
  'packed-bytes-after.csv.gz': [joined(gzipSync(utf8(csv())), utf8('garbage')), RIGHT],
  'packed-cut.csv.gz': [gzipSync(utf8(csv())).subarray(0, 100), { error: 'archive-damaged' }],
  'archive.zip': [zipSync({ 'data/comments.csv': utf8(csv()) }), RIGHT],
  'archive-mac.zip': [zipSync({ 'comments.csv': utf8(csv()), '__MACOSX/._comments.csv': utf8('x') }), RIGHT],
  'archive-notes.zip': [zipSync({ 'comments.csv': utf8(csv()), 'README.txt': utf8('Read me') }), RIGHT],
  'archive-several.zip': [
    zipSync({ 'train.csv': utf8(csv()), 'test.csv': utf8(csv(ROWS.slice(0, 2))) }),
    { ...RIGHT, asks: ['archive-entry'] },
  ],
  'archive-in-archive.zip': [zipSync({ 'inner.zip': zipSync({ 'comments.csv': utf8(csv()) }) }), RIGHT],
  'archive-sheet.zip': [zipSync({ 'comments.xlsx': workbook({ S: sheetRows }) }), RIGHT],
  'archive-pictures.zip': [zipSync({ 'a.png': utf8('x'), 'b.pdf': utf8('y') }), { error: 'archive-no-table' }],
  'archive-cut.zip': [zipSync({ 'comments.csv': utf8(csv()) }).subarray(0, 100), { error: 'archive-damaged' }],
};

/** All of them. */
export function troubledFiles(): TroubledFile[] {
  return [BYTES, CELLS, VALUES, JSON_FILES, BINARY].flatMap((kind) =>
    Object.entries(kind).map(([name, [content, want]]) => ({
      name,
      want,
      bytes: typeof content === 'string' ? utf8(content) : content,
    })),
  );
}
