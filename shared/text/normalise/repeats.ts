import type { CodePoints } from '../decode/codePoints';
import { lowerDifferences } from '../unicode/characters';
import { moveCodePoint } from './buffer';
import { doubledWord } from './doubledWords';
import { lowerOf } from './letterCase';
import { GUARD, LETTER, traitsOf, WORDISH } from './traits';

const EXCLAMATION = 0x21;
const DOT = 0x2e;
const QUESTION = 0x3f;

/** Runs of three or more count as drawn out: no word of English or Russian needs them. */
const DRAWN_OUT = 3;
const PUNCTUATION_LIMIT = 2;
/** Pairs of letters from which a word is taken to be written twice over. */
const FEWEST_PAIRS = 3;

const LOWER_ASCII = Uint8Array.from({ length: 128 }, (_, code) => lowerOf(code));

const isLetter = (code: number) => (traitsOf(code) & LETTER) !== 0;

const isPunctuation = (code: number) => code === EXCLAMATION || code === QUESTION || code === DOT;

/**
 * Halves, in place, words in which every letter is written twice (`ssttuuppiidd`), of three different letters or more
 * in a row.
 */
export function halveDoubled(text: CodePoints, spans: boolean): void {
  const { codePoints, length } = text;
  let kept = 0;
  for (let at = 0; at < length; ) {
    let end = at;
    while (end < length && isLetter(codePoints[end])) end += 1;
    const step = isDoubled(codePoints, at, end) ? 2 : 1;
    const next = Math.max(end, at + 1);
    for (let i = at; i < next; i += step) moveCodePoint(text, i, kept++, spans);
    at = next;
  }
  text.length = kept;
}

function isDoubled(codes: Uint32Array, begin: number, end: number): boolean {
  if ((end - begin) % 2 === 1 || end - begin < 2 * FEWEST_PAIRS) return false;
  for (let i = begin; i < end; i += 2) {
    if (lowerOf(codes[i]) !== lowerOf(codes[i + 1])) return false;
  }
  return true;
}

/**
 * Index of the first code point that ends three of the same to be shortened, in either case; `text.length` if none.
 * @param pairs also the first that ends three pairs in a row (`aabbcc`).
 */
export function firstRepeat(text: CodePoints, pairs: boolean): number {
  const { codePoints, length } = text;
  const { pageOf, pages } = lowerDifferences();
  let previous = -1;
  let beforePrevious = -1;
  let lastPair = -2;
  let inRow = 0;
  for (let i = 0; i < length; i++) {
    let lower = codePoints[i];
    if (lower < 0x80) lower = LOWER_ASCII[lower];
    else if (lower < GUARD) lower += pages[(pageOf[lower >> 8] << 8) | (lower & 255)];
    if (lower === previous) {
      if (lower === beforePrevious && (isPunctuation(lower) || traitsOf(lower) & LETTER)) return i;
      inRow = i === lastPair + 2 ? inRow + 1 : 1;
      lastPair = i;
      if (pairs && inRow === FEWEST_PAIRS && traitsOf(lower) & LETTER) return i;
    }
    beforePrevious = previous;
    previous = lower;
  }
  return length;
}

/** No word of the list is longer. */
const LONGEST_KEY = 16;

/**
 * How many letters the run at `at` of a word reduces to: two where a word of doubledWords.ts has them there, else one.
 * @param begin where the word's letters before the run are, up to `kept`: they have been shortened already.
 */
function lettersMeant({ codePoints, length }: CodePoints, begin: number, kept: number, at: number): 1 | 2 {
  let key = '';
  let previous = -1;
  const add = (code: number) => {
    const lower = lowerOf(code);
    if (lower !== previous) key += String.fromCodePoint(lower);
    previous = lower;
  };
  for (let i = begin; i < kept && key.length < LONGEST_KEY; i++) add(codePoints[i]);
  const place = key.length;
  for (let i = at; i < length && isLetter(codePoints[i]) && key.length < LONGEST_KEY; i++) add(codePoints[i]);
  const word = doubledWord(key);
  if (word === undefined) return 1;
  for (let i = 1, run = 0; i < word.length; i++) {
    if (word[i] !== word[i - 1]) run += 1;
    else if (run === place) return 2;
  }
  return 1;
}

/**
 * Shortens, in place, runs of three or more of the same letter (in either case) and runs of `!`, `?` or `.` to two. A
 * word that is one letter over and over keeps two of them, so that it stays a word.
 * @param letterLimit what other runs of letters become: 2, or 1 unless the word is known to have two there (`foooool`).
 */
export function shortenRepeats(text: CodePoints, from: number, letterLimit: 1 | 2, spans: boolean): void {
  const { codePoints, length } = text;
  let kept = from;
  let wordBegin = from; // of what is kept of the current word
  while (wordBegin > 0 && isLetter(codePoints[wordBegin - 1])) wordBegin -= 1;
  for (let at = from; at < length; ) {
    const code = codePoints[at];
    const lower = lowerOf(code);
    let end = at + 1;
    while (end < length && lowerOf(codePoints[end]) === lower) end += 1;
    let keep = end - at;
    if (keep >= DRAWN_OUT) {
      if (isPunctuation(code)) keep = PUNCTUATION_LIMIT;
      else if (traitsOf(code) & LETTER) {
        const before = at > 0 ? traitsOf(codePoints[kept - 1]) : 0;
        const after = end < length ? traitsOf(codePoints[end]) : 0;
        keep = 2;
        if ((before | after) & WORDISH && letterLimit === 1) keep = lettersMeant(text, wordBegin, kept, at);
      }
    }
    for (let i = at; i < at + keep; i++) moveCodePoint(text, i, kept++, spans);
    at = end;
    if (!isLetter(code)) wordBegin = kept;
  }
  text.length = kept;
}
