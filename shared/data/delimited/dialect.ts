import { CodedError } from '../../base/errors';

/** What may stand between two fields. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
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

/** What ends a row. '\n' also stands for '\r\n' and for a mixture of the two. */
export type Newline = '\n' | '\r';

/**
 * How a file writes its quotes: `csv` is RFC 4180 (a field that starts with a quote runs to the closing one); `text`
 * takes a quote for an ordinary letter, so that every physical line is a row.
 */
export type Quotes = 'csv' | 'text';

/** How rows and fields are told apart. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly newline: Newline;
  readonly quotes: Quotes;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * Reads off a file's dialect from its first line that is not blank: the delimiter found most often outside quotes
 * (the comma if there is none; of equals the first of `,` `;` tab `|`), and the line end.
 *
 * @param head the beginning of the text, without byte order mark.
 * @param complete `head` is the whole file.
 * @returns null if the line goes on past `head`.
 */
export function guessDialect(head: string, quotes: Quotes, complete: boolean): Dialect | null {
  let start = 0;
  while (head.charCodeAt(start) === LF || head.charCodeAt(start) === CR) start++;

  const counts = DELIMITERS.map(() => 0);
  let quoted = false;
  let at = start;
  for (; at < head.length; at++) {
    const unit = head.charCodeAt(at);
    if (unit === QUOTE && quotes === 'csv') quoted = !quoted;
    else if (!quoted && (unit === LF || unit === CR)) break;
    else if (!quoted) {
      const found = DELIMITERS.indexOf(head[at] as Delimiter);
      if (found >= 0) counts[found]++;
    }
  }
  // A carriage return may be half of a line end whose other half has not come.
  const ended = head.charCodeAt(at) === CR ? at + 1 < head.length : at < head.length;
  if (!ended && !complete) return null;
  return {
    delimiter: DELIMITERS[counts.indexOf(Math.max(...counts))],
    newline: head.charCodeAt(at) === CR && head.charCodeAt(at + 1) !== LF ? '\r' : '\n',
    quotes,
  };
}
