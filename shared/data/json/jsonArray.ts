import { CodedError } from '../../base/errors';
import { FIELD_LIMIT_BYTES } from '../delimited/csvRows';
import type { TextSink } from '../delimited/plainLines';
import { checkFieldCount } from './fieldCount';
import { firstJsonError } from './jsonSyntax';
import { DEPTH_LIMIT, parseJson } from './relaxed';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const BLANKS = ' \t\n\r';

/** How values follow each other: in one array, or one after another with blanks or commas between them. */
export type JsonSequence = 'array' | 'stream';

/**
 * Reads a file that is one JSON array, or a stream of objects over any number of lines, value by value: at no time is
 * more in memory than a piece of the file and the value it ends in. Values are cut out by counting brackets outside
 * strings, and parsed one at a time. A comma after the last value is allowed.
 *
 * @param take called with each value and the number of the line on which it starts, from 1.
 * @param refuseDeep called with the line of a value whose brackets are nested deeper than DEPTH_LIMIT.
 * @throws CodedError from `push` and `end`: `json-not-a-list`; `json-broken` with the place (line and column from 1, in
 *   UTF-16 units); `csv-field-too-large` for a value over FIELD_LIMIT_BYTES;
 *   `file-too-many-columns`.
 */
export function createJsonArray(
  name: string,
  take: (value: unknown, line: number) => void,
  refuseDeep: (line: number) => void = () => undefined,
  sequence: JsonSequence = 'array',
): TextSink {
  const isArray = sequence === 'array';
  let state: 'before' | 'between' | 'element' | 'after' = isArray ? 'before' : 'between';
  let text = '';
  let at = 0; // scanned up to here
  let start = 0; // of the value under way
  let depth = 0;
  let deepest = 0;
  let inString = false;
  let line = 1;
  let lineStart = 0; // may be negative: in text that is gone
  let comma = false; // the last thing between values was a comma
  let values = 0;
  const newlines = createFinder('\n');
  const backslashes = createFinder('\\');
  const quotes = createFinder('"');

  /** Counts the lines up to `offset`. */
  const countTo = (offset: number) => {
    for (let found = newlines.next(text, lineStart); found < offset; found = newlines.next(text, lineStart)) {
      line++;
      lineStart = found + 1;
    }
  };
  const broken = (offset: number): CodedError => {
    countTo(offset);
    return new CodedError('json-broken', { name, line, column: offset - lineStart + 1 });
  };
  const skipBlanks = () => {
    while (at < text.length && BLANKS.includes(text[at])) at++;
  };

  /** Moves past the value under way; false if its end has not come. */
  const scanElement = (): boolean => {
    for (; at < text.length; at++) {
      if (inString) {
        const quote = quotes.next(text, at);
        const backslash = backslashes.next(text, at);
        if (backslash < quote)
          at = backslash + 1; // and past what it escapes
        else if (quote >= text.length) at = text.length - 1;
        else {
          at = quote;
          inString = false;
        }
        continue;
      }
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) inString = true;
      else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
        if (++depth > deepest) deepest = depth;
      } else if (depth > 0) {
        if (unit !== CLOSE_BRACE && unit !== CLOSE_BRACKET) continue;
        if (--depth === 0 && !isArray) {
          at++;
          return true;
        }
      } else if (unit === COMMA || (isArray && unit === CLOSE_BRACKET)) return true;
    }
    return false;
  };

  const emitElement = () => {
    values++;
    countTo(start);
    if (deepest > DEPTH_LIMIT) {
      refuseDeep(line);
      return;
    }
    const element = text.slice(start, at);
    checkFieldCount(name, element);
    let value: unknown;
    try {
      value = parseJson(element);
    } catch {
      throw broken(start + Math.max(0, firstJsonError(element))); // it is the only thing JSON.parse throws for
    }
    take(value, line);
  };

  const scan = () => {
    for (;;) {
      if (state !== 'element') {
        skipBlanks();
        start = at;
        if (at >= text.length) return;
        const unit = text[at];
        if (state === 'before') {
          if (unit !== '[') throw new CodedError('json-not-a-list', { name, got: unit });
          state = 'between';
          at++;
          continue;
        }
        if (state === 'after') throw broken(at);
        if (isArray && unit === ']') {
          state = 'after';
          at++;
          continue;
        }
        if (unit === ',' && !comma && values > 0) {
          comma = true;
          at++;
          continue;
        }
        if (isArray && values > 0 && !comma) throw broken(at);
        state = 'element';
        deepest = 0;
      }
      if (!scanElement()) return;
      emitElement();
      comma = false;
      state = 'between';
      start = at;
    }
  };

  return {
    push(piece) {
      text += piece;
      scan();
      countTo(start);
      text = text.slice(start);
      at -= start;
      lineStart -= start;
      start = 0;
      newlines.forget();
      backslashes.forget();
      quotes.forget();
      if (text.length > FIELD_LIMIT_BYTES) {
        throw new CodedError('csv-field-too-large', { line, limitBytes: FIELD_LIMIT_BYTES });
      }
    },
    end() {
      if (state === 'after' || (!isArray && state === 'between')) return;
      const fault = state === 'element' ? firstJsonError(text) : text.length;
      throw broken(fault < 0 ? text.length : fault);
    },
  };
}

/** Finds a letter from rising places without looking at any stretch of the text twice. */
function createFinder(letter: string): { next(text: string, from: number): number; forget(): void } {
  let found = Number.NEGATIVE_INFINITY;
  return {
    /** Where `letter` is next in `text` from `from` on; Infinity if it is not. */
    next(text, from) {
      if (found < from) {
        const at = text.indexOf(letter, Math.max(0, from));
        found = at < 0 ? Number.POSITIVE_INFINITY : at;
      }
      return found;
    },
    /** The text is another now. */
    forget() {
      found = Number.NEGATIVE_INFINITY;
    },
  };
}
