import { CodedError } from '../../base/errors';
import { isKnownName } from '../guess/columnNames';
import { createSpaceFilter } from './clean';
import { typedColumns } from './columnEvidence';
import { createCsvRows } from './csvRows';
import type { Dialect } from './dialect';
import { createMarkdownFilter } from './markdownTable';

/* How well a text reads as a table of one dialect. */

/** Characters and rows by which the layout is judged. */
export const JUDGED_CHARACTERS = 64 * 1024;
export const JUDGED_ROWS = 400;
/** Rows above the header that may be notes on the file. */
export const NOTES = 30;

/** A beginning of a text, as it reads in one dialect. */
export interface Judged {
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

/** Reads `sample` in `dialect`; `complete` says that it is the whole text. */
export function judge(sample: string, complete: boolean, dialect: Dialect): Judged {
  const rows: string[][] = [];
  const lines: number[] = [];
  let malformed = 0;
  const multiline: number[] = [];
  let error: CodedError | null = null;
  let text = sample;
  if (dialect.doubledReturns) text = text.replace(/\r+\n/g, '\n');
  if (dialect.skipSpaces) text = createSpaceFilter(dialect.delimiter, dialect.quote).push(text);
  if (dialect.markdown) {
    const cells = createMarkdownFilter(dialect.newline);
    text = cells.push(text) + (complete ? cells.end() : '');
  }
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

/** The rows from the first that has as many cells as most: above it are notes on the file. */
export function withoutNotes({ rows, width }: Judged): Pick<Judged, 'rows' | 'width' | 'fit'> {
  const start = rows.findIndex((row) => row.length >= width);
  const table = start > 0 && start <= NOTES ? rows.slice(start) : rows;
  return { rows: table, ...widthOf(table) };
}
