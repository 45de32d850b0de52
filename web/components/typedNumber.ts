/** What numbers a field accepts. */
export interface NumberRange {
  /** Lowest value; the value itself is allowed. */
  readonly min?: number;
  /** Highest value; the value itself is allowed. */
  readonly max?: number;
  /** Values must be greater than this. */
  readonly above?: number;
  /** Only whole numbers. */
  readonly whole?: boolean;
}

/** What is wrong with typed text; `partial` may yet become a number. */
export type NumberFault = 'empty' | 'partial' | 'notANumber' | 'notWhole' | 'outOfRange';

export type TypedNumber =
  | { readonly value: number; readonly fault: null }
  | { readonly value: null; readonly fault: NumberFault };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** The beginning of a number: "-", "0.", "1e", "1e-". */
const BEGINNING = /^[+-]?(\d*\.?\d*|\d+\.?\d*e[+-]?|\.\d+e[+-]?)$/i;
/** Groups of three digits: "1 234 567", with any space that a number can be copied with. */
const SPACED = /^([+-]?\d{1,3})((?:[ \u00a0\u2009\u202f']\d{3})+)(?!\d)/;
/** In a whole number a comma can only separate thousands. */
const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+$/;

/**
 * Reads a number as people write it: a decimal point or comma, an exponent ("1e3"), a hyphen or a real minus, spaces
 * between groups of three digits. Hexadecimal notation, "Infinity" and numbers beyond a double are not numbers here.
 */
export function parseTypedNumber(text: string, { min, max, above, whole = false }: NumberRange): TypedNumber {
  const plain = text
    .trim()
    .replace(/^\u2212/, '-')
    .replace(SPACED, (_, first: string, rest: string) => first + rest.replace(/\D/g, ''));
  if (plain === '') return { value: null, fault: 'empty' };
  const pointed = whole && THOUSANDS.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.');
  if (!NUMBER.test(pointed)) return { value: null, fault: BEGINNING.test(pointed) ? 'partial' : 'notANumber' };
  const value = Number(pointed);
  if (!Number.isFinite(value)) return { value: null, fault: 'outOfRange' };
  if (whole && !Number.isSafeInteger(value)) return { value: null, fault: 'notWhole' };
  const inside = value >= (min ?? -Infinity) && value <= (max ?? Infinity) && value > (above ?? -Infinity);
  return inside ? { value, fault: null } : { value: null, fault: 'outOfRange' };
}
