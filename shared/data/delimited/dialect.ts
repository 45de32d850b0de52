import { CodedError } from '../../base/errors';

/** What separates fields in most files. */
export const COMMON_DELIMITERS = [',', ';', '\t', '|'] as const;
/** What separates fields in some; prose has these characters too, so that only strong evidence decides on them. */
export const RARE_DELIMITERS = ['^', '~', ':', '#', '§', '¦', '@', 'þ'] as const;
/** What may separate two fields. */
export const DELIMITERS = [...COMMON_DELIMITERS, ...RARE_DELIMITERS] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * `text` as a delimiter.
 * @throws CodedError `argument-invalid`
 */
export function parseDelimiter(text: string): Delimiter {
  const found = DELIMITERS.find((delimiter) => delimiter === text);
  if (found !== undefined) return found;
  const expected = DELIMITERS.map((delimiter) => JSON.stringify(delimiter)).join(' ');
  throw new CodedError('argument-invalid', { argument: 'delimiter', got: JSON.stringify(text), expected });
}

/** What ends a row. '\n' also means '\r\n' and a mixture of the two. */
export type Newline = '\n' | '\r';

/**
 * How a file writes its quotes: `csv` is RFC 4180 (a field that starts with a quote runs to the closing one); `text`
 * takes a quote for an ordinary letter, so that every physical line is a row.
 */
export type Quotes = 'csv' | 'text';

/** What may enclose a field. */
export type Quote = '"' | "'";

/** How rows and fields are separated. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly newline: Newline;
  /** `backslash`: as `csv`, and a quote within a quoted field is written `\\"`. */
  readonly quotes: Quotes | 'backslash';
  /** What encloses a field; left out: `"`. */
  readonly quote?: Quote;
  /** Line ends are `\r\r\n`. */
  readonly doubledReturns?: boolean;
  /** Spaces between a delimiter and a quote are left out. */
  readonly skipSpaces?: boolean;
  /** Every line is one quoted field that holds the row. */
  readonly wrapped?: boolean;
  /** The text is a table of Markdown, which a filter writes as CSV. */
  readonly markdown?: boolean;
}

/**
 * The line end of a text of lines or records: '\r' if the first line ends in it alone.
 * @param head the beginning of the text.
 */
export function guessNewline(head: string): Newline {
  const end = /\r\n|\n|\r/.exec(head)?.[0];
  return end === '\r' && !/^[^\r]*\r+\n/.test(head) ? '\r' : '\n';
}
