import { isKnownName } from '../guess/columnNames';
import { bestQuotes } from './bestQuotes';
import { hasLabelColumn, hasSentences, isColumnName, typedColumns } from './columnEvidence';
import {
  COMMON_DELIMITERS,
  DELIMITERS,
  type Delimiter,
  type Dialect,
  type Newline,
  type Quotes,
  RARE_DELIMITERS,
} from './dialect';
import { looksLikeData, rowsAboveHeader } from './header';
import { JUDGED_CHARACTERS, type Judged, judge, NOTES, withoutNotes } from './judgeReading';
import { linesAboveMarkdown } from './markdownTable';

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

  if (choices.skipLines === undefined && (delimiter === undefined || delimiter === '|')) {
    const table = guessMarkdown(text, complete, newline);
    if (table !== null) return table;
  }
  const short = sampleOf(body, complete, newline);
  const guess = guessSample(short, delimiter, newline, doubledReturns, chosenSkip, choices);
  if (guess !== null && (guess.rows.length > 1 || short.text.length === body.length)) return guess;
  // A row longer than the sample: all there is decides.
  return guessSample({ text: body, complete }, delimiter, newline, doubledReturns, chosenSkip, choices);
}

/** The layout of a text that is a table of Markdown, or a document that holds one; null for others. */
function guessMarkdown(text: string, complete: boolean, newline: Newline): TableGuess | null {
  const skipLines = linesAboveMarkdown(text);
  if (skipLines === null) return null;
  const sample = sampleOf(skipped(text, skipLines, newline), complete, newline);
  const dialect: Dialect = { delimiter: '|', newline, quotes: 'csv', markdown: true };
  const { rows, fit, width, error } = judge(sample.text, sample.complete, dialect);
  if (rows.length === 0 || width < 2 || error !== null) return null;
  return { dialect, skipLines, rows, fit, width, doubtfulLines: [] };
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
