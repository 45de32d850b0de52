import { type CodePoints, createCodePointReader } from '../../text/decode/codePoints';
import { EXCLAMATIONS, isCapital, isLetter, isPictograph, lowered, QUESTIONS } from '../../text/surface/surfaceMarks';
import { alphabetOf } from '../../text/surface/surfaceWords';
import { isWordCodePoint } from '../../text/unicode/characters';
import { findPersonalData } from '../personalData/personalDataScan';
import { createDisguiseFinder } from './disguise';
import { STYLE_MARKS, type StyleMark } from './marks';

/** Finds the style marks of texts: one definition, for the report and for filters. */
export interface StyleReader {
  /** The marks of the UTF-8 text `bytes[begin .. end)`, as bits in the order of STYLE_MARKS. O(n). */
  read(bytes: Uint8Array, begin: number, end: number): number;
}

/** The bit of a mark in the result of a StyleReader. */
export const bitOfMark = (mark: StyleMark): number => 1 << STYLE_MARKS.indexOf(mark);

const CAPITALS = bitOfMark('capitals');
const EXCLAIMS = bitOfMark('exclamations');
const ASKS = bitOfMark('questions');
const REPEATS = bitOfMark('repeatedLetters');
const EMOJI = bitOfMark('emoji');
const URLS = bitOfMark('urls');
const OBFUSCATED = bitOfMark('obfuscated');
const MIXED = bitOfMark('mixedAlphabets');

/** Letters of a word that, all capital, is shouted and no abbreviation. */
const SHOUTED_LETTERS = 4;
const FEWEST_REPEATS = 3;
const SMALL_W = 0x77;
const DOT = 0x2e;
const COLON = 0x3a;

// Flags of characters; the three bits of alphabetOf, shifted, follow.
const WORD = 1;
const LETTER = 2;
const CAPITAL = 4;
const EXCLAMATION = 8;
const QUESTION = 16;
const ALPHABETS_SHIFT = 5;
/** Tables hold the characters below: alphabets, and the signs of general use. */
const TABLE = 0x3000;

function flagsOf(code: number): number {
  if (EXCLAMATIONS.has(code)) return EXCLAMATION | (QUESTIONS.has(code) ? QUESTION : 0);
  if (QUESTIONS.has(code)) return QUESTION;
  if (!isWordCodePoint(code)) return 0;
  if (!isLetter(code)) return WORD;
  return WORD | LETTER | (isCapital(code) ? CAPITAL : 0) | (alphabetOf(code) << ALPHABETS_SHIFT);
}

let flags: Uint8Array | null = null;

/** `flagsOf` as a table. */
function flagTable(): Uint8Array {
  flags ??= Uint8Array.from({ length: TABLE }, (_, code) => flagsOf(code));
  return flags;
}

/**
 * Makes a reader of style marks, with buffers of its own. A text has
 *
 * - `capitals` if more than half of its letters are capital, and all letters of a word of four or more;
 * - `exclamations`, `questions` if it has such a mark; `emoji` if a pictograph or flag;
 * - `repeatedLetters` if a letter stands three times or more in a row, large or small, "www." aside;
 * - `urls` if findPersonalData finds one;
 * - `obfuscated` if it has a disguised word: see disguise.ts;
 * - `mixedAlphabets` if a word has letters of more than one of the Latin, Cyrillic and Greek alphabets.
 *
 * A word is a run of letters, digits and underscores.
 */
export function createStyleReader(): StyleReader {
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  const disguises = createDisguiseFinder();
  const table = flagTable();

  function readMarks({ codePoints, length }: CodePoints): number {
    let marks = 0;
    let letters = 0;
    let capitals = 0;
    let shouted = false;
    let linked = false; // a dot or a colon is joined to what follows, as in every link
    let wordLetters = 0;
    let wordCapitals = 0;
    let alphabets = 0;
    let repeated = 0; // lower case of the letter that is repeated
    let run = 0;
    for (let at = 0; at <= length; at++) {
      const code = at < length ? codePoints[at] : 0;
      const own = code < TABLE ? table[code] : flagsOf(code);
      if (own & LETTER) {
        wordLetters += 1;
        if (own & CAPITAL) wordCapitals += 1;
        alphabets |= own >> ALPHABETS_SHIFT;
        const letter = own & CAPITAL || code >= 0x80 ? lowered(code) : code;
        if (letter === repeated) run += 1;
        else {
          if (run >= FEWEST_REPEATS) marks |= REPEATS;
          repeated = letter;
          run = 1;
        }
        continue;
      }
      if (run > 0) {
        const web = repeated === SMALL_W && run === FEWEST_REPEATS && code === DOT;
        if (run >= FEWEST_REPEATS && !web) marks |= REPEATS;
        run = 0;
        repeated = 0;
      }
      if (own & WORD) continue;
      if (wordLetters > 0) {
        letters += wordLetters;
        capitals += wordCapitals;
        if (wordCapitals === wordLetters && wordLetters >= SHOUTED_LETTERS) shouted = true;
        if ((alphabets & (alphabets - 1)) !== 0) marks |= MIXED;
        wordLetters = 0;
        wordCapitals = 0;
        alphabets = 0;
      }
      if (own & EXCLAMATION) marks |= EXCLAIMS;
      if (own & QUESTION) marks |= ASKS;
      if (code === DOT || code === COLON) linked ||= at + 1 < length && codePoints[at + 1] > 0x20;
      else if (isPictograph(code)) marks |= EMOJI;
    }
    if (shouted && 2 * capitals > letters) marks |= CAPITALS;
    return linked ? marks | URLS : marks; // for the caller to make sure of
  }

  return {
    read(bytes, begin, end) {
      const text = reader.read(bytes, begin, end);
      let marks = readMarks(text);
      if (marks & URLS && !findPersonalData(text).some(({ kind }) => kind === 'url')) marks &= ~URLS;
      if (disguises.has(text)) marks |= OBFUSCATED;
      return marks;
    },
  };
}
