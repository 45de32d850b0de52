import Papa from 'papaparse';
import { CodedError } from '../../base/errors';
import type { Dialect, Newline } from './dialect';

/** A field is at most this long, in UTF-8: a longer one is a quote that was never closed. */
export const FIELD_LIMIT_BYTES = 32 * 1024 * 1024;

/** UTF-16 code units passed to the parser at a time: a few milliseconds of work. */
const PIECE_LETTERS = 256 * 1024;

/**
 * Takes a row of the file.
 *
 * @param fields the fields; a blank line is one empty field.
 * @param line the physical line of the file on which the row starts, from 1.
 * @param shape `blank`: nothing between two line ends. `malformed`: text follows a closing quote before the next
 *   delimiter; the quote was then read as a character of the field.
 */
export type TakeRow = (fields: string[], line: number, shape: 'ordinary' | 'blank' | 'malformed') => void;

/** Turns text, in order and cut anywhere, into rows. */
export interface CsvRows {
  push(text: string): void;
  /** The end of the file: emits the last row if no line end closed it. */
  end(): void;
}

export interface CsvRowsSettings {
  /** See FIELD_LIMIT_BYTES. */
  fieldLimitBytes?: number;
  /** Whether blank lines are nothing now, so that runs of them need not be parsed. Default: they are rows. */
  skipsBlank?: () => boolean;
  /** UTF-16 code units gathered before they are parsed. */
  pieceLetters?: number;
}

/**
 * A streaming reader of CSV over papaparse's parser, which knows one piece of text at a time. A row that the piece
 * does not complete is kept and parsed again with the next one, once the text has at least doubled, so that the time
 * stays linear in the file whatever the length of a row.
 *
 * With newline '\n' a row may end in '\r\n' too, each row for itself. Lines are counted by what ends rows, so a '\r'
 * alone inside a comment starts no line of a file of '\n'.
 *
 * @throws CodedError from `push` and `end`: `csv-field-too-large`, `csv-row-too-wide`; `csv-quote-unclosed` with the
 *   line of the quote.
 */
export function createCsvRows(dialect: Dialect, take: TakeRow, settings: CsvRowsSettings = {}): CsvRows {
  const { delimiter, newline, quotes, quote = '"' } = dialect;
  const { fieldLimitBytes: limitBytes = FIELD_LIMIT_BYTES, pieceLetters = PIECE_LETTERS, skipsBlank } = settings;
  const escapeChar = quotes === 'backslash' ? '\\' : quote;
  const fastMode = quotes === 'text' ? true : undefined; // undefined: papaparse looks whether there is a quote at all
  const config = { delimiter, newline, fastMode, quoteChar: quote, escapeChar };
  let text = '';
  let wanted = pieceLetters;
  let line = 1;

  const parse = (ignoreLastRow: boolean): number => {
    let start = 0;
    const step: NonNullable<ConstructorParameters<typeof Papa.Parser>[0]['step']> = ({ data, errors, meta }) => {
      const end = meta.cursor;
      if (start === end) return; // what follows the last line end is no row
      const fields = data[0];
      let shape: 'ordinary' | 'blank' | 'malformed' = 'ordinary';
      for (const error of errors) {
        if (error.code === 'MissingQuotes') {
          throw new CodedError('csv-quote-unclosed', { line: line + countLines(text, start, error.index, newline) });
        }
        shape = 'malformed';
      }
      if (newline === '\n') dropCarriageReturn(fields, text, start, end, dialect);
      if (fields.length === 1 && fields[0] === '' && text[start] !== quote) shape = 'blank';
      if ((end - start) * 3 > limitBytes) checkFields(fields, line, limitBytes, newline);
      take(fields, line, shape);
      line += countLines(text, start, end, newline);
      start = end;
    };
    new Papa.Parser({ ...config, step }).parse(text, 0, ignoreLastRow);
    return start;
  };

  /** Moves past the line ends that `text`, which starts with a row, starts with. */
  const skipBlank = () => {
    if (skipsBlank?.() !== true) return;
    const ink = text.search(newline === '\n' ? /[^\r\n]/ : /[^\r]/);
    // Of what is left over a '\r' alone may be the half of a line end.
    const at = ink < 0 ? text.lastIndexOf(newline) + 1 : text.lastIndexOf(newline, ink) + 1;
    line += newline === '\n' && text.slice(0, at).includes('\r') ? countLines(text, 0, at, newline) : at;
    if (at > 0) text = text.slice(at);
  };

  /** Refuses an unfinished row of very many fields before the parser makes each of them. */
  const checkOpenRow = () => {
    const start = text.lastIndexOf(newline) + 1;
    if (text.length - start <= OPEN_ROW || countOpenFields(text, start, dialect) <= OPEN_FIELDS) return;
    throw new CodedError('csv-row-too-wide', { line: line + countLines(text, 0, start, newline), limit: OPEN_FIELDS });
  };

  /** Refuses a field that is too long before its end has come. */
  const checkOpenField = () => {
    const { data, errors } = new Papa.Parser(config).parse(text, 0, false);
    const length = data[0]?.at(-1)?.length ?? 0;
    if (length <= limitBytes && text.length <= ROW_FIELDS * limitBytes) return;
    const opened = errors.find((error) => error.code === 'MissingQuotes')?.index ?? text.length - length;
    throw new CodedError('csv-field-too-large', { line: line + countLines(text, 0, opened, newline), limitBytes });
  };

  return {
    push(piece) {
      const atRow = text === '';
      text += piece;
      if (atRow) skipBlank(); // to look into a text that grew copies it
      if (text.length < wanted) return;
      checkOpenRow();
      text = text.slice(parse(true));
      skipBlank();
      if (text.length > limitBytes) checkOpenField();
      wanted = Math.max(pieceLetters, 2 * text.length);
    },
    end() {
      skipBlank();
      parse(false);
      text = '';
    },
  };
}

/** A row of so many characters whose end has not come is looked at: it holds at most so many fields. */
const OPEN_ROW = 1 << 16;
const OPEN_FIELDS = 50_000;

/**
 * Delimiters outside quotes, and quotes within cells that are not escaped, from `start` on, as far as OPEN_FIELDS and
 * some: the parser makes an object of each.
 */
function countOpenFields(text: string, start: number, { delimiter, quotes, quote = '"' }: Dialect): number {
  const separator = delimiter.charCodeAt(0);
  const mark = quotes === 'text' ? -1 : quote.charCodeAt(0);
  let quoted = false;
  let atStart = true;
  let found = 0;
  for (let at = start; at < text.length && found <= OPEN_FIELDS; at++) {
    const unit = text.charCodeAt(at);
    if (!quoted) {
      quoted = atStart && unit === mark;
      atStart = unit === separator;
      if (atStart) found++;
    } else if (unit === mark) {
      const next = text.charCodeAt(at + 1);
      if (next === mark) at++;
      else if (next === separator) quoted = false;
      else found++;
    }
  }
  return found;
}

/** A row may hold this many fields of the greatest length; a longer one comes near what a string can hold. */
const ROW_FIELDS = 8;

/** Takes the '\r' of a '\r\n' off an unquoted last field. (Of a quoted one papaparse has left it outside.) */
function dropCarriageReturn(
  fields: string[],
  text: string,
  start: number,
  end: number,
  { delimiter, quotes, quote = '"' }: Dialect,
): void {
  const last = fields[fields.length - 1];
  if (!last.endsWith('\r') || text[end - 1] !== '\n') return;
  // An unquoted field holds no delimiter, so it must be all that is between the last one and the line end.
  const row = text.slice(start, end - 1);
  const from = row.lastIndexOf(delimiter) + 1;
  const quoted = quotes !== 'text' && row[from] === quote;
  if (!quoted && row.slice(from) === last) fields[fields.length - 1] = last.slice(0, -1);
}

/** The number of `newline`s in `text[start .. end)`. */
function countLines(text: string, start: number, end: number, newline: Newline): number {
  let lines = 0;
  for (let at = start; at < end; lines++) {
    const found = text.indexOf(newline, at);
    if (found < 0 || found >= end) break;
    at = found + 1;
  }
  return lines;
}

const encoder = new TextEncoder();

function checkFields(fields: readonly string[], rowLine: number, limitBytes: number, newline: Newline): void {
  let line = rowLine;
  for (const field of fields) {
    if (field.length * 3 > limitBytes && encoder.encode(field).length > limitBytes) {
      throw new CodedError('csv-field-too-large', { line, limitBytes });
    }
    line += countLines(field, 0, field.length, newline);
  }
}

/** The fields of one line of CSV. */
export function parseLine(line: string, delimiter: string): string[] {
  return new Papa.Parser({ delimiter, newline: '\n' }).parse(line, 0, false).data[0] ?? [''];
}
