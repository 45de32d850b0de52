import { createDecoder } from '../bytes/decoder';
import type { Encoding } from '../bytes/encodings';
import type { Delimiter, Quote } from '../delimited/dialect';
import { utf8, utf16 } from './tables';

/** How a program writes a table. */
export interface WrittenDialect {
  readonly delimiter: Delimiter;
  readonly quote: Quote;
  /** Which cells are enclosed: all, all but numbers, or those that need it. */
  readonly quoting: 'all' | 'texts' | 'needed';
  /** How a quote within quotes is written. */
  readonly escaping: 'doubled' | 'backslash';
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** The last row ends in a line end too. */
  readonly endsLast: boolean;
  readonly encoding: Encoding;
  /** With a byte order mark, where the encoding has one. */
  readonly mark: boolean;
  readonly header: boolean;
  /** Lines above the table. */
  readonly notes: readonly string[];
  /** The line by which Excel is told the delimiter. */
  readonly sepLine: boolean;
  /** A space follows each delimiter. */
  readonly spaced: boolean;
  /** Blank lines after each row, and after the last. */
  readonly blank: 'none' | 'end' | 'between';
}

/** A table as a file of this dialect. The first row names the columns, and is left out without a header. */
export function writeTable(rows: readonly (readonly string[])[], dialect: WrittenDialect): Uint8Array<ArrayBuffer> {
  const { delimiter, lineEnd, endsLast, header, notes, sepLine } = dialect;
  const lines = (header ? rows : rows.slice(1)).map((row) =>
    row.map((cell) => writeCell(cell, dialect)).join(delimiter),
  );
  const text = [...(sepLine ? [`sep=${delimiter}`] : []), ...notes, ...lines].join(lineEnd) + (endsLast ? lineEnd : '');
  return encodedText(text, dialect.encoding, dialect.mark);
}

function writeCell(cell: string, { delimiter, quote, quoting, escaping }: WrittenDialect): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(cell);
  const needs = cell.includes(delimiter) || cell.includes(quote) || /[\r\n]|^\s|\s$/.test(cell);
  if (quoting === 'needed' ? !needs : quoting === 'texts' && isNumber) return cell;
  return quote + cell.replaceAll(quote, escaping === 'doubled' ? quote + quote : `\\${quote}`) + quote;
}

/**
 * `text` in UTF-8, UTF-16 or an encoding of one byte.
 * @throws Error for a character that the encoding does not have.
 */
export function encodedText(text: string, encoding: Encoding, mark = false): Uint8Array<ArrayBuffer> {
  const marked = mark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return utf8(marked);
  if (encoding === 'utf-16le') return utf16(marked, 'le');
  if (encoding === 'utf-16be') return utf16(marked, 'be');
  const bytes = bytesOf(encoding);
  return Uint8Array.from(text, (character) => {
    const byte = bytes.get(character);
    if (byte === undefined) throw new Error(`${character} is not in ${encoding}`);
    return byte;
  });
}

const tables = new Map<Encoding, Map<string, number>>();

/** The byte of each character of a one-byte encoding. */
function bytesOf(encoding: Encoding): Map<string, number> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const decoder = createDecoder(encoding);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  tables.set(encoding, table);
  return table;
}
