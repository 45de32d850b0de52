import { CodedError } from '../errors';
import { FIELD_LIMIT_BYTES } from './csvRows';
import { parseJson } from './jsonRecord';
import { firstJsonError } from './jsonSyntax';
import type { TextSink } from './plainLines';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const LF = 0x0a;
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
  // The place of text[counted] in the file.
  let counted = 0;
  let line = 1;
  let column = 1;

  /** Moves the counted place to `offset`. */
  const countTo = (offset: number) => {
    for (; counted < offset; counted++) {
      if (text.charCodeAt(counted) === LF) {
        line++;
        column = 1;
      } else column++;
    }
  };
  const broken = (offset: number): CodedError => {
    countTo(offset);
    return new CodedError('json-broken', { name, line, column });
  };
  const skipBlanks = () => {
    while (at < text.length && BLANKS.includes(text[at])) at++;
  };

  /** Moves to the comma or bracket after the element under way; false if it has not come. */
  const scanElement = (): boolean => {
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (inString) {
        if (unit === BACKSLASH) at++;
        else if (unit === QUOTE) inString = false;
      } else if (unit === QUOTE) inString = true;
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
      counted = 0;
      start = 0;
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
