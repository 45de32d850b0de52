import type { CodePoints } from '../decode/codePoints';
import { emptyCodePoints, moveCodePoint, reserveCodePoints } from './buffer';
import { twinIn } from './confusables';
import { ASTERISK, isAllCapitals, isLeet, isLeetSign, isMask, readLeet } from './leet';
import { capitalOf, lowerOf } from './letterCase';
import { CYRILLIC, characterTraits, GREEK, GUARD, LATIN, SCRIPTS, traitsOf } from './traits';
import { isVowel } from './vowels';

const EXCLAMATION = 0x21;
const APOSTROPHE = 0x27;
const FEWEST_LETTERS = 3;
/** A loose likeness counts where a word has this many times more letters of the script it is folded to. */
const LOOSE_MAJORITY = 2;

const isLetter = (code: number) => (traitsOf(code) & SCRIPTS) !== 0;
const isEdge = (code: number) => !isLetter(code) && !(code >= 0x30 && code <= 0x39);

/** Counts the letters of each script, a letter repeated once, so that shortening a run or a mask changes nothing. */
function countLetters(codes: Uint32Array, begin: number, end: number) {
  const counts = [LATIN, CYRILLIC, GREEK].map((script) => ({ script, count: 0 }));
  let previous = 0;
  for (let i = begin; i < end; i++) {
    if (isMask(codes[i])) continue;
    const lower = lowerOf(codes[i]);
    const script = traitsOf(lower) & SCRIPTS;
    if (lower !== previous) for (const entry of counts) if (entry.script === script) entry.count += 1;
    previous = lower;
  }
  return counts.filter(({ count }) => count > 0);
}

/**
 * Folds the letters `codes[begin .. end)` to `script`; changes nothing and returns false if one has no twin there. A
 * letter repeated in the other case (`Hh`) goes with the one before it, so that shortening a run changes nothing.
 */
function foldTo(codes: Uint32Array, begin: number, end: number, script: number, loose: boolean): boolean {
  for (const writes of [false, true]) {
    let previous = 0;
    let previousTwin = 0;
    for (let i = begin; i < end; i++) {
      const code = codes[i];
      if (isMask(code)) continue;
      const lower = lowerOf(code);
      let twin = code;
      if (traitsOf(code) & SCRIPTS & ~script) {
        twin = twinIn(script, code, loose) || (lower === previous ? lowerOf(previousTwin) : 0);
        if (twin === 0) return false;
        if (writes) codes[i] = twin;
      }
      previous = lower;
      previousTwin = twin;
    }
  }
  return true;
}

/**
 * Brings the letters of a word of several scripts to one of them, if all the others look like letters of that script:
 * the script of most letters if it can be, else the next; at a tie the one of the first letter. A word that fits no
 * script stays.
 */
function unifyScript(codes: Uint32Array, begin: number, end: number): void {
  const present = countLetters(codes, begin, end);
  if (present.length < 2) return;
  let first = begin;
  while (!isLetter(codes[first])) first += 1;
  const script = traitsOf(codes[first]) & SCRIPTS;
  present.sort((a, b) => b.count - a.count || Number(b.script === script) - Number(a.script === script));
  if (present.some((candidate) => foldTo(codes, begin, end, candidate.script, false))) return;
  const others = present.slice(1).reduce((sum, { count }) => sum + count, 0);
  if (present[0].count >= LOOSE_MAJORITY * others) foldTo(codes, begin, end, present[0].script, true);
}

/** The current word without its masks; a buffer reused between calls. */
const plain = emptyCodePoints();

/**
 * Undoes, in place, what disguises single words. A word is a run of letters (Latin, Cyrillic, Greek), digits and the
 * signs `@ $ ! € * # _ |` and emoji, without the signs at its edges.
 * 1. Look-alikes of other scripts are folded to the script that fits (confusables.ts); words of one script stay.
 * 2. Digits and signs used as letters become these (leet.ts), all in the word or none; none next to `#` or `_`.
 * 3. Masks `* # _ |` and emoji between letters of a word of three letters or more go, so that all ways to mask the same
 *    letters make the same word (`st*pid`, `st#pid`, `st**pid` → `stpid`); all but `*`, which also join words, only
 *    where the letters on one side have no vowel (`user_page` and `page#part` stay) and the word has no digits or
 *    signs.
 */
export function undisguiseWords(text: CodePoints, spans: boolean): void {
  const { codePoints, length } = text;
  let kept = 0;
  let moved = 0;
  const moveTo = (end: number) => {
    if (kept === moved) kept = end;
    else for (let i = moved; i < end; i++) moveCodePoint(text, i, kept++, spans);
    moved = end;
  };

  const hasVowelAfter = (at: number, end: number) => {
    for (let i = at; i < end && isLetter(codePoints[i]); i++) if (isVowel(codePoints[i])) return true;
    return false;
  };

  function unifyPieces(begin: number, end: number): void {
    for (let from = begin; from < end; ) {
      let to = from;
      while (to < end && codePoints[to] !== EXCLAMATION) to += 1;
      if (to > from) unifyScript(codePoints, from, to);
      from = to + 1;
    }
  }

  /** Moves a word on without the masks between its letters. */
  function dropMasks(begin: number, end: number, strongOnly: boolean): void {
    for (let at = begin; at < end; ) {
      let next = at;
      while (next < end && !isMask(codePoints[next])) next += 1;
      moveTo(next);
      let after = next;
      let strong = false;
      for (; after < end && isMask(codePoints[after]); after++) strong ||= codePoints[after] === ASTERISK;
      const between = next > begin && after < end && isLetter(codePoints[next - 1]) && isLetter(codePoints[after]);
      const weak = () => !strongOnly && (!hasVowelBefore(begin, next) || !hasVowelAfter(after, end));
      const drop = between && (strong || weak());
      if (drop) moved = after;
      else moveTo(after);
      at = after;
    }
  }

  /** A piece after an apostrophe (`don't_go`) passes for one with a vowel: it is the end of a word. */
  function hasVowelBefore(begin: number, at: number): boolean {
    let i = at - 1;
    for (; i >= begin && isLetter(codePoints[i]); i--) if (isVowel(codePoints[i])) return true;
    return i + 1 === begin && begin > 0 && codePoints[begin - 1] === APOSTROPHE;
  }

  function writeLeet(begin: number, end: number, script: number): void {
    const capitals = isAllCapitals(plain.codePoints, plain.length);
    let item = 0;
    let before = 0;
    for (let i = begin; i < end; i++) {
      if (isMask(codePoints[i])) continue;
      if (!isLetter(codePoints[i])) {
        const letter = readLeet(plain.codePoints, plain.length, item, before, script);
        codePoints[i] = capitals ? capitalOf(letter) : letter;
      }
      before = codePoints[i];
      moveCodePoint(text, i, kept++, spans);
      item += 1;
    }
    moved = end;
  }

  function undisguise(begin: number, end: number): void {
    unifyPieces(begin, end);
    let scripts = 0;
    let letters = 0;
    let signs = 0;
    let weakMask = false;
    plain.length = 0;
    reserveCodePoints(plain, end - begin, false);
    for (let i = begin; i < end; i++) {
      const code = codePoints[i];
      if (isMask(code)) {
        weakMask ||= code !== ASTERISK;
        continue;
      }
      plain.codePoints[plain.length++] = code;
      if (isLetter(code)) {
        letters += 1;
        scripts |= traitsOf(code) & SCRIPTS;
      } else signs += 1;
    }
    if (signs > 0 && !weakMask && isLeet(plain.codePoints, plain.length, scripts)) {
      moveTo(begin);
      writeLeet(begin, end, scripts);
    } else if (letters >= FEWEST_LETTERS && plain.length < end - begin) dropMasks(begin, end, signs > 0);
  }

  const { pageOf, pages } = characterTraits();
  for (let at = 0; at < length; ) {
    let scripts = 0;
    let signs = false;
    const begin = at;
    for (; at < length; at++) {
      const code = codePoints[at];
      const own = code < GUARD ? pages[(pageOf[code >> 8] << 8) | (code & 255)] & SCRIPTS : 0;
      if (own === 0 && !isLeetSign(code) && !isMask(code)) break;
      if (own === 0) signs = true;
      scripts |= own;
    }
    if (scripts !== 0 && (signs || (scripts & (scripts - 1)) !== 0)) {
      let first = begin;
      let end = at;
      // A dollar may open a word; a euro or an at sign does not.
      while (first < end && isEdge(codePoints[first]) && codePoints[first] !== 0x24) first += 1;
      while (end > first && isEdge(codePoints[end - 1])) end -= 1;
      if (end > first) undisguise(first, end);
    }
    if (at === begin) at += 1;
  }
  moveTo(length);
  text.length = kept;
}
