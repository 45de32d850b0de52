import type { CodePoints } from '../codePoints';
import { moveCodePoint } from './buffer';
import { isLeetSign, isMask } from './leet';
import { lowerOf } from './letterCase';
import { LETTER, SCRIPTS, traitsOf, WORDISH } from './traits';
import { isVowel } from './vowels';

const SPACE = 0x20;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const isSeparator = codeSet(' .-_*~·•');
/** Words of one letter: a row of these may be a sentence. */
const isOneLetterWord = codeSet('aioавикосуяэбж');
/** Digits that stand for letters inside a spelled-out word. */
const isLeetDigit = codeSet('013457');

const SHORTEST = 3;
const SHORTEST_DIGIT_SHARE = 3;

function codeSet(characters: string): (code: number) => boolean {
  const codes = new Set(Array.from(characters, (c) => c.codePointAt(0) ?? 0));
  return (code) => codes.has(code);
}

/**
 * Joins, in place, words spelled out letter by letter: three or more single letters with the same separator (a run of
 * one of `space . - _ * ~ · •`, of any length) between them: `s t u p i d`, `s.t.u.p.i.d`, `S-T-U-P-I-D`, and U S A.
 * - Letters are Latin, Cyrillic or Greek; among them may be leet digits, one for three letters at most.
 * - Between spaces, two of the letters at least must not be words of one letter (`а я и в школе` stays).
 * - With other separators the row must stand alone: `x.y.z.com` and `well-a-b-c` stay.
 */
export function joinSpelledOut(text: CodePoints, spans: boolean): void {
  const { codePoints, length } = text;
  const wordish = (i: number) => i >= 0 && i < length && (traitsOf(codePoints[i]) & WORDISH) !== 0;
  const isElement = (i: number) =>
    (isLeetDigit(codePoints[i]) || (traitsOf(codePoints[i]) & SCRIPTS) !== 0) && !wordish(i + 1);
  let kept = 0;
  let moved = 0; // code points before this one are moved to their places
  const moveTo = (end: number) => {
    if (kept === moved) kept = end;
    else for (let i = moved; i < end; i++) moveCodePoint(text, i, kept++, spans);
    moved = end;
  };

  let single = false; // the code point at hand may begin a row: no word character stands before it
  for (let at = 0; at < length; ) {
    const starts = !single;
    const traits = traitsOf(codePoints[at]);
    single = (traits & WORDISH) !== 0;
    if (!starts || !single || at + 4 >= length || !isSeparator(codePoints[at + 1]) || !isElement(at)) {
      at += 1;
      continue;
    }
    const separator = codePoints[at + 1];
    let last = at;
    let next = at;
    let elements = 0;
    let letters = 0;
    let unusual = 0;
    for (;;) {
      elements += 1;
      if (traitsOf(codePoints[next]) & LETTER) letters += 1;
      if (traitsOf(codePoints[next]) & LETTER && !isOneLetterWord(lowerOf(codePoints[next]))) unusual += 1;
      last = next;
      next = last + 1;
      while (next < length && codePoints[next] === separator) next += 1;
      if (next === last + 1 || next >= length || !isElement(next)) break;
    }
    let join = elements >= SHORTEST && letters >= SHORTEST && letters >= SHORTEST_DIGIT_SHARE * (elements - letters);
    if (separator === SPACE) join &&= unusual >= 2;
    else if (join) {
      let before = at;
      while (before > 0 && codePoints[before - 1] === separator) before -= 1;
      join = !(before < at && wordish(before - 1)) && !(next > last + 1 && wordish(next));
    }
    if (join) {
      moveTo(at);
      for (let i = at; i <= last; i++) {
        if (codePoints[i] !== separator) moveCodePoint(text, i, kept++, spans);
      }
      moved = last + 1;
      at = last + 1;
    } else if (last > at) {
      at = last; // which may begin a row with another separator
      single = false;
    } else at += 1;
  }
  moveTo(length);
  text.length = kept;
}

/**
 * Joins, in place, a word in which one hyphen or dot stands for a vowel: two pieces of one script, both without a
 * vowel, three letters or more in all, standing alone. Words have vowels, so `t-shirt`, `Mr.Smith`, `кто-то` stay.
 */
export function joinVowelless(text: CodePoints, spans: boolean): void {
  const { codePoints, length } = text;
  let kept = 0;
  for (let at = 0; at < length; ) {
    const script = traitsOf(codePoints[at]) & SCRIPTS;
    let separator = -1;
    let end = at + 1;
    if (traitsOf(codePoints[at]) & WORDISH) {
      let plain = true; // letters of one script without a vowel, and a separator
      for (end = at; end < length; end++) {
        const code = codePoints[end];
        const traits = traitsOf(code);
        if (traits & WORDISH) plain &&= (traits & SCRIPTS) === script && script !== 0 && !isVowel(code);
        else if ((code === DOT || code === HYPHEN) && end + 1 < length && traitsOf(codePoints[end + 1]) & WORDISH) {
          plain &&= separator < 0;
          separator = end;
        } else break;
      }
      if (!plain || end - at < SHORTEST + 1 || !standsAlone(text, kept, end)) separator = -1;
    }
    for (let i = at; i < end; i++) if (i !== separator) moveCodePoint(text, i, kept++, spans);
    at = end;
  }
  text.length = kept;
}

/** True if what is written before `kept` and what follows from `end` on cannot belong to the word between them. */
function standsAlone({ codePoints, length }: CodePoints, kept: number, end: number): boolean {
  const joins = (code: number) => isLeetSign(code) || (code !== SPACE && isSeparator(code));
  const before = kept > 0 ? codePoints[kept - 1] : SPACE;
  let after = end;
  while (after < length && isLeetSign(codePoints[after])) after += 1;
  if (joins(before) || isMask(before) || (traitsOf(before) & WORDISH) !== 0) return false;
  return after === length || !((traitsOf(codePoints[after]) & WORDISH) !== 0 || isMask(codePoints[after]));
}
