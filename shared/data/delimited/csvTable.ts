import { CodedError } from '../../base/errors';
import type { TextRows } from '../formats/textReader';
import { createLineTally } from '../importReport';
import type { TakeCells } from '../tableSource';
import { createLineEndFilter, createLineSkipper, createSpaceFilter, type TextFilter } from './clean';
import { createCsvRows, parseLine, type TakeRow } from './csvRows';
import type { Dialect } from './dialect';
import { isShortValue } from './header';
import { createMarkdownFilter } from './markdownTable';
import type { TextSink } from './plainLines';

/** How a delimited text becomes rows of a table. */
export interface CsvLayout {
  readonly dialect: Dialect;
  /** Lines above the first row. */
  readonly skipLines: number;
  /** The first row that is not blank names the columns. */
  readonly hasHeader: boolean;
  /** Names of the columns. */
  readonly columns: readonly string[];
  /** Cells that hold whole rows are an error: the beginning of the file gave no reason to doubt its quotes. */
  readonly guardsQuotes: boolean;
  /** The column of the comments; null if it is not known. */
  readonly textColumn: number | null;
  readonly labelColumns: readonly number[];
}

/** The filters that a text of this dialect needs before it is parsed. */
function filtersOf({ dialect, skipLines }: Pick<CsvLayout, 'dialect' | 'skipLines'>): TextFilter[] {
  const filters: TextFilter[] = [];
  if (skipLines > 0) filters.push(createLineSkipper(skipLines, dialect.newline));
  if (dialect.doubledReturns) filters.push(createLineEndFilter());
  if (dialect.skipSpaces) filters.push(createSpaceFilter(dialect.delimiter, dialect.quote));
  if (dialect.markdown) filters.push(createMarkdownFilter(dialect.newline));
  return filters;
}

function filtered(sink: TextSink, filters: readonly TextFilter[]): TextSink {
  return filters.reduceRight<TextSink>(
    (next, filter) => ({
      push: (text) => next.push(filter.push(text)),
      end() {
        next.push(filter.end());
        next.end();
      },
    }),
    sink,
  );
}

/** A reader of the rows of a delimited table. */
export function createCsvTableRows(layout: CsvLayout, take: TakeCells): TextRows {
  const { dialect, hasHeader, columns, skipLines } = layout;
  const malformed = createLineTally<'malformed-quotes'>();
  const joined = createLineTally<'delimiters-in-text'>();
  const width = columns.length;
  let started = false;
  // In a file of one column a blank line may be an empty comment; in any other it is nothing.
  const skipsBlank = () => width > 1 || !started;
  const takeRow: TakeRow = (parsed, lineInTable, shape) => {
    if (shape === 'blank' && skipsBlank()) return;
    if (!started) {
      started = true;
      if (hasHeader) return;
    }
    const line = lineInTable + skipLines;
    if (layout.guardsQuotes && parsed.some((cell) => holdsRows(cell, layout)))
      throw new CodedError('csv-quote-unclosed', { line });
    if (shape === 'malformed') malformed.add('malformed-quotes', line);
    const fields = dialect.wrapped && parsed.length === 1 ? parseLine(parsed[0], dialect.delimiter) : parsed;
    if (fields.length > width) {
      // Delimiters at the end of a row are empty cells that the header has not.
      while (fields.length > width && fields[fields.length - 1] === '') fields.pop();
      if (fields.length > width && joinText(fields, layout)) joined.add('delimiters-in-text', line);
    }
    take(fields, line);
  };
  const rows = createCsvRows(dialect, takeRow, { skipsBlank });
  return {
    ...filtered(rows, filtersOf(layout)),
    notices: () => [
      ...malformed.list().map(({ kind: code, count, lines }) => ({ code, count, lines })),
      ...joined.list().map(({ kind: code, count, lines }) => ({ code, count, lines })),
    ],
  };
}

/** Lines of a cell that are rows by themselves from which on its quote is taken for a stray one. */
const SWALLOWED = 3;
const SWALLOWED_SHARE = 0.8;

/**
 * Whether a cell holds lines nearly all of which are rows of the table, labels and all: a stray quote swallowed them.
 */
function holdsRows(cell: string, { dialect, columns, labelColumns }: CsvLayout): boolean {
  if (columns.length < 2 || labelColumns.length === 0 || !cell.includes(dialect.newline)) return false;
  if (!hasOften(cell, dialect.delimiter, SWALLOWED * (columns.length - 1))) return false; // nearly every comment
  const lines = cell.split(dialect.newline, 1000).slice(1, -1);
  const isRow = (line: string) => {
    const cells = line.split(dialect.delimiter);
    return cells.length === columns.length && labelColumns.every((column) => isShortValue(cells[column]));
  };
  return lines.length >= SWALLOWED && lines.filter(isRow).length >= SWALLOWED_SHARE * lines.length;
}

/** Whether `text` holds `part` so often. */
function hasOften(text: string, part: string, times: number): boolean {
  let at = -1;
  for (let i = 0; i < times; i++) {
    at = text.indexOf(part, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/**
 * Puts a comment together that held delimiters without quotes, if the row's other cells are what they should be: where
 * cells follow the comment, its label has to be a value.
 */
function joinText(fields: string[], { dialect, columns, textColumn, labelColumns }: CsvLayout): boolean {
  if (textColumn === null) return false;
  const more = fields.length - columns.length;
  const behind = labelColumns.filter((column) => column > textColumn);
  const isLast = textColumn === columns.length - 1;
  if (!isLast && (behind.length === 0 || !behind.every((column) => isShortValue(fields[column + more])))) return false;
  const parts = fields.slice(textColumn, textColumn + more + 1);
  // Programs that write no quotes put a backslash before a delimiter.
  const escaped = parts.slice(0, -1).every((part) => part.endsWith('\\'));
  const text = (escaped ? parts.map((part, i) => (i < more ? part.slice(0, -1) : part)) : parts).join(
    dialect.delimiter,
  );
  fields.splice(textColumn, more + 1, text);
  return true;
}
