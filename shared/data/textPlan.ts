import { CodedError } from '../base/errors';
import { byteOrderMark, createTextReader, type Encoding, guessEncoding } from './bytes/encoding';
import { binaryKind } from './bytes/fileKind';
import { type Dialect, guessNewline } from './delimited/dialect';
import { createFasttextLines, FASTTEXT_COLUMNS } from './delimited/fasttextLines';
import { guessTable } from './delimited/guessTable';
import { looksLikeData, nameColumns } from './delimited/header';
import { createPlainLines } from './delimited/plainLines';
import { checkColumns, planTable, type ReadOptions, type TablePlan } from './filePlan';
import { isKnownName } from './guess/columnNames';
import { judgedRowsOf, planColumns } from './guess/columnPlan';
import type { ReadingQuestion } from './guess/questions';
import { guessTextFormat, type TextFormat } from './guess/textFormat';
import type { ImportNotice } from './importReport';
import { emitCells, UNNAMED_TEXT } from './json/jsonRecord';
import { firstJsonError } from './json/jsonSyntax';
import { looksLikePython } from './json/python';
import { parseJson } from './json/relaxed';
import { createJsonValues, type JsonLayout, type TextLayout } from './textRows';

/** The bytes from the beginning of a text by which it is judged. */
export const HEAD_BYTES = 256 * 1024;

/** Rows of the beginning that are kept while it is judged. */
const HEAD_ROWS = 5000;

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
  const encoding = mark?.encoding ?? options.encoding ?? guessEncoding(head, complete);
  const markLength = mark?.length ?? 0;
  const kind = binaryKind(head, encoding === 'utf-16le' || encoding === 'utf-16be');
  if (kind !== null) throw new CodedError('file-binary', { name, kind });

  const reader = createTextReader(encoding, name, markLength, options.replaceBadBytes);
  const text = reader.decode(head.subarray(markLength)) + (complete ? reader.end() : '');
  if (complete && text.trim() === '') throw new CodedError('file-empty', { name });
  const document = DOCUMENT.exec(text)?.[0];
  if (document !== undefined && options.format === undefined)
    throw new CodedError('file-binary', { name, kind: documentKind(document) });
  const format = options.format ?? guessTextFormat(name, text, complete);
  const planned = planners[format]({ name, text, complete, options });
  if (planned === null) return null;
  const { plan, layout } = planned;
  const notices = [...plan.notices];
  if (mark === null && options.encoding === undefined && encoding !== 'utf-8') {
    notices.unshift({ code: 'encoding-guessed', encoding });
  }
  const { textColumn, labelColumns } = plan;
  return {
    ...plan,
    notices,
    encoding,
    markLength,
    layout: { ...layout, format, hasHeader: plan.hasHeader, columns: plan.names, textColumn, labelColumns },
  };
}

/** How documents begin that are text and no table. */
const DOCUMENT = /^\s*(?:<!doctype html|<html|<\?xml|<table|\{\\rtf)/i;

function documentKind(beginning: string): string {
  return beginning.includes('rtf') ? 'rtf' : /xml/i.test(beginning) ? 'xml' : 'html';
}

/** The beginning of a text, decoded. */
interface Head {
  readonly name: string;
  readonly text: string;
  /** `text` is the whole file. */
  readonly complete: boolean;
  readonly options: ReadOptions;
}

interface Planned {
  readonly plan: TablePlan;
  readonly layout: Pick<TextLayout, 'dialect' | 'skipLines' | 'json' | 'guardsQuotes' | 'lists'>;
}

const planners: Readonly<Record<TextFormat, (head: Head) => Planned | null>> = {
  csv: planCsv,
  lines: planLines,
  fasttext: planFasttext,
  json: planRecords,
  jsonl: planRecords,
};

/** The dialect of a text of lines, of which its line end alone counts. */
function lineDialect(text: string): Dialect {
  return {
    delimiter: ',',
    newline: guessNewline(text),
    quotes: 'text',
    doubledReturns: false,
    skipSpaces: false,
    wrapped: false,
  };
}

const LINES: Pick<TextLayout, 'skipLines' | 'json' | 'guardsQuotes' | 'lists'> = {
  skipLines: 0,
  json: 'lines',
  guardsQuotes: false,
  lists: false,
};

function planCsv({ name, text, complete, options }: Head): Planned | null {
  const guess = guessTable(text, complete, options);
  if (guess === null) return null;
  const { dialect, skipLines } = guess;
  const [first, ...rows] = guess.rows;
  if (first === undefined) return null;
  const plan = planTable(name, first, rows, complete, options);
  const notices: ImportNotice[] = [...plan.notices];
  if (skipLines > 0 && options.skipLines === undefined) notices.push({ code: 'lines-above-header', count: skipLines });
  if (dialect.quotes === 'text' && options.quotes === undefined) notices.push({ code: 'quotes-as-text' });
  if (dialect.wrapped) notices.push({ code: 'whole-lines-quoted' });
  const questions: ReadingQuestion[] = [...plan.questions];
  const { doubtfulLines: lines } = guess;
  if (lines.length > 0) questions.push({ code: 'quotes-swallow-lines', count: lines.length, lines });
  const guardsQuotes = options.quotes === undefined && dialect.quotes !== 'text' && lines.length === 0;
  return { plan: { ...plan, notices, questions }, layout: { ...LINES, dialect, skipLines, guardsQuotes } };
}

/** Lines are one column; the first names it if it is a name we know. */
function planLines({ name, text, complete, options }: Head): Planned | null {
  const dialect = lineDialect(text);
  const lines: string[] = [];
  const reader = createPlainLines(dialect.newline, (line) => {
    if (lines.length <= HEAD_ROWS && (line !== '' || lines.length > 0)) lines.push(line);
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
  const alone = { textColumn: 0, labelColumn: null, ...options };
  const columns = planColumns(names, names, judgedRowsOf(rows, 1), alone);
  return { plan: { ...columns, hasHeader, notices: [] }, layout: { dialect, ...LINES } };
}

function planFasttext({ name, text, complete, options }: Head): Planned | null {
  const dialect = lineDialect(text);
  const rows: (readonly string[])[] = [];
  const reader = createFasttextLines(dialect.newline, (cells) => {
    if (rows.length < HEAD_ROWS) rows.push(cells);
  });
  reader.push(text);
  if (complete) reader.end();
  if (rows.length === 0) {
    if (complete) throw new CodedError('file-empty', { name });
    return null;
  }
  const chosen = { textColumn: 1, labelColumn: 0, ...options };
  const plan = planColumns(FASTTEXT_COLUMNS, FASTTEXT_COLUMNS, judgedRowsOf(rows, 2), chosen);
  return { plan: { ...plan, hasHeader: false, notices: [] }, layout: { dialect, ...LINES } };
}

/** How the JSON values of a text follow each other. */
function jsonLayoutOf(text: string, complete: boolean, format: TextFormat | undefined): JsonLayout {
  const start = text.trimStart();
  const lineEnd = start.indexOf('\n');
  const line = lineEnd < 0 ? start : start.slice(0, lineEnd);
  const isLine = (lineEnd < 0 && !complete) || parses(line);
  // Strings in single quotes cannot be cut into records before they are translated.
  if (start[0] === '[' && looksLikePython(start.slice(0, LOOKED_AT)))
    return isLine && format === 'jsonl' ? 'lines' : 'object';
  if (start[0] === '[' && !(format === 'jsonl' && isLine)) return 'array';
  if (isLine) return lineEnd < 0 && complete && format !== 'jsonl' ? 'object' : 'lines';
  if (start[0] !== '{') return format === 'json' ? 'array' : 'lines';
  // The first line may be broken where the others are not.
  const lines = start
    .split('\n', JUDGED_LINES)
    .slice(1, -1)
    .filter((one) => one.trim() !== '');
  if (lines.filter(isRecordLine).length > lines.length / 2) return 'lines';
  // Objects over several lines, or several on one line; one object over everything has nothing after it.
  const end = objectEnd(start);
  if (end < 0) return complete || format === 'jsonl' ? 'stream' : 'object';
  return start.slice(end).trim() === '' ? 'object' : 'stream';
}

/** Characters that say how strings are quoted. */
const LOOKED_AT = 100;

/** Lines by which a text of JSON Lines is known. */
const JUDGED_LINES = 20;

/** Whether a line is an object by itself; a line of an object over several lines may be a number or a string. */
function isRecordLine(line: string): boolean {
  return line.trimStart()[0] === '{' && parses(line);
}

function parses(line: string): boolean {
  try {
    parseJson(line);
    return true;
  } catch {
    return false;
  }
}

/** The offset after the object that `text` starts with; −1 if it does not end. */
function objectEnd(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (quoted) {
      if (unit === '\\') at++;
      else if (unit === '"') quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === '{' || unit === '[') depth++;
    else if ((unit === '}' || unit === ']') && --depth === 0) return at + 1;
  }
  return -1;
}

/** The fields of JSON records are columns: all those that the head has, in the order of meeting. */
function planRecords({ name, text, complete, options }: Head): Planned | null {
  const format = options.format ?? guessTextFormat(name, text, complete);
  const json = jsonLayoutOf(text, complete, format);
  if (json === 'object' && !complete) return null; // its records are known when it has ended
  const positions = new Map<string, number>();
  const nested = new Set<string>();
  const rows: string[][] = [];
  let nonRecord: { value: unknown; line: number } | null = null;
  let broken: { text: string; line: number } | null = null;
  let lists = false; // lists are records where the first value is one
  const takeValue = (value: unknown, line: number) => {
    if (positions.size === 0) lists = Array.isArray(value);
    const row: string[] = [];
    const isRecord = emitCells(
      value,
      (field, cell, inner) => {
        let position = positions.get(field);
        if (position === undefined) {
          position = positions.size;
          checkColumns(name, position + 1);
          positions.set(field, position);
          if (inner) nested.add(field);
        }
        row[position] = cell;
      },
      lists,
    );
    if (!isRecord) nonRecord ??= { value, line };
    else if (rows.length < HEAD_ROWS) rows.push(row);
  };
  let deep = 0;
  const reader = createJsonValues(json, name, takeValue, (line, reason, wrong = '') => {
    if (reason === 'json-broken') broken ??= { line, text: wrong };
    else deep ||= line;
  });
  reader.push(text);
  if (complete) reader.end();
  if (rows.length === 0) return withoutRecords(name, broken, nonRecord, deep, complete);

  const [first, ...others] = rows;
  const hasHeader =
    lists && (options.header ?? (others.length > 0 && first.some(isKnownName) && !looksLikeData(first, others)));
  if (hasHeader) rows.shift();
  const fields = [...positions.keys()];
  const names = hasHeader ? nameColumns(fields.map((_, i) => first[i] ?? '')).names : fields;
  const isList = names.every((field, i) => field === `column ${i + 1}`);
  const judged = judgedRowsOf(rows, names.length);
  const filled = judged.map((row) => names.map((_, position) => row[position] ?? ''));
  const alone = names.length === 1 && names[0] === UNNAMED_TEXT ? { textColumn: 0, labelColumn: null } : {};
  const columns = planColumns(names, names, filled, { ...alone, ...options }, !isList);
  const notices: ImportNotice[] =
    nested.size === 0 ? [] : [{ code: 'nested-fields', names: [...nested].slice(0, NAMES_SHOWN) }];
  return {
    plan: { ...columns, hasHeader, notices },
    layout: { ...LINES, dialect: lineDialect(text), json, lists },
  };
}

const NAMES_SHOWN = 5;

/** @throws CodedError that says what there is where records should be. */
function withoutRecords(
  name: string,
  broken: { text: string; line: number } | null,
  nonRecord: { value: unknown; line: number } | null,
  deep: number,
  complete: boolean,
): null {
  if (broken !== null) {
    throw new CodedError('json-broken', { name, line: broken.line, column: firstJsonError(broken.text) + 1 });
  }
  if (nonRecord !== null) {
    const { value, line } = nonRecord;
    const got = value === null ? 'null' : Array.isArray(value) ? '[…]' : String(value);
    throw new CodedError('json-no-records', { name, line, got });
  }
  if (deep > 0) throw new CodedError('json-no-records', { name, line: deep, got: '[[[…' });
  if (complete) throw new CodedError('file-empty', { name });
  return null;
}
