import { createCsvRows } from './delimited/csvRows';
import type { Dialect } from './delimited/dialect';
import { createPlainLines, type TextSink } from './delimited/plainLines';
import type { TextFormat } from './guess/textFormat';
import type { ImportNotice, RefusalReason } from './importReport';
import { createLineTally } from './importReport';
import { createJsonArray } from './json/jsonArray';
import { createJsonLines } from './json/jsonLines';
import { tellCells } from './json/jsonRecord';

/**
 * Takes one row of data.
 *
 * @param cells in the order of the columns; empty for a refused row.
 * @param line where the row starts: the physical line of a text, the row of a sheet, from 1.
 * @param refused why the row cannot be read.
 */
export type TakeCells = (cells: readonly string[], line: number, refused?: RefusalReason) => void;

/** How a text becomes rows. */
export interface TextLayout {
  readonly format: TextFormat;
  /** Of csv; the others use its line ends only. */
  readonly dialect: Dialect;
  /** The first row that is not blank names the columns. */
  readonly hasHeader: boolean;
  /** Names of the columns; of JSON, the fields that are read. */
  readonly columns: readonly string[];
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
  if (layout.format === 'jsonl' || layout.format === 'json') return recordRows(layout, name, take);
  return layout.format === 'csv' ? csvRows(layout, take) : lineRows(layout, take);
}

function csvRows({ dialect, hasHeader, columns }: TextLayout, take: TakeCells): TextRows {
  const malformed = createLineTally<'malformed-quotes'>();
  let started = false;
  const rows = createCsvRows(dialect, (fields, line, shape) => {
    // In a file of one column a blank line may be an empty comment; in any other it is nothing.
    if (shape === 'blank' && (columns.length > 1 || !started)) return;
    if (!started) {
      started = true;
      if (hasHeader) return;
    }
    if (shape === 'malformed') malformed.add('malformed-quotes', line);
    take(fields, line);
  });
  return {
    ...rows,
    notices: () => malformed.list().map(({ kind: code, count, lines }) => ({ code, count, lines })),
  };
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

function recordRows({ format, columns }: TextLayout, name: string, take: TakeCells): TextRows {
  const positions = new Map(columns.map((column, position) => [column, position]));
  const unknown = createLineTally<'unknown-fields'>();
  const unknownNames = new Set<string>();
  const takeValue = (value: unknown, line: number) => {
    const cells = columns.map(() => '');
    let strange = false;
    const isRecord = tellCells(value, (field, cell) => {
      const position = positions.get(field);
      if (position !== undefined) cells[position] = cell;
      else {
        strange = true;
        if (unknownNames.size < NAMES_KEPT) unknownNames.add(field);
      }
    });
    if (strange) unknown.add('unknown-fields', line);
    if (isRecord) take(cells, line);
    else take([], line, 'not-a-record');
  };
  const records =
    format === 'json'
      ? createJsonArray(name, takeValue)
      : createJsonLines(takeValue, (line) => take([], line, 'json-broken'));
  return {
    ...records,
    notices: () =>
      unknown.list().map(({ kind: code, count, lines }) => ({ code, count, lines, names: [...unknownNames] })),
  };
}
