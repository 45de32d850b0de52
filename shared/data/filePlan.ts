import { CodedError } from '../base/errors';
import type { InflationLimits } from './archive/inflation';
import { ENCODINGS, type Encoding } from './bytes/encoding';
import type { CellEncoding } from './cellEncoding';
import { type Delimiter, parseDelimiter, type Quotes } from './delimited/dialect';
import { hasRowNames, looksLikeData, nameColumns, numberedColumns } from './delimited/header';
import { TEXT_FORMATS, type TextFormat } from './formats';
import { type ColumnChoices, type ColumnPlan, judgedRowsOf, planColumns } from './guess/columnPlan';
import { DEFAULT_LABEL_CUT } from './guess/parseLabel';
import { isHeaderAgain } from './headerAgain';
import type { ImportNotice } from './importReport';
import { isTotalRow } from './totalRow';

/** How to read a file. What is left out is read off its beginning. */
export interface ReadOptions extends ColumnChoices {
  /** Of a text. A Parquet or Excel file is recognised by its first bytes. */
  readonly format?: TextFormat;
  /** Of a text. A byte order mark outweighs it; without either the first bytes decide. */
  readonly encoding?: Encoding;
  /** Of csv. Without it the header line decides. */
  readonly delimiter?: Delimiter;
  /** True: the first row is the header. False: there is none. Left out: it is, unless it looks like data. */
  readonly header?: boolean;
  /** Of csv: lines above the first row that are left out. Left out: those that look like notes on the file. */
  readonly skipLines?: number;
  /** Read any number of bytes that the encoding does not allow as U+FFFD. */
  readonly replaceBadBytes?: boolean;
  /** Keep rows whose label is missing or is not understood, without a label. Left out: they are refused. */
  readonly keepUnlabelled?: boolean;
  /** Undo what programs left in the comments (text/clean), and keep them as they were in a column of their own. */
  readonly clean?: boolean;
  /** How the comments are encoded in their cells; left out: the cells decide. */
  readonly decode?: CellEncoding | 'none';
  /** Of csv. */
  readonly quotes?: Quotes;
  /** Which file of a zip: its path. Needed if there are several. */
  readonly entry?: string;
  /** Which sheet of an Excel file: its name; else the one that looks most like comments. */
  readonly sheet?: string;
  /** What a packed file may come to. */
  readonly limits?: InflationLimits;
}

/** What is known of a table before its rows are read. */
export interface TablePlan extends ColumnPlan {
  /** The first row that is not blank names the columns. Formats whose fields have names have no such row. */
  readonly hasHeader: boolean;
  readonly notices: readonly ImportNotice[];
}

/**
 * Judges a table by its first rows, of which the first may be a header.
 *
 * @param first the first row that is not blank.
 * @param rows those after it.
 * @param complete there are no others.
 * @throws CodedError `file-header-only`, `file-too-many-columns`, and whatever `planColumns` throws.
 */
export function planTable(
  name: string,
  first: readonly string[],
  rows: readonly (readonly string[])[],
  complete: boolean,
  options: ReadOptions,
): TablePlan {
  const hasHeader = options.header ?? !looksLikeData(first, rows);
  const all = hasHeader ? rows : [first, ...rows];
  const last = all.at(-1);
  const data = complete && all.length > 1 && last !== undefined && isTotalRow(last) ? all.slice(0, -1) : all;
  if (complete && data.length === 0) throw new CodedError('file-header-only', { name });
  const rowNames = hasHeader && hasRowNames(first, rows);
  const header = rowNames ? ['', ...first] : first;
  checkColumns(name, header.length);
  const written = hasHeader ? header.map((cell) => cell.trim()) : numberedColumns(header.length);
  const { names, notices } = hasHeader ? nameColumns(header) : { names: written, notices: [] };
  const comments = hasHeader ? data.filter((row) => !isHeaderAgain(row, names)) : data;
  const own: ImportNotice[] = [...notices];
  if (!hasHeader && options.header === undefined) own.push({ code: 'header-missing' });
  if (rowNames) own.push({ code: 'row-names' });
  const columns = planColumns(
    names,
    written,
    judgedRowsOf(wholeRows(comments, header.length), header.length),
    options,
    hasHeader,
  );
  return { ...columns, hasHeader, notices: own };
}

/**
 * The rows that are no longer than the header, if there are enough: in longer ones a comment may hold delimiters
 * itself.
 */
function wholeRows(rows: readonly (readonly string[])[], width: number): readonly (readonly string[])[] {
  if (!rows.some((row) => row.length > width)) return rows;
  const whole = rows.filter((row) => row.length <= width);
  return whole.length * 4 >= rows.length ? whole : rows;
}

/** Rows of the beginning that are kept while it is judged. */
export const HEAD_ROWS = 5000;

/** More columns than Excel has are no table of comments, and each would cost memory in every chunk. */
export const COLUMNS_LIMIT = 16_384;

/** @throws CodedError `file-too-many-columns` */
export function checkColumns(name: string, columns: number): void {
  if (columns > COLUMNS_LIMIT) throw new CodedError('file-too-many-columns', { name, columns, limit: COLUMNS_LIMIT });
}

/** @throws CodedError `argument-invalid` */
export function checkOptions({ encoding, format, delimiter, labelCut = DEFAULT_LABEL_CUT }: ReadOptions): void {
  if (delimiter !== undefined) parseDelimiter(delimiter);
  checkChoice('encoding', encoding, ENCODINGS);
  checkChoice('format', format, TEXT_FORMATS);
  if (!(labelCut > 0 && labelCut <= 1)) {
    const expected = 'a number above 0, at most 1';
    throw new CodedError('argument-invalid', { argument: 'labelCut', got: String(labelCut), expected });
  }
}

function checkChoice(argument: string, got: string | undefined, choices: readonly string[]): void {
  if (got === undefined || choices.includes(got)) return;
  throw new CodedError('argument-invalid', { argument, got, expected: choices.join(', ') });
}

/** `text`, cut to `limit` UTF-16 code units if it is longer, between characters. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const halved = (text.charCodeAt(limit - 1) & 0xfc00) === 0xd800;
  return `${text.slice(0, halved ? limit - 1 : limit)}…`;
}
