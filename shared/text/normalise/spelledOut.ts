import type { CodePoints } from '../decode/codePoints';
import { moveCodePoint } from './buffer';
import { isLeetSign, isMask } from './leet';
import { lowerOf } from './letterCase';
import { isPictograph } from './pictographs';
import { LETTER, SCRIPTS, traitsOf, WORDISH } from './traits';
import { isVowel } from './vowels';

const SPACE = 0x20;
const LINE_END = 0x0a;
const HYPHEN = 0x2d;
const isUsualSeparator = codeSet(' .-_*~·•');
/** Signs that also divide a list of single letters (`a/b`, `x, y`): more letters must be between them. */
const isListSeparator = codeSet('/,|\n');
const isSeparator = (code: number) => isUsualSeparator(code) || isListSeparator(code) || isPictograph(code);
/** Words of one letter: a row of these may be a sentence. */
const isOneLetterWord = codeSet('aioавикосуяэбж');
/** Digits that replace letters inside a spelled-out word. */
const isLeetDigit = codeSet('013457');

const SHORTEST = 3;
const SHORTEST_LIST = 4;
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
 * - With other separators the row must be a whole word: `x.y.z.com` and `well-a-b-c` stay.
 * - `/`, `,`, `|`, a line end and an emoji may be between four letters or more, vowels and consonants among them, and
 *   no stretch of the alphabet (`a/b/c/d` stays).
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

  let single = false; // the current code point may begin a row: no word character precedes it
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
    let vowels = 0;
    let steps = 0; // to the next letter of the alphabet
    for (;;) {
      elements += 1;
      if (traitsOf(codePoints[next]) & LETTER) letters += 1;
      if (traitsOf(codePoints[next]) & LETTER && !isOneLetterWord(lowerOf(codePoints[next]))) unusual += 1;
      if (isVowel(codePoints[next])) vowels += 1;
      if (next > at && lowerOf(codePoints[next]) === lowerOf(codePoints[last]) + 1) steps += 1;
      last = next;
      next = last + 1;
      while (next < length && codePoints[next] === separator) next += 1;
      if (next === last + 1 || next >= length || !isElement(next)) break;
    }
    let join = elements >= SHORTEST && letters >= SHORTEST && letters >= SHORTEST_DIGIT_SHARE * (elements - letters);
    // A word has vowels and consonants; `a,b,c,d` has the alphabet.
    if (!isUsualSeparator(separator))
      join &&= letters >= SHORTEST_LIST && vowels > 0 && vowels < letters && 2 * steps < letters;
    if (separator === SPACE || separator === LINE_END) join &&= unusual >= 2;
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
 * Joins, in place, a word in which one hyphen replaces a vowel: two pieces of one script, both without a vowel, three
 * letters or more in all, standing alone. Words have vowels, so `t-shirt`, `x-ray`, `кто-то` stay.
 */
export function joinVowelless(text: CodePoints, spans: boolean): void {
  const { codePoints, length } = text;
  let kept = 0;
  let moved = 0;
  const moveTo = (end: number) => {
    if (kept === moved) kept = end;
    else for (let i = moved; i < end; i++) moveCodePoint(text, i, kept++, spans);
    moved = end;
  };

  for (let at = 1; at + 1 < length; at++) {
    if (codePoints[at] !== HYPHEN) continue;
    const script = traitsOf(codePoints[at - 1]) & SCRIPTS;
    if (script === 0) continue;
    const isConsonant = (i: number) => (traitsOf(codePoints[i]) & script) !== 0 && !isVowel(codePoints[i]);
    let begin = at;
    while (begin > moved && isConsonant(begin - 1)) begin -= 1;
    let end = at + 1;
    while (end < length && isConsonant(end)) end += 1;
    if (begin === at || end === at + 1 || end - begin < SHORTEST + 1 || !isWholeWord(text, begin, end)) continue;
    moveTo(at);
    moved = at + 1;
  }
  moveTo(length);
  text.length = kept;
}

/** True if the characters around `begin .. end` cannot belong to the same word. */
function isWholeWord({ codePoints, length }: CodePoints, begin: number, end: number): boolean {
  const isPart = (code: number) => (traitsOf(code) & WORDISH) !== 0 || isMask(code);
  const before = begin > 0 ? codePoints[begin - 1] : SPACE;
  if (isPart(before) || isLeetSign(before) || (before !== SPACE && isSeparator(before))) return false;
  let after = end;
  while (after < length && (isLeetSign(codePoints[after]) || codePoints[after] === HYPHEN)) after += 1;
  return after === length || !isPart(codePoints[after]);
}
