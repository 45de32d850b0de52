/** A decimal number; the comma is how Russian and many European spreadsheets write the point. */
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?$/;

/** The number that `text` writes, whole, or NaN. */
export function parseNumber(text: string): number {
  return NUMBER.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

/**
 * Code points of the zeros of the decimal digits that people use: Arabic, Persian, Devanagari, Bengali, Thai, full
 * width.
 */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

const OUTER_QUOTES = /^(["'`«“‘])(.*)(["'`»”’])$/s;

/**
 * A value as it is compared with others: trimmed, out of its quotes, in lower case, full-width forms and foreign digits
 * as ASCII, numbers in one spelling (`1.0` is `1`, `97%` is `0.97`), `_`, `-` and spaces within words alike.
 */
export function plainValue(value: string): string {
  if (value.length > LONGEST_KNOWN) return plainValueOf(value);
  const known = knownPlain.get(value);
  if (known !== undefined) return known;
  const plain = plainValueOf(value);
  if (knownPlain.size >= KNOWN_VALUES) knownPlain.clear();
  knownPlain.set(value, plain);
  return plain;
}

/** Values seen lately: deciding what the values of a column mean looks at each of them several times. */
const knownPlain = new Map<string, string>();
const KNOWN_VALUES = 50_000;
const LONGEST_KNOWN = 64;

function plainValueOf(value: string): string {
  const trimmed = value.trim();
  if (trimmed.length === 1 && trimmed < '\x80') return trimmed.toLowerCase();
  let text = trimmed.normalize('NFKC').toLowerCase();
  const quoted = OUTER_QUOTES.exec(text);
  if (quoted !== null) text = quoted[2].trim();
  text = text.replace(/\p{Nd}/gu, asciiDigit);
  if (text.startsWith('__label__')) text = text.slice('__label__'.length);
  const percent = /^[+-]?[\d.,]+\s*%$/.test(text);
  const number = parseNumber(percent ? text.slice(0, -1).trim() : text);
  if (!Number.isNaN(number)) return String(percent ? number / 100 : number);
  return /\p{L}/u.test(text) ? text.replace(/[\s_\-–—]+/g, ' ').trim() : text;
}

function asciiDigit(digit: string): string {
  const unit = digit.charCodeAt(0);
  const zero = ZEROS.find((start) => unit >= start && unit <= start + 9);
  return zero === undefined ? digit : String(unit - zero);
}

/** The separators that people put between several values of one cell. */
export const VALUE_SEPARATORS = [',', ';', '|', '#', '/'] as const;

/** A list as JSON, Python or numpy writes it. */
const BRACKETED = /^(?:\[.*\]|\(.*\)|\{.*\})$/s;

/**
 * The values in a cell: those of a bracketed list, or of `separator`; else the cell itself. An empty list is the one
 * value `[]`.
 */
export function valuesOfCell(cell: string, separator: string | null): string[] {
  const text = cell.trim();
  if (BRACKETED.test(text)) return bracketedValues(text);
  if (separator === null || !text.includes(separator)) return [text];
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function bracketedValues(text: string): string[] {
  const values = jsonValues(text) ?? textValues(text.slice(1, -1));
  return values.length === 0 ? ['[]'] : values;
}

/** The values of a JSON list, or of the choices in Label Studio's object; null if it is neither. */
function jsonValues(text: string): string[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null; // Python's quotes, or no list at all
  }
  const list = Array.isArray(parsed) ? parsed : isChoices(parsed) ? parsed.choices : null;
  if (list === null) return [text];
  return list.map((value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)));
}

function isChoices(value: unknown): value is { choices: unknown[] } {
  return typeof value === 'object' && value !== null && 'choices' in value && Array.isArray(value.choices);
}

/** Numpy separates values by spaces: `[0 1]`. */
function textValues(inner: string): string[] {
  const parts = inner.includes(',') ? inner.split(',') : /^[\d.\s+-]+$/.test(inner) ? inner.split(/\s+/) : [inner];
  return parts.map((part) => plainValue(part)).filter((part) => part !== '');
}
