import { createLetterKey } from './letterKey';
import type { TextKey } from './textKey';

/** Letters that must be left for two texts to be one: of "ok 1" and "ok 2" nobody says that they are copies. */
const FEWEST_LETTERS = 10;

/**
 * The key of a text without links, names (`@user`), the mark of a repost (`RT`) and ASCII digits, by its other letters:
 * copies that differ in these alone have the same. Wider than `createLetterKey`, whose key it is for texts of which too
 * little is left.
 */
export function createLooseKey(): TextKey {
  const keyOf = createLetterKey();
  let kept = new Uint8Array(1024);
  return (bytes, begin, end) => {
    if (kept.length < end - begin + 1) kept = new Uint8Array(2 * (end - begin) + 1);
    let length = 0;
    let letters = 0;
    for (let at = begin; at < end; ) {
      while (at < end && bytes[at] <= SPACE) at++;
      const from = at;
      while (at < end && bytes[at] > SPACE) at++;
      if (isPassedOver(bytes, from, at)) continue;
      for (let i = from; i < at; i++) {
        if (isDigit(bytes[i])) continue;
        if (isLetter(bytes[i])) letters++;
        kept[length++] = bytes[i];
      }
      kept[length++] = SPACE;
    }
    return letters < FEWEST_LETTERS ? keyOf(bytes, begin, end) : keyOf(kept, 0, length);
  };
}

const SPACE = 0x20;
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
/** Of ASCII, or the first byte of any character beyond it. */
const isLetter = (byte: number) => ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a ? true : byte >= 0xc0);

/** Whether the word `bytes[from .. to)` is a link, a name or the mark of a repost. */
function isPassedOver(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && isPunctuation(bytes[at])) at++;
  if (at === to) return false;
  if (bytes[at] === 0x40) return to - at > 1;
  if (startsWith(bytes, at, to, 'www.')) return true;
  for (let i = at; i + 2 < to; i++)
    if (bytes[i] === 0x3a && bytes[i + 1] === 0x2f && bytes[i + 2] === 0x2f) return true;
  return startsWith(bytes, at, to, 'rt') && (to - at === 2 || (to - at === 3 && bytes[at + 2] === 0x3a));
}

/** ASCII before a word that is no part of it: all but letters, digits and `@`. */
const isPunctuation = (byte: number) => byte < 0x80 && !isLetter(byte) && !isDigit(byte) && byte !== 0x40;

/** @param word in ASCII and lower case. */
function startsWith(bytes: Uint8Array, at: number, to: number, word: string): boolean {
  if (to - at < word.length) return false;
  for (let i = 0; i < word.length; i++) {
    const byte = bytes[at + i];
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== word.charCodeAt(i)) return false;
  }
  return true;
}
