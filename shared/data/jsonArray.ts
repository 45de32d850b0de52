import { CodedError } from '../errors';
import { FIELD_LIMIT_BYTES } from './csvRows';
import { parseJson } from './jsonRecord';
import { firstJsonError } from './jsonSyntax';
import type { TextSink } from './plainLines';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const BLANKS = ' \t\n\r';

/**
 * Reads a file that is one JSON array, element by element: at no time is more in memory than a piece of the file and the
 * element it ends in. Elements are cut out by counting brackets outside strings, and parsed one at a time.
 *
 * @param take called with each element and the number of the line on which it starts, from 1.
 * @throws CodedError from `push` and `end`: `json-not-a-list`; `json-broken` with the place (line and column from 1, in UTF-16 units);
 *   `csv-field-too-large` for an element over FIELD_LIMIT_BYTES.
 */
export function createJsonArray(name: string, take: (value: unknown, line: number) => void): TextSink {
  let state: 'before' | 'first' | 'element' | 'after' = 'before';
  let text = '';
  let at = 0; // scanned up to here
  let start = 0; // of the element under way
  let depth = 0;
  let inString = false;
  let line = 1;
  let lineStart = 0; // may be negative: in text that is gone
  const newlines = createFinder('\n');
  const backslashes = createFinder('\\');

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

  /** Moves to the comma or bracket after the element under way; false if it has not come. */
  const scanElement = (): boolean => {
    for (; at < text.length; at++) {
      if (inString) {
        const quote = text.indexOf('"', at);
        const backslash = backslashes.next(text, at);
        if (backslash < quote || (quote < 0 && backslash < text.length))
          at = backslash + 1; // and past what it escapes
        else if (quote < 0) at = text.length - 1;
        else {
          at = quote;
          inString = false;
        }
        continue;
      }
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) inString = true;
      else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) depth++;
      else if (depth > 0) {
        if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth--;
      } else if (unit === COMMA || unit === CLOSE_BRACKET) return true;
    }
    return false;
  };

  const giveElement = () => {
    const element = text.slice(start, at);
    let value: unknown;
    try {
      value = parseJson(element);
    } catch {
      throw broken(start + Math.max(0, firstJsonError(element))); // it is the only thing JSON.parse throws for
    }
    countTo(start);
    take(value, line);
  };

  const scan = () => {
    for (;;) {
      if (state !== 'element') {
        skipBlanks();
        start = at;
        if (at >= text.length) return;
        if (state === 'before') {
          if (text[at] !== '[') throw new CodedError('json-not-a-list', { name, got: text[at] });
          at++;
          state = 'first';
          continue;
        }
        if (state === 'after') throw broken(at);
        if (text[at] === ']') {
          at++;
          state = 'after';
          continue;
        }
        state = 'element';
      }
      if (at === start) {
        skipBlanks();
        start = at;
      }
      if (!scanElement()) return;
      giveElement();
      if (text[at++] === ']') state = 'after';
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
      if (text.length > FIELD_LIMIT_BYTES) {
        throw new CodedError('csv-field-too-large', { line, limitBytes: FIELD_LIMIT_BYTES });
      }
    },
    end() {
      if (state === 'after') return;
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
