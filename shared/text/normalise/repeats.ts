import type { CodePoints } from '../decode/codePoints';
import { lowerDifferences } from '../unicode/characters';
import { moveCodePoint } from './buffer';
import { lowerOf } from './letterCase';
import { GUARD, LETTER, traitsOf, WORDISH } from './traits';

const EXCLAMATION = 0x21;
const DOT = 0x2e;
const QUESTION = 0x3f;

/** Runs of three or more count as drawn out: no word of English or Russian needs them. */
const DRAWN_OUT = 3;
const PUNCTUATION_LIMIT = 2;

const LOWER_ASCII = Uint8Array.from({ length: 128 }, (_, code) => lowerOf(code));

const isPunctuation = (code: number) => code === EXCLAMATION || code === QUESTION || code === DOT;

/** Index of the first code point that ends three of the same to be shortened, in either case; `text.length` if none. */
export function firstRepeat(text: CodePoints): number {
  const { codePoints, length } = text;
  const { pageOf, pages } = lowerDifferences();
  let previous = -1;
  let beforePrevious = -1;
  for (let i = 0; i < length; i++) {
    let lower = codePoints[i];
    if (lower < 0x80) lower = LOWER_ASCII[lower];
    else if (lower < GUARD) lower += pages[(pageOf[lower >> 8] << 8) | (lower & 255)];
    if (lower === previous && lower === beforePrevious && (isPunctuation(lower) || traitsOf(lower) & LETTER)) return i;
    beforePrevious = previous;
    previous = lower;
  }
  return length;
}

/**
 * Shortens, in place, runs of three or more of the same letter (in either case) to their first `letterLimit`, and runs
 * of `!`, `?` or `.` to two. A word that is one letter over and over keeps two of them, so that it stays a word.
 */
export function shortenRepeats(text: CodePoints, from: number, letterLimit: 1 | 2, spans: boolean): void {
  const { codePoints, length } = text;
  let kept = from;
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
        keep = (before | after) & WORDISH ? letterLimit : 2;
      }
    }
    for (let i = at; i < at + keep; i++) moveCodePoint(text, i, kept++, spans);
    at = end;
  }
  text.length = kept;
}
