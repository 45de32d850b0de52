import { CodedError } from '../base/errors';
import { createLineEndFilter, createLineSkipper, createSpaceFilter, type TextFilter } from './delimited/clean';
import { createCsvRows, parseLine } from './delimited/csvRows';
import type { Dialect } from './delimited/dialect';
import { createFasttextLines } from './delimited/fasttextLines';
import { isShortValue, numberedColumns } from './delimited/header';
import { createPlainLines, type TextSink } from './delimited/plainLines';
import type { TextFormat } from './guess/textFormat';
import type { ImportNotice, RefusalReason } from './importReport';
import { createLineTally } from './importReport';
import { createJsonArray } from './json/jsonArray';
import { createJsonLines } from './json/jsonLines';
import { emitCells } from './json/jsonRecord';
import { createJsonObject } from './json/object';

/**
 * Takes one row of data.
 *
 * @param cells in the order of the columns; empty for a refused row.
 * @param line where the row starts: the physical line of a text, the row of a sheet, from 1.
 * @param refused why the row cannot be read.
 */
export type TakeCells = (cells: readonly string[], line: number, refused?: RefusalReason) => void;

/** How JSON values follow each other. */
export type JsonLayout = 'lines' | 'stream' | 'array' | 'object';

/** How a text becomes rows. */
export interface TextLayout {
  readonly format: TextFormat;
  /** Of csv; the others use its line ends only. */
  readonly dialect: Dialect;
  /** Of csv: lines above the first row. */
  readonly skipLines: number;
  /** Of JSON. */
  readonly json: JsonLayout;
  /** The first row that is not blank names the columns. */
  readonly hasHeader: boolean;
  /** Names of the columns; of JSON, the fields that are read. */
  readonly columns: readonly string[];
  /** Of csv: cells that hold whole rows are an error: the beginning of the file gave no reason to doubt its quotes. */
  readonly guardsQuotes: boolean;
  /** Of JSON: the records are lists. */
  readonly lists: boolean;
  /** Of csv: the column of the comments; null if it is not known. */
  readonly textColumn: number | null;
  /** Of csv: the columns of the labels. */
  readonly labelColumns: readonly number[];
}

/** Turns text, in order and cut anywhere, into rows. */
export interface TextRows extends TextSink {
  /** What a person should know of the rows so far. */
  notices(): ImportNotice[];
}

/**
 * A reader of rows for any text format.
 *
 * @param name the file's, for errors.
 * @throws CodedError from `push` and `end`: `csv-quote-unclosed`, `csv-field-too-large`, `json-broken`.
 */
export function createTextRows(layout: TextLayout, name: string, take: TakeCells): TextRows {
  switch (layout.format) {
    case 'csv':
      return csvRows(layout, take);
    case 'lines':
      return lineRows(layout, take);
    case 'fasttext':
      return { ...createFasttextLines(layout.dialect.newline, take), notices: () => [] };
    default:
      return recordRows(layout, name, take);
  }
}

/** The filters that a text of this dialect needs before it is parsed. */
function filtersOf({ dialect, skipLines }: Pick<TextLayout, 'dialect' | 'skipLines'>): TextFilter[] {
  const filters: TextFilter[] = [];
  if (skipLines > 0) filters.push(createLineSkipper(skipLines, dialect.newline));
  if (dialect.doubledReturns) filters.push(createLineEndFilter());
  if (dialect.skipSpaces) filters.push(createSpaceFilter(dialect.delimiter));
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

function csvRows(layout: TextLayout, take: TakeCells): TextRows {
  const { dialect, hasHeader, columns, skipLines } = layout;
  const malformed = createLineTally<'malformed-quotes'>();
  const joined = createLineTally<'delimiters-in-text'>();
  const width = columns.length;
  let started = false;
  const rows = createCsvRows(dialect, (parsed, lineInTable, shape) => {
    // In a file of one column a blank line may be an empty comment; in any other it is nothing.
    if (shape === 'blank' && (width > 1 || !started)) return;
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
  });
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

/** Whether a cell holds lines nearly all of which are rows of the table, labels and all: a stray quote swallowed them. */
function holdsRows(cell: string, { dialect, columns, labelColumns }: TextLayout): boolean {
  if (columns.length < 2 || labelColumns.length === 0 || !cell.includes(dialect.newline)) return false;
  const lines = cell.split(dialect.newline, 1000).slice(1, -1);
  const isRow = (line: string) => {
    const cells = line.split(dialect.delimiter);
    return cells.length === columns.length && labelColumns.every((column) => isShortValue(cells[column]));
  };
  return lines.length >= SWALLOWED && lines.filter(isRow).length >= SWALLOWED_SHARE * lines.length;
}

/**
 * Puts a comment together that held delimiters without quotes, if the row's other cells are what they should be: where cells
 * follow the comment, its label has to be a value.
 */
function joinText(fields: string[], { dialect, columns, textColumn, labelColumns }: TextLayout): boolean {
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

function lineRows({ dialect, hasHeader }: TextLayout, take: TakeCells): TextRows {
  let started = false;
  const lines = createPlainLines(dialect.newline, (text, line) => {
    if (!started) {
      if (text === '') return;
      started = true;
      if (hasHeader) return;
    }
    take([text], line);
  });
  return { ...lines, notices: () => [] };
}

/** Unknown names kept to be shown. */
const NAMES_KEPT = 5;

function recordRows({ json, columns, lists, hasHeader }: TextLayout, name: string, take: TakeCells): TextRows {
  const fields = lists && hasHeader ? numberedColumns(columns.length) : columns;
  const positions = new Map(fields.map((field, position) => [field, position]));
  let isHeader = hasHeader;
  const unknown = createLineTally<'unknown-fields'>();
  const unknownNames = new Set<string>();
  const takeValue = (value: unknown, line: number) => {
    if (isHeader) {
      isHeader = false;
      return;
    }
    const cells = columns.map(() => '');
    let strange = false;
    const isRecord = emitCells(
      value,
      (field, cell) => {
        const position = positions.get(field);
        if (position !== undefined) cells[position] = cell;
        else {
          strange = true;
          if (unknownNames.size < NAMES_KEPT) unknownNames.add(field);
        }
      },
      lists,
    );
    if (strange) unknown.add('unknown-fields', line);
    if (isRecord) take(cells, line);
    else take([], line, 'not-a-record');
  };
  const records = createJsonValues(json, name, takeValue, (line, reason) => take([], line, reason));
  return {
    ...records,
    notices: () =>
      unknown.list().map(({ kind: code, count, lines }) => ({ code, count, lines, names: [...unknownNames] })),
  };
}

/**
 * Reads the values of a JSON text laid out as `json`.
 * @param refuse called with the line of a value that cannot be read while the rest can.
 */
export function createJsonValues(
  json: JsonLayout,
  name: string,
  take: (value: unknown, line: number) => void,
  refuse: (line: number, reason: 'json-broken' | 'json-too-deep', text?: string) => void,
): TextSink {
  const refuseDeep = (line: number) => refuse(line, 'json-too-deep');
  switch (json) {
    case 'lines':
      return createJsonLines(take, (line, text) => refuse(line, 'json-broken', text), refuseDeep);
    case 'object':
      return createJsonObject(name, take);
    default:
      return createJsonArray(name, take, refuseDeep, json);
  }
}
