import type { CodePoints } from '../../text/decode/codePoints';
import { emptyCodePoints, reserveCodePoints } from '../../text/normalise/buffer';
import { DEOBFUSCATING_FOLDS } from '../../text/normalise/folds';
import { isLeetSign, isMask } from '../../text/normalise/leet';
import { lowerOf } from '../../text/normalise/letterCase';
import { createNormalForm } from '../../text/normalise/normalForm';
import { createNormaliser } from '../../text/normalise/normaliser';
import { characterTraits, SCRIPTS } from '../../text/normalise/traits';
import { isVowel } from '../../text/normalise/vowels';
import { isSpaceCodePoint } from '../../text/unicode/characters';

/** Finds texts with disguised words. */
export interface DisguiseFinder {
  has(text: CodePoints): boolean;
}

/**
 * Makes a finder of what the normaliser `deobfuscate` undoes in words: leet spelling, spelled-out words, masks and
 * look-alikes of other scripts. What merely looks other than usual is no disguise: wide letters, quotes, accents,
 * letters drawn out.
 *
 * The normaliser is asked only where a quick look finds a word of several scripts or with a sign inside, or a hyphen
 * between two pieces without vowels (then it reads what stands there between white space), or three single letters in a
 * row (then the whole text).
 */
export function createDisguiseFinder(): DisguiseFinder {
  const form = createNormalForm(DEOBFUSCATING_FOLDS);
  const normaliser = createNormaliser('deobfuscate');
  const chunk = emptyCodePoints();

  /** True if the normaliser changes what stands between white space around `at`. */
  function changesAround({ codePoints, length }: CodePoints, at: number): boolean {
    let begin = at;
    while (begin > 0 && !isSpaceCodePoint(codePoints[begin - 1])) begin -= 1;
    let end = at;
    while (end < length && !isSpaceCodePoint(codePoints[end])) end += 1;
    chunk.length = 0;
    reserveCodePoints(chunk, end - begin, false);
    chunk.codePoints.set(codePoints.subarray(begin, end));
    chunk.length = end - begin;
    return !equalButForRuns(chunk, normaliser.apply(chunk));
  }

  return {
    has(text) {
      const unstable = form.firstUnstable(text, 0);
      const plain = unstable === text.length ? text : form.rewrite(text, unstable, false);
      for (let from = 0; ; ) {
        const hint = nextHint(plain, from);
        if (hint === null) return false;
        if (hint.singles) return !equalButForRuns(plain, normaliser.apply(plain));
        // A piece alone may read differently than between its neighbours, so the whole text decides.
        if (changesAround(plain, hint.at)) return !equalButForRuns(plain, normaliser.apply(plain));
        from = hint.at;
        while (from < plain.length && !isSpaceCodePoint(plain.codePoints[from])) from += 1;
      }
    },
  };
}

/** True if the texts are the same once runs of one character, large or small, are made one. */
function equalButForRuns(a: CodePoints, b: CodePoints): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const letter = lowerOf(a.codePoints[i]);
    if (lowerOf(b.codePoints[j]) !== letter) return false;
    while (i < a.length && lowerOf(a.codePoints[i]) === letter) i += 1;
    while (j < b.length && lowerOf(b.codePoints[j]) === letter) j += 1;
  }
  return i === a.length && j === b.length;
}

/** A sign that may be part of a word, beside the bits of SCRIPTS. */
const SIGN = 1;
const DOLLAR = 0x24;
const HYPHEN = 0x2d;
const FEWEST_SINGLES = 3;
/** Tables hold the characters below: alphabets, and the signs of general use. */
const TABLE = 0x3000;

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

let parts: Uint8Array | null = null;

/** What a character is to the rules for disguises: the script of a letter, SIGN, or 0. */
function partOf(code: number): number {
  if (isLeetSign(code) || isMask(code)) return SIGN;
  const { pageOf, pages } = characterTraits();
  return pages[(pageOf[code >> 8] << 8) | (code & 255)] & SCRIPTS;
}

/** `partOf` as a table. */
function partTable(): Uint8Array {
  parts ??= Uint8Array.from({ length: TABLE }, (_, code) => partOf(code));
  return parts;
}

/** Where a disguise may be. */
interface Hint {
  readonly at: number;
  /** It is a row of single letters. */
  readonly singles: boolean;
}

/**
 * The next place, from the white space or the beginning at `start` on, that the normaliser may change; null for none.
 */
function nextHint({ codePoints, length }: CodePoints, start: number): Hint | null {
  const table = partTable();
  const partAt = (at: number) => (codePoints[at] < TABLE ? table[codePoints[at]] : partOf(codePoints[at]));
  let singles = start === 0 ? 0 : 1; // in a row, up to the word before; what stands before `start` may end with one
  let before = start; // where that word ended
  for (let at = start; at < length; at++) {
    let kinds = partAt(at);
    if (kinds === 0) continue;
    const begin = at;
    let first = 0; // letters and digits before the first sign among them ...
    let last = 0; // ... and after the last
    for (; at < length; at++) {
      const part = partAt(at);
      if (part === 0) break;
      kinds |= part;
      if (part !== SIGN || isDigit(codePoints[at])) last += 1;
      else if (last > 0) {
        if (first === 0) first = last;
        last = 0;
      }
    }
    const whole = first === 0 || last === 0;
    const opening = first === 0 ? last : first;
    singles = opening === 1 && (singles === 0 || isOneSeparator(before, begin)) ? singles + 1 : opening === 1 ? 1 : 0;
    if (singles === FEWEST_SINGLES) return { at: begin, singles: true };
    if (!whole) singles = last === 1 ? 1 : 0;
    const mixed = (kinds & (kinds - 1)) !== 0;
    if (mixed && isMixedInside(begin, at)) return { at: begin, singles: false };
    if (begin > 1 && before === begin - 1 && codePoints[before] === HYPHEN) {
      let from = before;
      while (from > 0 && partAt(from - 1) !== 0) from -= 1;
      if (!hasVowel(from, before) && !hasVowel(begin, at)) return { at: begin, singles: false };
    }
    before = at;
  }
  return null;

  /** True if a word is mixed even without the signs at its edges; a dollar may open a word, and digits are no edge. */
  function isMixedInside(begin: number, end: number): boolean {
    const isEdge = (at: number) => partAt(at) === SIGN && !isDigit(codePoints[at]);
    let from = begin;
    while (from < end && isEdge(from) && codePoints[from] !== DOLLAR) from += 1;
    let to = end;
    while (to > from && isEdge(to - 1)) to -= 1;
    let kinds = 0;
    for (let i = from; i < to; i++) kinds |= partAt(i);
    return kinds > SIGN && (kinds & (kinds - 1)) !== 0;
  }

  function isOneSeparator(begin: number, end: number): boolean {
    for (let i = begin + 1; i < end; i++) if (codePoints[i] !== codePoints[begin]) return false;
    return true;
  }

  function hasVowel(begin: number, end: number): boolean {
    for (let i = begin; i < end; i++) if (isVowel(codePoints[i])) return true;
    return false;
  }
}
