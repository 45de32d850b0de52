import { createPagesBuilder, lookUp, type Pages } from './pages';
import { FLAG_RUNS, LOWER_RUNS, STRIP_RUNS } from './tables';
import { decodeVlq } from './vlq';

/*
 * What Python 3.11 (Unicode 14) knows about characters, from a committed table: engines differ in the version of
 * Unicode they carry, and a model must mean the same on all of them.
 */

/** Flag of a character that `re`'s \w matches: letters, numbers of every kind, the underscore. */
export const WORD = 1;
/** Flag of a character that `re`'s \s and str.split() match. */
export const SPACE = 2;
/** Flag of a character that is cased and not case-ignorable, as the rule of the final sigma needs it. */
export const CASED = 4;
/** Flag of a case-ignorable character. */
export const IGNORABLE = 8;

let flagPages: Pages | null = null;
let lowerPages: Pages | null = null;
let strips: { readonly starts: Pages; readonly pool: Uint32Array<ArrayBuffer> } | null = null;

/** Flags (WORD, SPACE, CASED, IGNORABLE) of every code point; decoded on first use. */
export function characterFlags(): Pages {
  if (flagPages) return flagPages;
  const runs = decodeVlq(FLAG_RUNS);
  const builder = createPagesBuilder();
  for (let i = 0, start = 0; i < runs.length; i += 2) {
    builder.set(start, runs[i], runs[i + 1]);
    start += runs[i];
  }
  flagPages = builder.build();
  return flagPages;
}

/**
 * Difference between a code point and its lower case, for every code point, without context: a capital sigma becomes
 * the ordinary small one, and U+0130 (which becomes two code points) is left to the caller. Decoded on first use.
 */
export function lowerDifferences(): Pages {
  if (lowerPages) return lowerPages;
  const runs = decodeVlq(LOWER_RUNS);
  const builder = createPagesBuilder();
  for (let i = 0, end = 0; i < runs.length; i += 4) {
    const start = end + runs[i];
    builder.set(start, runs[i + 1], runs[i + 3], runs[i + 2]);
    end = start + runs[i + 2] * (runs[i + 1] - 1) + 1;
  }
  lowerPages = builder.build();
  return lowerPages;
}

function stripTable() {
  if (strips) return strips;
  const runs = decodeVlq(STRIP_RUNS);
  const builder = createPagesBuilder();
  // A replacement is in the pool as its length, then its code points; 0 in `starts` means "stays as it is".
  const pool: number[] = [0];
  const empty = pool.push(0) - 1;
  for (let i = 0, end = 0, last = 0; i < runs.length; ) {
    const start = end + runs[i++];
    const length = runs[i++];
    const size = runs[i++];
    const target: number[] = [];
    for (let k = 0; k < size; k++) {
      last += runs[i++];
      target.push(last);
    }
    if (size === 0) builder.set(start, length, empty);
    else if (size > 1) builder.set(start, length, pool.push(size, ...target) - size - 1);
    else {
      const step = runs[i++];
      for (let k = 0; k < length; k++) builder.set(start + k, 1, pool.push(1, target[0] + k * step) - 2);
      last += step * (length - 1);
    }
    end = start + length;
  }
  strips = { starts: builder.build(), pool: Uint32Array.from(pool) };
  return strips;
}

/** The longest that `stripAccents` makes of one code point (U+FDFA). */
export const LONGEST_STRIP = 18;

const HANGUL = 0xac00;
const HANGUL_SYLLABLES = 11172;

/**
 * Writes what is left of `code` after NFKD without combining marks (scikit-learn's strip_accents_unicode) into `out`
 * from `at` on: none to 18 code points, in the order NFKD has them.
 * @returns the index after the last one written.
 */
export function stripAccents(code: number, out: Uint32Array, at: number): number {
  let end = at;
  if (code >= HANGUL && code < HANGUL + HANGUL_SYLLABLES) {
    // Unicode 14, section 3.12: a syllable is lead, vowel and perhaps a tail, found by arithmetic.
    const syllable = code - HANGUL;
    out[end++] = 0x1100 + Math.floor(syllable / 588);
    out[end++] = 0x1161 + Math.floor((syllable % 588) / 28);
    if (syllable % 28 > 0) out[end++] = 0x11a7 + (syllable % 28);
    return end;
  }
  const { starts, pool } = stripTable();
  const start = lookUp(starts, code);
  if (start === 0) {
    out[end++] = code;
    return end;
  }
  for (let i = 0; i < pool[start]; i++) out[end++] = pool[start + 1 + i];
  return end;
}

/** True for a letter, a number of any kind or the underscore: `re`'s \w. */
export function isWordCodePoint(code: number): boolean {
  return (lookUp(characterFlags(), code) & WORD) !== 0;
}

/** True for white space: `re`'s \s and str.isspace(). */
export function isSpaceCodePoint(code: number): boolean {
  return (lookUp(characterFlags(), code) & SPACE) !== 0;
}
