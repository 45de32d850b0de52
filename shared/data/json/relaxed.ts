import { looksLikePython, pythonToJson } from './python';

/*
 * JSON as programs really write it: Python's NaN and Infinity, a comma after the last item, ids longer than a float64
 * holds. Strings are skipped with `indexOf`, never matched by a pattern: a pattern for a string of megabytes overflows
 * the engine's stack.
 */

/** Whole numbers of 16 digits and more lose some of them in a float64. */
const LONG_NUMBER = /\d{16}/;
const NUMBER = /-?\d[\d.eE+-]*/g;
const LONG_INTEGER = /^-?\d{16,}$/;
const NOT_JSON = /-?\bInfinity\b|\bNaN\b|,(?=\s*(?:[\]}]|$))/g;

/**
 * The value that `text` writes. Whole numbers of 16 digits and more become strings, so that an id keeps all its digits.
 * What JSON.parse refuses is tried again with NaN and infinities as null and without commas that nothing follows.
 *
 * @throws SyntaxError as JSON.parse does.
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return LONG_NUMBER.test(text) ? JSON.parse(withQuotedIntegers(text)) : value;
  } catch (error) {
    const repaired = outsideStrings(text, (part) => part.replace(NOT_JSON, (found) => (found === ',' ? '' : 'null')));
    if (repaired === text || looksLikePython(text)) {
      const translated = pythonToJson(text);
      if (translated === null) throw error;
      return JSON.parse(withQuotedIntegers(outsideStrings(translated, withoutLastCommas)));
    }
    return JSON.parse(withQuotedIntegers(repaired));
  }
}

const withoutLastCommas = (part: string) => part.replace(/,(?=\s*(?:[\]}]|$))/g, '');

function withQuotedIntegers(text: string): string {
  if (!LONG_NUMBER.test(text)) return text;
  return outsideStrings(text, (part) =>
    part.replace(NUMBER, (number) => (LONG_INTEGER.test(number) ? `"${number}"` : number)),
  );
}

/** `text` with every stretch outside string literals replaced. Linear in its length. */
function outsideStrings(text: string, replace: (part: string) => string): string {
  const parts: string[] = [];
  let start = 0;
  for (;;) {
    const quote = text.indexOf('"', start);
    if (quote < 0) break;
    const end = stringEnd(text, quote + 1);
    // The quote stays with what is before it, so that a comma before a string is not one that nothing follows.
    parts.push(replace(text.slice(start, quote + 1)), text.slice(quote + 1, end));
    start = end;
  }
  parts.push(replace(text.slice(start)));
  return parts.join('');
}

/** The offset after the quote that ends the string whose content starts at `at`; the text's length if none does. */
function stringEnd(text: string, at: number): number {
  for (let from = at; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (quote - backslashes - 1 >= at && text.charCodeAt(quote - backslashes - 1) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

/** Arrays and objects may contain each other this deep; what is deeper is a mistake or a trap. */
export const DEPTH_LIMIT = 200;

/** Whether `text` opens more than DEPTH_LIMIT brackets within each other, outside strings. */
export function isTooDeep(text: string): boolean {
  if (text.length <= 2 * DEPTH_LIMIT) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) at = stringEnd(text, at + 1) - 1;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > DEPTH_LIMIT) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return false;
}
