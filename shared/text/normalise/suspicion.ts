import type { CodePoints } from '../decode/codePoints';
import { isLeetSign, isMask } from './leet';
import { isPictograph } from './pictographs';
import { isUnusualLetter } from './plainLetters';
import { characterTraits, LATIN, SCRIPTS } from './traits';

/** A word has letters of several scripts, or letters and digits or signs. */
export const MIXED_WORD = 1;
/** There are three or more single letters. */
export const SINGLE_LETTERS = 2;
/** There is a hyphen between letters. */
export const HYPHENATED = 4;
/** A letter has an accent, or is Armenian or Cherokee. */
export const UNUSUAL_LETTER = 8;

const SIGN = 1; // no trait of a letter of the three scripts
const HYPHEN = 0x2d;
const MANY = 3;

/** The script of each ASCII letter; SIGN for what else may be part of a word. Not asked of the table: that is lazy. */
const ASCII_PARTS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (isLeetSign(code) || isMask(code)) return SIGN;
  return (code | 32) >= 0x61 && (code | 32) <= 0x7a ? LATIN : 0;
});

/**
 * One quick look at a text: which kinds of disguise it might hold at all. Most texts hold none, and the stages that
 * undo them need not run.
 */
export function suspect(text: CodePoints): number {
  const { codePoints, length } = text;
  const { pageOf, pages } = characterTraits();
  let found = 0;
  let singles = 0;
  let parts = 0; // of the current word
  let size = 0;
  let hyphen = false; // right before the current word, and a letter before that
  for (let i = 0; i <= length; i++) {
    const code = i < length ? codePoints[i] : 0;
    let part = 0;
    if (code < 0x80) part = ASCII_PARTS[code];
    else if (isLeetSign(code)) part = SIGN;
    else {
      part = pages[(pageOf[code >> 8] << 8) | (code & 255)] & SCRIPTS;
      if (isUnusualLetter(code)) found |= UNUSUAL_LETTER;
      else if (isPictograph(code)) part = SIGN;
    }
    if (part !== 0) {
      parts |= part;
      size += 1;
      continue;
    }
    if (size > 0) {
      if (parts > SIGN && (parts & (parts - 1)) !== 0) found |= MIXED_WORD;
      if (size === 1 && parts > SIGN) singles += 1;
      if (hyphen && parts > SIGN) found |= HYPHENATED;
    }
    hyphen = code === HYPHEN && parts > SIGN;
    parts = 0;
    size = 0;
  }
  return singles >= MANY ? found | SINGLE_LETTERS : found;
}
