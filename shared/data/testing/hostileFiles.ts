import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { utf8 } from './tables';
import { workbookOf } from './workbooks';

/*
 * Files made to keep a reader busy or to fill its memory. Each has to be refused with a code soon, or read in little
 * memory. `npm run drill:files` measures that; the small ones are read by a test.
 */

export interface HostileFile {
  readonly name: string;
  /** It costs little to make and to read. */
  readonly small: boolean;
  /** Its bytes, in pieces. */
  pieces(): Iterable<Uint8Array>;
}

const MB = 1024 * 1024;

function* repeated(text: string, bytes: number, start = ''): Generator<Uint8Array> {
  yield utf8(start);
  const piece = utf8(text.repeat(Math.ceil(MB / text.length)));
  for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, left);
}

const large = (name: string, pieces: () => Iterable<Uint8Array>): HostileFile => ({ name, small: false, pieces });
const small = (name: string, bytes: () => Uint8Array): HostileFile => ({ name, small: true, pieces: () => [bytes()] });
const medium = (name: string, bytes: () => Uint8Array): HostileFile => ({
  name,
  small: false,
  pieces: () => [bytes()],
});

const texts = (count: number, write: (i: number) => string) =>
  utf8(Array.from({ length: count }, (_, i) => write(i)).join(''));
const SIZE = 200 * MB;

/** A sheet whose data are this XML, with shared strings. */
const sheet = (data: string, strings: readonly string[] = ['text', 'label']) =>
  workbookOf(['Sheet1'], [`<sheetData>${data}</sheetData>`], strings);
const cell = (reference: string, index: number) => `<c r="${reference}" t="s"><v>${index}</v></c>`;
const HEADER = `<row r="1">${cell('A1', 0)}${cell('B1', 1)}</row>`;

const column = (name: string, data: unknown[], type: 'STRING' | 'INT32' = 'STRING') => ({ name, data, type });
const parquet = (columns: ReturnType<typeof column>[]) => new Uint8Array(parquetWriteBuffer({ columnData: columns }));

/** A zip (zip64) of so many files without content, all of the same name: 92 bytes for each. */
function zipOfEmptyFiles(count: number): Uint8Array {
  const name = utf8('a.csv');
  const local = 30 + name.length;
  const central = 46 + name.length;
  const directory = count * local;
  const end = directory + count * central;
  const bytes = new Uint8Array(end + 56 + 20 + 22);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) {
    const header = i * local;
    view.setUint32(header, 0x04034b50, true);
    view.setUint16(header + 26, name.length, true);
    bytes.set(name, header + 30);
    const entry = directory + i * central;
    view.setUint32(entry, 0x02014b50, true);
    view.setUint16(entry + 28, name.length, true);
    view.setUint32(entry + 42, header, true);
    bytes.set(name, entry + 46);
  }
  view.setUint32(end, 0x06064b50, true);
  view.setBigUint64(end + 4, 44n, true);
  for (const at of [24, 32]) view.setBigUint64(end + at, BigInt(count), true);
  view.setBigUint64(end + 40, BigInt(count * central), true);
  view.setBigUint64(end + 48, BigInt(directory), true);
  view.setUint32(end + 56, 0x07064b50, true);
  view.setBigUint64(end + 64, BigInt(end), true);
  view.setUint32(end + 76, 0x06054b50, true);
  for (const at of [84, 86]) view.setUint16(end + at, 0xffff, true);
  for (const at of [88, 92]) view.setUint32(end + at, 0xffffffff, true);
  return bytes;
}

export const HOSTILE_FILES: readonly HostileFile[] = [
  large('line-ends.csv', () => repeated('\n', SIZE)),
  large('line-ends-below-header.csv', () => repeated('\n', SIZE, 'text,label\n')),
  large('carriage-returns.csv', () => repeated('\r', SIZE)),
  large('commas.csv', () => repeated(',', SIZE)),
  large('commas-below-header.csv', () => repeated(',', SIZE, 'text,label\nhello,1\n')),
  large('quotes.csv', () => repeated('"', SIZE)),
  large('quotes-below-header.csv', () => repeated('"', SIZE, 'text,label\nhello,1\n"')),
  large('apostrophes.csv', () => repeated("'a',", SIZE, 'text,label\n')),
  large('quoted-cells.csv', () => repeated('"a",', SIZE, 'text;label\n')),
  large('blanks.csv', () => repeated(' ', SIZE)),
  large('nuls.csv', () => repeated('\0', SIZE)),
  large('one-line.txt', () => repeated('a', SIZE)),
  large('one-cell.csv', () => repeated('a', SIZE, 'text,label\n')),
  large('brackets.json', () => repeated('[', SIZE)),
  large('objects.json', () => repeated('{"a":', SIZE)),
  large('numbers.json', () => repeated('1,', SIZE, '[')),
  large('brackets-in-list.json', () => repeated('[', SIZE, '[{"text": "a"},')),
  medium('million-names.csv', () => texts(1_000_000, (i) => `${i % 1000},`)),
  medium('equal-names.csv', () => texts(100_000, () => 'text,')),
  medium('equal-names-16000.csv', () => texts(200, () => `${'text,'.repeat(16_000)}\n`)),
  medium('new-field-each-line.jsonl', () => texts(100_000, (i) => `{"field ${i}": "hello"}\n`)),
  medium('million-fields.json', () => utf8(`[{${Array.from({ length: 1_000_000 }, (_, i) => `"f${i}":1`).join()}}]`)),
  medium('fasttext-labels.txt', () =>
    utf8(`${'hello you __label__a\n'.repeat(30)}hello${' __label__a'.repeat(100_000)} x\n`),
  ),
  medium('columns.parquet', () => parquet(Array.from({ length: 20_000 }, (_, i) => column(`c${i}`, ['a', 'b'])))),
  medium('dictionary.parquet', () =>
    parquet([
      column('text', Array<string>(1_000_000).fill('x'.repeat(100_000))),
      column('label', Array<number>(1_000_000).fill(1), 'INT32'),
    ]),
  ),
  medium('nulls.parquet', () =>
    parquet([
      column('text', [...Array<null>(5_000_000).fill(null), 'a']),
      column('label', [...Array<null>(5_000_000).fill(null), '1']),
    ]),
  ),
  medium('million-members.csv.gz', () => {
    const member = gzipSync(utf8(''));
    const bytes = new Uint8Array(1_000_000 * member.length);
    for (let i = 0; i < 1_000_000; i++) bytes.set(member, i * member.length);
    return bytes;
  }),
  medium('unfolds.csv.gz', () => gzipSync(new Uint8Array(600 * MB).fill(0x61), { level: 9 })),
  medium('unfolds.zip', () => zipSync({ 'a.csv': [new Uint8Array(600 * MB).fill(0x0a), { level: 9 }] })),
  medium('many-files.zip', () =>
    zipSync(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`${i}.csv`, new Uint8Array(0)])), {
      level: 0,
    }),
  ),
  medium('million-files.zip', () => zipOfEmptyFiles(1_000_000)),
  medium('references.xlsx', () =>
    sheet(
      HEADER +
        Array.from(
          { length: 1_000_000 },
          (_, i) => `<row r="${i + 2}"><c t="s"><v>2</v></c><c><v>1</v></c></row>`,
        ).join(''),
      ['text', 'label', 'x'.repeat(30_000)],
    ),
  ),
  medium('merges.xlsx', () =>
    workbookOf(
      ['Sheet1'],
      [
        `<sheetData>${HEADER}${Array.from({ length: 50_000 }, (_, i) => `<row r="${i + 2}">${cell(`A${i + 2}`, 0)}</row>`).join('')}</sheetData><mergeCells>${Array.from({ length: 90_000 }, () => '<mergeCell ref="A2:A50000"/>').join('')}</mergeCells>`,
      ],
      ['text', 'label'],
    ),
  ),
  medium('cells-in-a-row.xlsx', () => sheet(`${HEADER}<row r="2">${'<c t="s"><v>0</v></c>'.repeat(3_000_000)}</row>`)),
  small('last-row.xlsx', () =>
    sheet(`${HEADER}<row r="1048576">${cell('A1048576', 2)}<c><v>1</v></c></row>`, ['text', 'label', 'hello']),
  ),
  small('row-1e9.xlsx', () => sheet(`${HEADER}<row r="1000000000">${cell('A1000000000', 0)}</row>`)),
  small('row-infinite.xlsx', () => sheet(`${HEADER}<row r="1e999">${cell('A2', 0)}</row>`)),
  small('column-zzzzzz.xlsx', () => sheet(`${HEADER}<row r="2">${cell('ZZZZZZ2', 0)}</row>`)),
  small('column-last.xlsx', () => sheet(`${HEADER}<row r="2">${cell('A2', 0)}${cell('XFD2', 1)}</row>`)),
  small('reference-none.xlsx', () => sheet(`${HEADER}<row r="2">${cell('A2', 999_999_999)}</row>`)),
  small('brackets.jsonl', () => utf8('['.repeat(10_000))),
  small('brackets-in-line.jsonl', () => utf8(`{"text": "hello", "label": 1}\n${'['.repeat(10_000)}\n`)),
  small('objects.jsonl', () => utf8('{"a":'.repeat(2000))),
  small('assignments.js', () => utf8(`${'a.'.repeat(5000)}= [`)),
  small('numbers-long.jsonl', () => utf8(`{"text": "hello", "n": ${'9'.repeat(10_000)}}\n`)),
  small('constructor-names.jsonl', () =>
    utf8('{"__proto__": {"text": "a"}, "constructor": 1, "text": "hello", "toString": "x"}\n'),
  ),
  small('entities.xlsx', () => sheet(`<row r="1"><c t="inlineStr"><is><t>${'&amp;'.repeat(1000)}</t></is></c></row>`)),
  small('zip-of-nothing.zip', () => strToU8('PK\x05\x06'.padEnd(22, '\0'), true)),
];
