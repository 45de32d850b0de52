import { createCodePointReader } from '../../text/decode/codePoints';
import { isSpaceCodePoint } from '../../text/unicode/characters';

/** What tables write where there is no text, in lower case. */
const MISSING: ReadonlySet<string> = new Set(['na', 'n/a', '#n/a', '<na>', 'nan', 'null', 'none']);
const LONGEST = Math.max(...Array.from(MISSING, (word) => word.length));
/** What they begin with, in either case. */
const BEGINNINGS: ReadonlySet<number> = new Set(Array.from('nN#<', (character) => character.charCodeAt(0)));

/**
 * A text that says nothing: `empty` has no characters but white space, `missing` says in a table's word that there is
 * none (NA, null, NaN, None ...; in any case, white space around it aside).
 */
export type Blank = 'empty' | 'missing';

const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });

/** Whether the UTF-8 text `bytes[begin .. end)` is blank, and how; null for any other. */
export function blanknessOf(bytes: Uint8Array, begin: number, end: number): Blank | null {
  let from = begin;
  while (from < end && isAsciiSpace(bytes[from])) from += 1;
  if (from === end) return 'empty';
  // The first character is enough for nearly all texts.
  if (bytes[from] < 0x80 && !BEGINNINGS.has(bytes[from])) return null;
  const { codePoints, length } = reader.read(bytes, from, end);
  let first = 0;
  let last = length;
  while (first < last && isSpaceCodePoint(codePoints[first])) first += 1;
  if (first === last) return 'empty';
  while (isSpaceCodePoint(codePoints[last - 1])) last -= 1;
  if (last - first > LONGEST) return null;
  return MISSING.has(String.fromCodePoint(...codePoints.subarray(first, last))) ? 'missing' : null;
}

const isAsciiSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
