import { CodedError } from '../../base/errors';
import { isKnownName } from '../guess/columnNames';
import { createSpaceFilter } from './clean';
import { hasLabelColumn, hasSentences, isColumnName, typedColumns } from './columnEvidence';
import { createCsvRows } from './csvRows';
import {
  COMMON_DELIMITERS,
  DELIMITERS,
  type Delimiter,
  type Dialect,
  type Newline,
  type Quotes,
  RARE_DELIMITERS,
} from './dialect';
import { isShortValue, looksLikeData, rowsAboveHeader } from './header';

/** How a delimited text is laid out, by its beginning. */
export interface TableGuess {
  readonly dialect: Dialect;
  /** Lines above the first row: a `sep=` line, notes on the file. */
  readonly skipLines: number;
  /** The rows of the beginning, blank ones aside; the first may be a header. */
  readonly rows: readonly (readonly string[])[];
  /** The share of rows that have the most frequent number of cells. */
  readonly fit: number;
  /** That number of cells. */
  readonly width: number;
  /** Lines of rows that run over several lines each of which is a row by itself: the quotes may be part of the text. */
  readonly doubtfulLines: readonly number[];
}

/** What a person chose of it. */
export interface TableChoices {
  readonly delimiter?: Delimiter;
  readonly quotes?: Quotes;
  readonly skipLines?: number;
}

/** Characters and rows by which the layout is judged. */
const JUDGED_CHARACTERS = 64 * 1024;
const JUDGED_ROWS = 400;
/** Rows above the header that may be notes on the file. */
const NOTES = 30;

const SEP_LINE = /^[ \t]*"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)/i;

/**
 * Guesses the layout of a delimited text. Not the first line alone decides but the rows after it: the delimiter, and
 * the reading of quotes, under which most rows have the same number of cells.
 *
 * @param text the beginning, without byte order mark.
 * @param complete `text` is the whole.
 * @returns null if the first row goes on past `text`.
 * @throws CodedError `csv-quote-unclosed` if the first row holds a quote that is never closed, and no reading of the
 *   quotes as text makes sense.
 */
export function guessTable(text: string, complete: boolean, choices: TableChoices): TableGuess | null {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0];
  const newline: Newline = lineEnd === '\r' && !/^[^\r]*\r+\n/.test(text) ? '\r' : '\n';
  if (lineEnd === undefined && !complete) return null;
  const sep = choices.skipLines === undefined ? SEP_LINE.exec(text) : null;
  const chosenSkip = choices.skipLines ?? (sep === null ? 0 : 1);
  const body = skipped(text, chosenSkip, newline);
  const doubledReturns = newline === '\n' && /^[^\r\n]*\r\r+\n/.test(body);
  const delimiter = choices.delimiter ?? DELIMITERS.find((known) => known === sep?.[1]);

  const short = sampleOf(body, complete, newline);
  const guess = guessSample(short, delimiter, newline, doubledReturns, chosenSkip, choices);
  if (guess !== null && (guess.rows.length > 1 || short.text.length === body.length)) return guess;
  // A row longer than the sample: all there is decides.
  return guessSample({ text: body, complete }, delimiter, newline, doubledReturns, chosenSkip, choices);
}

function guessSample(
  sample: { readonly text: string; readonly complete: boolean },
  delimiter: Delimiter | undefined,
  newline: Newline,
  doubledReturns: boolean,
  chosenSkip: number,
  choices: TableChoices,
): TableGuess | null {
  const { complete } = sample;
  const base = { newline, doubledReturns, skipSpaces: false, wrapped: false };
  const judged = (delimiter === undefined ? COMMON_DELIMITERS : [delimiter]).map((delimiter) =>
    bestQuotes(sample.text, sample.complete, { ...base, delimiter }, choices.quotes),
  );
  let best = judged.reduce((one, other) => (other.score > one.score + 1e-9 ? other : one));
  if (delimiter === undefined && best.dialect.delimiter === ',' && areDecimal(best.rows)) {
    // `a comment;0,5`: every comma is a decimal one, and another delimiter fits as well.
    best = judged.find((one) => one.dialect.delimiter !== ',' && one.width > 1 && one.fit === 1) ?? best;
  }
  // The first words of a comment may be what columns are called: rows that all agree, with a label each, say more.
  if (best.rows.length > 0 && best.fit < 1 && !best.rows[0].every(isColumnName))
    best = judged.find(areLabelled) ?? best;
  if (best.width < 2) best = judged.find((one) => one.dialect.delimiter === headerDelimiter(sample.text)) ?? judged[0];
  if (delimiter === undefined && !hasColumnNames(best)) {
    const rare = RARE_DELIMITERS.filter((one) => sample.text.includes(one))
      .map((one) => bestQuotes(sample.text, sample.complete, { ...base, delimiter: one }, choices.quotes))
      .find((one) => isSurelyTable(one, best) || areQuoted(one, sample.text));
    best = rare ?? best;
  }
  if (best.error !== null && best.rows.length === 0) {
    if (complete) throw best.error;
    return null;
  }
  // Nothing is known of the table but its header.
  if (complete && best.rows.length === 1 && best.error?.code === 'csv-row-too-wide') throw best.error;
  const unwrapped = unwrap(best);
  const notes = choices.skipLines === undefined ? countNotes(unwrapped) : 0;
  const rows = unwrapped.rows.slice(notes);
  if (rows.length === 0) return null;
  const skipLines = notes === 0 ? chosenSkip : chosenSkip + (unwrapped.lines[notes] ?? 1) - 1;
  return {
    dialect: unwrapped.dialect,
    skipLines,
    rows,
    fit: unwrapped.fit,
    width: unwrapped.width,
    doubtfulLines: unwrapped.doubtful,
  };
}

/** Whether the rows are those of a table without names, one of whose columns holds labels. */
function areLabelled({ rows, width, fit, error, malformed }: Judged): boolean {
  if (width < 2 || fit < 1 || error !== null || malformed > 0 || rows.length < SURE_ROWS) return false;
  return hasLabelColumn(rows, width);
}

/** Whether digits are on both sides of every comma. */
function areDecimal(rows: readonly (readonly string[])[]): boolean {
  return rows.every((row) => row.every((cell, i) => i === 0 || (/^\d/.test(cell) && /\d$/.test(row[i - 1]))));
}

/** Whether the first row names comments or labels, and other columns. */
function hasColumnNames({ rows }: Judged): boolean {
  return rows.length > 0 && rows[0].length > 1 && rows[0].some(isColumnName);
}

/** Rows that must agree for a table without names to be sure. */
const SURE_ROWS = 3;

/**
 * Whether a reading with a delimiter that prose has too is surely right: nearly all rows have as many cells as a header
 * of short names, of which we know two, or one beside a column of numbers or labels. Without a header every row must
 * agree, and a column hold both kinds of labels, or sentences be beside numbers or labels.
 */
function isSurelyTable(judged: Judged, common: Judged): boolean {
  const { error, malformed, dialect } = judged;
  const { rows, width, fit } = withoutNotes(judged);
  if (width < 2 || error !== null || malformed > 0 || rows.length < 2 || areTags(rows, dialect.delimiter)) return false;
  const [header, ...data] = rows;
  // What comes again below is a value.
  const names = header.filter((cell, i) => isColumnName(cell) && !data.some((row) => row[i] === cell)).length;
  const areNames =
    header.length === width &&
    header.every((cell) => cell.length <= 40 && cell.split(/\s+/).length <= 4 && !/^\d+$/.test(cell.trim()));
  if (areNames && names > 0 && fit >= 0.9) return names > 1 || typedColumns(data, width) > 0;
  if (common.width > 1 && common.fit === 1 && common.malformed === 0 && common.rows.length > 1) return false;
  if (rows.length < SURE_ROWS || fit < 1) return false;
  if (hasLabelColumn(rows, width)) return true;
  // Times of day and speakers have colons too.
  return dialect.delimiter !== ':' && typedColumns(rows, width) > 0 && hasSentences(rows, width);
}

/** Whether every cell is in quotes, whatever separates them. */
function areQuoted({ dialect, rows, width, fit, error, malformed }: Judged, text: string): boolean {
  if (width < 2 || fit < 1 || error !== null || malformed > 0 || rows.length < 2 || dialect.quotes === 'text')
    return false;
  const quote = dialect.quote ?? '"';
  const between = quote + dialect.delimiter + quote;
  return text.trimStart().startsWith(quote) && text.split(between).length > (width - 1) * rows.length;
}

/** Whether the delimiter is the sign of hashtags or of names, `good morning #ok`, for all one can tell. */
function areTags(rows: readonly (readonly string[])[], delimiter: Delimiter): boolean {
  if (delimiter !== '#' && delimiter !== '@') return false;
  return rows.some((row) => row.some((cell, i) => i > 0 && /^[\p{L}\p{N}_]/u.test(cell) && /^$|\s$/.test(row[i - 1])));
}

/** The rows from the first that has as many cells as most: above it are notes on the file. */
function withoutNotes({ rows, width }: Judged): Pick<Judged, 'rows' | 'width' | 'fit'> {
  const start = rows.findIndex((row) => row.length >= width);
  const table = start > 0 && start <= NOTES ? rows.slice(start) : rows;
  return { rows: table, ...widthOf(table) };
}

function skipped(text: string, lines: number, newline: Newline): string {
  let from = 0;
  for (let i = 0; i < lines; i++) {
    const end = text.indexOf(newline, from);
    if (end < 0) return '';
    from = end + 1;
  }
  return text.slice(from);
}

/** The beginning of `text`, up to a line end. */
function sampleOf(text: string, complete: boolean, newline: Newline): { text: string; complete: boolean } {
  if (text.length <= JUDGED_CHARACTERS && complete) return { text, complete };
  const end = text.lastIndexOf(newline, JUDGED_CHARACTERS);
  // One line longer than the sample is read whole.
  return end < 0 ? { text, complete } : { text: text.slice(0, end + 1), complete: false };
}

interface Judged {
  readonly dialect: Dialect;
  readonly rows: readonly (readonly string[])[];
  /** The line of each row, from 1. */
  readonly lines: readonly number[];
  readonly width: number;
  readonly fit: number;
  readonly score: number;
  readonly malformed: number;
  /** Lines of the rows with cells that run over a line end. */
  readonly multiline: readonly number[];
  readonly error: CodedError | null;
  /** Lines of rows that may be several. */
  readonly doubtful: readonly number[];
}

/** The reading of quotes under which the rows fit best. RFC 4180 unless another is clearly better. */
function bestQuotes(
  text: string,
  complete: boolean,
  base: Omit<Dialect, 'quotes'>,
  quotes: Quotes | undefined,
): Judged {
  if (quotes === 'text') return judge(text, complete, { ...base, quotes });
  const csv = judge(text, complete, { ...base, quotes: 'csv' });
  const single = text.includes("'") ? singleQuoted(text, complete, base, csv) : null;
  if (single !== null) return single;
  if (quotes !== undefined) return quotes === 'csv' ? csv : judge(text, complete, { ...base, quotes });
  if (!text.includes('"')) return csv;
  const isClean = csv.error === null && csv.malformed === 0;
  if (isClean && csv.multiline.length === 0 && !hasSpacedQuotes(text, base.delimiter)) return csv;
  const others: Judged[] = [];
  if (text.includes('\\"')) others.push(judge(text, complete, { ...base, quotes: 'backslash' }));
  if (hasSpacedQuotes(text, base.delimiter)) {
    others.push(judge(text, complete, { ...base, quotes: 'csv', skipSpaces: true }));
  }
  // A reading that changes nothing is no other: `, "` within comments is no space before a quote.
  const better = others.find(
    (other) =>
      other.error === null &&
      other.malformed === 0 &&
      (!isClean || (other.fit >= csv.fit && !isEqual(other.rows, csv.rows))),
  );
  if (better !== undefined) return better;
  const plain = judge(text, complete, { ...base, quotes: 'text' });
  // Where every line is a row by itself, quotes that join lines or leave text behind are part of the text.
  const linesFit = plain.width > 1 && plain.fit === 1;
  if (csv.error !== null && plain.fit >= csv.fit) return plain;
  const joinsRows = csv.multiline.length > 0 && linesFit && plain.width >= csv.width && isTypedAlike(csv, plain);
  if (joinsRows && csv.malformed > 0) return plain;
  if (csv.malformed > 0 && plain.fit > csv.fit) return plain;
  if (!joinsRows) return csv;
  // Both readings make sense. Many lines in one cell are rows that a stray quote swallowed.
  const lines = plain.rows.length - csv.rows.length;
  const doubtful = csv.multiline.slice(0, 5);
  return lines >= 3 * csv.multiline.length || base.delimiter === '\t' ? { ...plain, doubtful } : { ...csv, doubtful };
}

/**
 * The reading under which cells are enclosed in single quotes; null if they are not. An apostrophe may begin a comment,
 * so all rows have to fit, and either every row has such a cell, or some do not fit otherwise, or have their
 * apostrophes escaped.
 */
function singleQuoted(text: string, complete: boolean, base: Omit<Dialect, 'quotes'>, csv: Judged): Judged | null {
  const { delimiter, newline } = base;
  const lines = text.split(newline, 2 * JUDGED_ROWS).filter((line) => line.trim() !== '');
  const opening = lines.filter((line) => startsQuoted(line, delimiter, "'")).length;
  if (opening === 0 || lines.some((line) => startsQuoted(line, delimiter, '"'))) return null;
  const skipSpaces = text.includes(`${delimiter} '`);
  for (const quotes of text.includes("\\'") ? (['backslash', 'csv'] as const) : (['csv'] as const)) {
    const judged = judge(text, complete, { ...base, skipSpaces, quotes, quote: "'" });
    const { malformed, error } = judged;
    const { rows, fit, width } = withoutNotes(judged);
    if (error !== null || malformed > 0 || fit < 1 || width < 2) continue;
    const everyRow = opening >= rows.length - 1; // the header may go without
    const escapes = quotes === 'backslash' || csv.rows.some((row) => row.some(isEscapedCell));
    if (everyRow || escapes || csv.fit < judged.fit || csv.width > width) return judged;
  }
  return null;
}

function isEqual(one: readonly (readonly string[])[], other: readonly (readonly string[])[]): boolean {
  return (
    one.length === other.length &&
    one.every((cells, row) => cells.length === other[row].length && cells.every((cell, i) => cell === other[row][i]))
  );
}

/** Whether a cell is enclosed in single quotes and has some within it, all of them doubled. */
function isEscapedCell(cell: string): boolean {
  return /^'(?:[^']|'')*'$/.test(cell) && cell.slice(1, -1).includes("''");
}

/** Whether a cell of a line starts with `quote`. */
function startsQuoted(line: string, delimiter: string, quote: string): boolean {
  return line.startsWith(quote) || line.includes(delimiter + quote) || line.includes(`${delimiter} ${quote}`);
}

/** Whether the columns that hold numbers or labels under one reading do so under the other. */
function isTypedAlike(csv: Judged, plain: Judged): boolean {
  for (let column = 0; column < csv.width; column++) {
    const typed = ({ rows }: Judged) => rows.slice(1).every((row) => isShortValue(row[column] ?? ''));
    if (typed(csv) && !typed(plain)) return false;
  }
  return true;
}

function hasSpacedQuotes(text: string, delimiter: string): boolean {
  return text.includes(`${delimiter} "`);
}

function judge(sample: string, complete: boolean, dialect: Dialect): Judged {
  const rows: string[][] = [];
  const lines: number[] = [];
  let malformed = 0;
  const multiline: number[] = [];
  let error: CodedError | null = null;
  let text = sample;
  if (dialect.doubledReturns) text = text.replace(/\r+\n/g, '\n');
  if (dialect.skipSpaces) text = createSpaceFilter(dialect.delimiter, dialect.quote).push(text);
  const reader = createCsvRows(
    dialect,
    (fields, line, shape) => {
      if (rows.length >= JUDGED_ROWS || shape === 'blank') return;
      if (shape === 'malformed') malformed++;
      for (const field of fields) if (field.includes(dialect.newline)) multiline.push(line);
      rows.push(fields);
      lines.push(line);
    },
    { pieceLetters: 1, skipsBlank: () => true },
  );
  try {
    for (let at = 0; at < text.length; at += JUDGED_CHARACTERS) reader.push(text.slice(at, at + JUDGED_CHARACTERS));
    // What the sample cuts in two is no row of it.
    if (complete) reader.end();
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown;
    error = thrown;
  }
  const { width, fit } = widthOf(rows);
  const names = width > 1 && rows.length > 0 && rows[0].length > 1 && rows[0].some(isKnownName) ? 0.3 : 0;
  // A quote that swallows most of the sample leaves few rows, all alike.
  const swallowed = error !== null || (!complete && rows.length < 3 && text.length > 1000) ? 0.5 : 0;
  // Comments after one pattern fit another delimiter too, but no column of numbers or labels comes of it.
  const typed = width > 1 && rows.length > 1 && typedColumns(rows.slice(1), width) > 0 ? 0.03 : 0;
  const score =
    width < 2 ? 0 : fit + names + typed + Math.min(width, 20) / 1000 - malformed / rows.length / 2 - swallowed;
  return { dialect, rows, lines, width, fit, score, malformed, multiline, error, doubtful: [] };
}

/** The most frequent number of cells, empty ones at the end aside, and the share of rows that have it. */
function widthOf(rows: readonly (readonly string[])[]): { width: number; fit: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [length, count] of counts) {
    if (count > most || (count === most && length > width)) {
      width = length;
      most = count;
    }
  }
  const trimmed = (row: readonly string[]) => row.findLastIndex((cell) => cell !== '') + 1;
  const fitting = rows.filter((row) => row.length === width || (row.length > width && trimmed(row) <= width));
  return { width, fit: rows.length === 0 ? 0 : fitting.length / rows.length };
}

/** The delimiter found most often in the first line, outside quotes. */
function headerDelimiter(text: string): Delimiter {
  const line = /[^\r\n]+/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counts = COMMON_DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return COMMON_DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/**
 * Rows of one cell each that are lines of CSV themselves: Excel opened the file as one column and quoted every line.
 */
function unwrap(judged: Judged): Judged {
  const { rows, dialect } = judged;
  if (judged.width !== 1 || rows.length < 2 || dialect.quotes !== 'csv') return judged;
  for (const delimiter of COMMON_DELIMITERS) {
    const inner = rows.map(([cell]) => cell).join('\n');
    if (!rows.every((row) => row.length === 1 && row[0].includes(delimiter))) continue;
    const parsed = judge(`${inner}\n`, true, { ...dialect, delimiter });
    if (parsed.error === null && parsed.malformed === 0 && parsed.fit === 1 && parsed.rows.length === rows.length) {
      const quoted = rows.some(([cell]) => cell.includes('"'));
      if (quoted) return { ...parsed, lines: judged.lines, dialect: { ...dialect, delimiter, wrapped: true } };
    }
  }
  return judged;
}

/** How many rows above the header are notes on the file: they have fewer cells than nearly all after them. */
function countNotes({ rows, width, fit }: Judged): number {
  if (width < 2 || rows.length < 2) return 0;
  const above = rowsAboveHeader(rows, width);
  if (above > 0) return above;
  const known = (row: readonly string[]) => row.filter(isKnownName).length;
  // A heading over some of the columns, whose names are below it.
  const gaps = rows[0].some((cell) => cell.trim() === '') && rows[1].every((cell) => cell.trim() !== '');
  const isHeading = gaps && rows[0].length === rows[1].length && known(rows[1]) > known(rows[0]);
  // A row whose comment is empty is none.
  if (isHeading && !looksLikeData(rows[0], rows.slice(1))) return 1;
  if (rows[0].length >= width || rows[0].some(isKnownName)) return 0;
  const header = rows.findIndex((row) => row.length >= width);
  // R leaves out the name of its first column: such a header has one cell less.
  if (header <= 0 || header > NOTES) return 0;
  if (rows[0].length === width - 1 && rows[0].length > 1) return 0;
  const notes = rows.slice(0, header);
  const isNote = notes.every((row) => row.filter((cell) => cell.trim() !== '').length < width);
  return isNote && (fit > 0.5 || rows.length - header > 1) ? header : 0;
}
