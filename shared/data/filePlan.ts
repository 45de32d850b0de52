import { CodedError } from '../errors';
import { csvLine } from './csvLine';
import { createCsvRows } from './csvRows';
import { type Delimiter, type Dialect, guessDialect, parseDelimiter, type Quotes } from './dialect';
import { byteOrderMark, createTextReader, ENCODINGS, type Encoding } from './encoding';
import { binaryKind } from './fileKind';
import { type ColumnFacts, describeColumns, guessLabelColumn, guessTextColumn } from './guessColumns';
import { looksLikeData, nameColumns, numberedColumns } from './header';
import type { ImportNotice } from './importReport';
import { DEFAULT_LABEL_CUT } from './labels';

/** How to read a file. What is left out is read off its beginning. */
export interface ReadOptions {
  /** The file's name, for errors. */
  readonly name: string;
  /** The file's length in bytes, if known. */
  readonly size?: number;
  /** A byte order mark outweighs it; 'utf-8' without either. */
  readonly encoding?: Encoding;
  /** Without it the header line decides. */
  readonly delimiter?: Delimiter;
  /** True: the first row is the header. False: there is none. Left out: it is, unless it looks like data. */
  readonly header?: boolean;
  readonly quotes?: Quotes;
  /** Of the comments: a position from 0, or a name. */
  readonly textColumn?: number | string;
  /** Of the labels; null: every row is taken, without a label. */
  readonly labelColumn?: number | string | null;
  /** Fractions from here on are toxic; in (0, 1], default 0.5. */
  readonly labelCut?: number;
}

/** The bytes from the beginning of a file by which it is judged. */
export const HEAD_BYTES = 256 * 1024;

/** Rows by which columns are judged. */
const JUDGED_ROWS = 200;

/** What the beginning of a file says about the rest. */
export interface FilePlan {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly markLength: number;
  readonly dialect: Dialect;
  readonly hasHeader: boolean;
  /** Of the columns, all different. */
  readonly names: readonly string[];
  readonly facts: readonly ColumnFacts[];
  /** The first data rows, as they stand. */
  readonly rows: readonly (readonly string[])[];
  readonly textColumn: number | null;
  readonly labelColumn: number | null;
  readonly notices: readonly ImportNotice[];
}

/**
 * Judges a file by its beginning.
 *
 * @param complete `head` is the whole file.
 * @returns null if the first row goes on past `head`.
 * @throws CodedError `argument-invalid`, `file-binary`, `file-not-text`, `file-empty`, `file-header-missing`,
 *   `file-header-only`, `csv-quote-unclosed`, `csv-field-too-large`, `column-missing` or `column-ambiguous`
 *   (positions from 1).
 */
export function planFile(head: Uint8Array, complete: boolean, options: ReadOptions): FilePlan | null {
  checkOptions(options);
  const { name, quotes = 'csv' } = options;
  const mark = byteOrderMark(head);
  const encoding = mark?.encoding ?? options.encoding ?? 'utf-8';
  const markLength = mark?.length ?? 0;
  const kind = binaryKind(head, encoding === 'utf-16le' || encoding === 'utf-16be');
  if (kind !== null) throw new CodedError('file-binary', { name, kind });

  const reader = createTextReader(encoding, name, markLength);
  const text = reader.decode(head.subarray(markLength)) + (complete ? reader.end() : '');
  const guessed = guessDialect(text, quotes, complete);
  if (guessed === null) return null;
  const dialect = { ...guessed, delimiter: options.delimiter ?? guessed.delimiter };

  const { first, rows } = firstRows(text, dialect, complete);
  if (first === null) {
    if (complete) throw new CodedError('file-empty', { name });
    return null;
  }
  if (options.header === undefined && looksLikeData(first)) {
    throw new CodedError('file-header-missing', { name, firstLine: shorten(csvLine(first, dialect.delimiter), 200) });
  }
  const hasHeader = options.header !== false;
  if (!hasHeader) rows.unshift(first);
  if (complete && rows.length === 0) throw new CodedError('file-header-only', { name });

  const written = hasHeader ? first.map((cell) => cell.trim()) : numberedColumns(first.length);
  const { names, notices } = hasHeader ? nameColumns(first) : { names: written, notices: [] };
  const facts = describeColumns(names, rows);
  const chosenText = options.textColumn === undefined ? null : findColumn(options.textColumn, written, names);
  const chosenLabel =
    typeof options.labelColumn === 'number' || typeof options.labelColumn === 'string'
      ? findColumn(options.labelColumn, written, names)
      : null;
  if (chosenText !== null && chosenText === chosenLabel) {
    throw new CodedError('argument-invalid', {
      argument: 'labelColumn',
      got: names[chosenText],
      expected: 'another column than the text',
    });
  }
  const textColumn = chosenText ?? guessTextColumn(facts, rows, chosenLabel);
  const labelColumn = options.labelColumn === undefined ? guessLabelColumn(facts, rows, textColumn) : chosenLabel;
  return { encoding, markLength, dialect, hasHeader, names, facts, rows, textColumn, labelColumn, notices };
}

/** The first row that is not blank, and the rows after it that `text` completes, up to JUDGED_ROWS. */
function firstRows(text: string, dialect: Dialect, complete: boolean): { first: string[] | null; rows: string[][] } {
  let first: string[] | null = null;
  const rows: string[][] = [];
  const reader = createCsvRows(
    dialect,
    (fields, _line, shape) => {
      if (first === null) {
        if (shape !== 'blank') first = fields;
      } else if ((shape !== 'blank' || first.length === 1) && rows.length < JUDGED_ROWS) {
        rows.push(fields);
      }
    },
    { pieceLetters: 1 },
  );
  reader.push(text);
  if (complete) reader.end();
  return { first, rows };
}

function findColumn(column: number | string, written: readonly string[], names: readonly string[]): number {
  if (typeof column === 'number') {
    if (Number.isInteger(column) && column >= 0 && column < names.length) return column;
    throw new CodedError('column-missing', { column: `#${column + 1}`, columns: names });
  }
  const positions = written.flatMap((name, position) => (name === column ? [position + 1] : []));
  if (positions.length > 1) throw new CodedError('column-ambiguous', { column, positions });
  const found = names.indexOf(column);
  if (found < 0) throw new CodedError('column-missing', { column, columns: names });
  return found;
}

/** @throws CodedError `argument-invalid` */
function checkOptions({ encoding, delimiter, labelCut = DEFAULT_LABEL_CUT }: ReadOptions): void {
  if (delimiter !== undefined) parseDelimiter(delimiter);
  if (encoding !== undefined && !ENCODINGS.includes(encoding)) {
    throw new CodedError('argument-invalid', { argument: 'encoding', got: encoding, expected: ENCODINGS.join(', ') });
  }
  if (!(labelCut > 0 && labelCut <= 1)) {
    const expected = 'a number above 0, at most 1';
    throw new CodedError('argument-invalid', { argument: 'labelCut', got: String(labelCut), expected });
  }
}

/** `text`, cut to `limit` UTF-16 units if it is longer, never through a letter. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const halved = (text.charCodeAt(limit - 1) & 0xfc00) === 0xd800;
  return `${text.slice(0, halved ? limit - 1 : limit)}…`;
}
