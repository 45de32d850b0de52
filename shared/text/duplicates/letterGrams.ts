import { allocate, mix } from '../../base/arrays';
import { type CodePoints, createCodePointReader } from '../decode/codePoints';
import { characterFlags, WORD } from '../unicode/characters';

/**
 * Distinct hashes of a text's n-grams: `hashes[0 .. length)`, in no order that means anything; reused from text to
 * text.
 */
export interface GramSet {
  hashes: Uint32Array<ArrayBuffer>;
  length: number;
}

/** Reads texts as sets of n-grams. */
export interface GramReader {
  read(bytes: Uint8Array, begin: number, end: number): GramSet;
}

/** Letters to a gram. */
export const GRAM_LETTERS = 5;
/** A longer text is judged by its beginning. */
export const LETTERS_READ = 1 << 16;

const SPACE = 0x20;
const UNDERSCORE = 0x5f;

/** A multiplier of a rolling hash, and its powers by wrap-around: MULTIPLIER ** GRAM_LETTERS. */
const MULTIPLIER = 0x2c1b3c6d;
const LEAVING = Array.from({ length: GRAM_LETTERS }).reduce<number>((power) => Math.imul(power, MULTIPLIER), 1);

/**
 * Makes a reader of the 5-grams of letters and digits, in lower case and without accents, a single space wherever
 * anything else is between them. A shorter text is one gram; one without letters has none. Two different grams have the
 * same hash with a chance of one in four thousand million.
 *
 * @param seed of the hashes.
 */
export function createGramReader(seed: number): GramReader {
  const reader = createCodePointReader({ lowercase: true, stripAccents: 'unicode' });
  const grams: GramSet = { hashes: allocate(1024), length: 0 };
  const space = mix(SPACE ^ seed);
  let letters = allocate(1024);
  let table = allocate(4096);
  let mask = 0;

  /** Writes the text's letters and single spaces, each mixed to 32 bits. @returns how many. */
  function readLetters({ codePoints, length }: CodePoints): number {
    const { pageOf, pages } = characterFlags();
    const most = Math.min(length, LETTERS_READ);
    if (letters.length < most + 1) letters = allocate(2 * most);
    let count = 0;
    let gap = false;
    for (let i = 0; i < most; i++) {
      const code = codePoints[i];
      if ((pages[(pageOf[code >> 8] << 8) | (code & 255)] & WORD) === 0 || code === UNDERSCORE) {
        gap = count > 0;
        continue;
      }
      if (gap) letters[count++] = space;
      gap = false;
      letters[count++] = mix(code ^ seed);
    }
    return count;
  }

  function put(hash: number): void {
    const value = hash === 0 ? 1 : hash;
    let slot = value & mask;
    for (; table[slot] !== 0; slot = (slot + 1) & mask) if (table[slot] === value) return;
    table[slot] = value;
    grams.hashes[grams.length++] = value;
  }

  return {
    read(bytes, begin, end) {
      const count = readLetters(reader.read(bytes, begin, end));
      grams.length = 0;
      if (grams.hashes.length < count) grams.hashes = allocate(2 * count);
      let size = 64;
      while (size < 2 * count) size *= 2;
      if (table.length < size) table = allocate(size);
      else table.fill(0, 0, size);
      mask = size - 1;
      let rolling = 0;
      for (let i = 0; i < count; i++) {
        rolling = (Math.imul(rolling, MULTIPLIER) + letters[i]) | 0;
        if (i >= GRAM_LETTERS) rolling = (rolling - Math.imul(LEAVING, letters[i - GRAM_LETTERS])) | 0;
        if (i >= GRAM_LETTERS - 1) put(mix(rolling));
      }
      if (count > 0 && count < GRAM_LETTERS) put(mix(rolling ^ count));
      return grams;
    },
  };
}
