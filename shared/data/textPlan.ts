import { CodedError } from '../base/errors';
import { byteOrderMark, createTextReader, type Encoding, guessEncoding } from './bytes/encoding';
import { binaryKind } from './bytes/fileKind';
import { createCsvRows } from './delimited/csvRows';
import { type Dialect, guessDialect } from './delimited/dialect';
import { createPlainLines } from './delimited/plainLines';
import { planTable, type ReadOptions, type TablePlan } from './filePlan';
import { isKnownName } from './guess/columnNames';
import { JUDGED_ROWS, planColumns } from './guess/columnPlan';
import { guessTextFormat, type TextFormat } from './guess/textFormat';
import { createJsonArray } from './json/jsonArray';
import { createJsonLines } from './json/jsonLines';
import { tellCells, UNNAMED_TEXT } from './json/jsonRecord';
import { firstJsonError } from './json/jsonSyntax';
import type { TextLayout } from './textRows';

/** The bytes from the beginning of a text by which it is judged. */
export const HEAD_BYTES = 256 * 1024;

/** What the beginning of a text says about the rest. */
export interface TextPlan extends TablePlan {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly markLength: number;
  readonly layout: TextLayout;
}

/**
 * Judges a text by its beginning.
 *
 * @param complete `head` is the whole file.
 * @returns null if the first row goes on past `head`.
 * @throws CodedError `file-binary`, `file-not-text`, `file-empty`, `csv-quote-unclosed`, `csv-field-too-large`,
 *   `json-broken`, `json-not-a-list`, `json-no-records`, and whatever `planTable` throws.
 */
export function planText(name: string, head: Uint8Array, complete: boolean, options: ReadOptions): TextPlan | null {
  const mark = byteOrderMark(head);
  const guess = guessEncoding(head, complete);
  const encoding = mark?.encoding ?? options.encoding ?? guess;
  const markLength = mark?.length ?? 0;
  const kind = binaryKind(head, encoding === 'utf-16le' || encoding === 'utf-16be');
  if (kind !== null) throw new CodedError('file-binary', { name, kind });

  const reader = createTextReader(encoding, name, markLength);
  const text = reader.decode(head.subarray(markLength)) + (complete ? reader.end() : '');
  if (complete && text.trim() === '') throw new CodedError('file-empty', { name });
  const format = options.format ?? guessTextFormat(name, text, complete);
  const dialect = dialectOf(format, text, complete, options);
  if (dialect === null) return null;
  const plan = format === 'csv' ? planCsv : format === 'lines' ? planLines : planRecords;
  const planned = plan({ name, text, complete, format, dialect, options });
  if (planned === null) return null;
  const notices = [...planned.notices];
  if (mark === null && options.encoding === undefined && encoding !== 'utf-8') {
    notices.unshift({ code: 'encoding-guessed', encoding });
  }
  const layout: TextLayout = { format, dialect, hasHeader: planned.hasHeader, columns: planned.names };
  return { ...planned, notices, encoding, markLength, layout };
}

/** JSON has no dialect, and may be one line from end to end. */
const JSON_DIALECT: Dialect = { delimiter: ',', newline: '\n', quotes: 'text' };

function dialectOf(
  format: TextFormat,
  text: string,
  complete: boolean,
  { quotes = 'csv', delimiter }: ReadOptions,
): Dialect | null {
  if (format === 'json' || format === 'jsonl') return JSON_DIALECT;
  const guessed = guessDialect(text, format === 'csv' ? quotes : 'text', complete);
  return guessed && { ...guessed, delimiter: delimiter ?? guessed.delimiter };
}

/** The beginning of a text, decoded. */
interface Head {
  readonly name: string;
  readonly text: string;
  /** `text` is the whole file. */
  readonly complete: boolean;
  readonly format: TextFormat;
  readonly dialect: Dialect;
  readonly options: ReadOptions;
}

function planCsv({ name, text, complete, dialect, options }: Head): TablePlan | null {
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
  if (first === null) return null;
  return planTable(name, first, rows, complete, { ...options, delimiter: dialect.delimiter });
}

/** Lines are one column; the first names it if it is a name we know. */
function planLines({ name, text, complete, dialect, options }: Head): TablePlan | null {
  const lines: string[] = [];
  const reader = createPlainLines(dialect.newline, (line) => {
    if (lines.length <= JUDGED_ROWS && (line !== '' || lines.length > 0)) lines.push(line);
  });
  reader.push(text);
  if (complete) reader.end();
  if (lines.length === 0) return null;
  const hasHeader = options.header ?? (isKnownName(lines[0]) && lines.length > 1);
  const names = [hasHeader ? lines[0].trim() || UNNAMED_TEXT : UNNAMED_TEXT];
  const rows = lines.slice(hasHeader ? 1 : 0).map((line) => [line]);
  if (rows.length === 0) {
    if (complete) throw new CodedError('file-header-only', { name });
    return null;
  }
  const columns = planColumns(names, names, rows, { textColumn: 0, labelColumn: null, ...options });
  return { ...columns, hasHeader, notices: [] };
}

/** The fields of JSON records are columns: all those that the head has, in the order of meeting. */
function planRecords({ name, text, complete, format, options }: Head): TablePlan | null {
  const positions = new Map<string, number>();
  const nested = new Set<string>();
  const rows: string[][] = [];
  let stranger: { value: unknown; line: number } | null = null;
  let broken: { text: string; line: number } | null = null;
  const takeValue = (value: unknown, line: number) => {
    const row: string[] = [];
    const isRecord = tellCells(value, (field, cell, inner) => {
      let position = positions.get(field);
      if (position === undefined) {
        position = positions.size;
        positions.set(field, position);
        if (inner) nested.add(field);
      }
      row[position] = cell;
    });
    if (!isRecord) stranger ??= { value, line };
    else if (rows.length < JUDGED_ROWS) rows.push(row);
  };
  const reader =
    format === 'json'
      ? createJsonArray(name, takeValue)
      : createJsonLines(takeValue, (line, wrong) => {
          broken ??= { line, text: wrong };
        });
  reader.push(text);
  if (complete) reader.end();
  if (rows.length === 0) return withoutRecords(name, broken, stranger, complete);

  const names = [...positions.keys()];
  const filled = rows.map((row) => names.map((_, position) => row[position] ?? ''));
  const alone = names.length === 1 && names[0] === UNNAMED_TEXT ? { textColumn: 0, labelColumn: null } : {};
  return {
    ...planColumns(names, names, filled, { ...alone, ...options }),
    hasHeader: false,
    notices: nested.size === 0 ? [] : [{ code: 'nested-fields', names: [...nested].slice(0, NAMES_SHOWN) }],
  };
}

const NAMES_SHOWN = 5;

/** @throws CodedError that says what there is where records should be. */
function withoutRecords(
  name: string,
  broken: { text: string; line: number } | null,
  stranger: { value: unknown; line: number } | null,
  complete: boolean,
): null {
  if (broken !== null) {
    throw new CodedError('json-broken', { name, line: broken.line, column: firstJsonError(broken.text) + 1 });
  }
  if (stranger !== null) {
    const { value, line } = stranger;
    const got = value === null ? 'null' : Array.isArray(value) ? '[…]' : String(value);
    throw new CodedError('json-no-records', { name, line, got });
  }
  if (complete) throw new CodedError('file-empty', { name });
  return null;
}
