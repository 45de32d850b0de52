import { isCapital, lowerOf } from './letterCase';
import { isPictograph } from './pictographs';
import { CYRILLIC, LATIN, LETTER, traitsOf } from './traits';
import { isVowel } from './vowels';

const ZERO = 0x30;
const ONE = 0x31;
const EXCLAMATION = 0x21;
const AT = 0x40;
const DOLLAR = 0x24;
const EURO = 0x20ac;
const THREE = 0x33;
const FOUR = 0x34;
const SMALL_D = 0x64;
const HASH = 0x23;
export const ASTERISK = 0x2a;
const UNDERSCORE = 0x5f;
const BAR = 0x7c;
const SMALL_I = 0x69;
const SMALL_L = 0x6c;

/** The letters that digits and signs replace, sign and letter in turn. */
const LATIN_LEET = pairsOf('0o1i3e4a5s7t@a$s!i€e');
const CYRILLIC_LEET = pairsOf('0о3з4ч6б@а$с€е');

/** What a number may count, after it without a space; a word that starts so is a quantity. `x` and `х` are "times". */
const UNITS = new Set(
  (
    'am pm st nd rd th min mins minute minutes hr hrs hour hours day days week weeks wk month months year years yr yrs ' +
    'sec secs second seconds star stars time times way ways mile miles inch inches foot feet ft km cm mm kg lb lbs mg ' +
    'ml gb mb kb tb hz khz mhz ghz px pt bit bits byte bytes percent usd eur gbp man men person people player players ' +
    'x bn mln х'
  ).split(' '),
);
const LONGEST_UNIT = 7;
/** Letters that a word has before a last zero that is an o; Latin ones more: `eth0` is a name. */
const BEFORE_ZERO = { latin: 4, other: 2 };

function pairsOf(text: string): ReadonlyMap<number, number> {
  const codes = Array.from(text, (c) => c.codePointAt(0) ?? 0);
  const pairs = new Map<number, number>();
  for (let i = 0; i < codes.length; i += 2) pairs.set(codes[i], codes[i + 1]);
  return pairs;
}

const isLetter = (code: number) => (traitsOf(code) & LETTER) !== 0;

/** The letter that the digit or sign `code` replaces in a word of `script`, 0 if none. */
export function leetLetter(code: number, script: number): number {
  const pairs = script === LATIN ? LATIN_LEET : script === CYRILLIC ? CYRILLIC_LEET : null;
  return pairs?.get(code) ?? 0;
}

/** True for the digits and signs that may replace letters, and for the other digits. */
export function isLeetSign(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === AT || code === DOLLAR || code === EXCLAMATION || code === EURO;
}

/** True for the signs that mask any letter: `*`, `#`, `_`, `|`, and emoji. */
export function isMask(code: number): boolean {
  return code === ASTERISK || code === HASH || code === UNDERSCORE || code === BAR || isPictograph(code);
}

function isUnit(codes: Uint32Array, begin: number, end: number): boolean {
  if (end - begin > LONGEST_UNIT) return false;
  let unit = '';
  for (let i = begin; i < end; i++) unit += String.fromCodePoint(lowerOf(codes[i]));
  return UNITS.has(unit);
}

/**
 * Decides whether the digits and signs in `codes[0 .. length)` (letters of one script, digits and signs) stand for
 * letters. All of them do or none does. They do only if
 * - the word has three letters or more, more letters than others, and they are not all of a to f (hexadecimal); of two
 *   letters only two consonants around one sign or two of the same that replace vowels (`h0t`, `f00l`, not `l10n`),
 *   or two Russian ones before a zero (`эт0`);
 * - every digit and sign has a letter that it replaces in this script;
 * - a word of two letters is one of a short list (`1d10t`);
 * - between letters there are at most two of them together, or more of the same; where `@` or `!` is among them in a
 *   Latin word, the letters on one side have no vowel, else these are two words (`meet@noon`, `wow!that`);
 * - at the end there are at most two, and there are others at the start or between letters (`h3ll0`, `5ourc3`, not
 *   `covid19`, `player1`), or it is one zero after a consonant and letters enough (`hell0`);
 * - at the start there is one, no unit follows (`5minutes`, `3D`), and there are others between letters or at the end,
 *   or four letters or more follow and it is no 4 (for) and the script is Latin (`1diot`, not `3года`).
 */
export function isLeet(codes: Uint32Array, length: number, script: number): boolean {
  let letters = 0;
  let between = 0;
  let company = false; // needed by the first or the last
  let leading = false;
  let trailing = false;
  let hexadecimal = true;
  for (let at = 0; at < length; ) {
    const begin = at;
    if (isLetter(codes[at])) {
      for (; at < length && isLetter(codes[at]); at++) {
        const lower = lowerOf(codes[at]);
        if (lower < 0x61 || lower > 0x66) hexadecimal = false;
      }
      letters += at - begin;
      continue;
    }
    let same = true;
    let divides = false;
    for (; at < length && !isLetter(codes[at]); at++) {
      if (leetLetter(codes[at], script) === 0) return false;
      same &&= codes[at] === codes[begin];
      divides ||= codes[at] === AT || codes[at] === EXCLAMATION;
    }
    const size = at - begin;
    if (begin > 0 && at < length) {
      if (size > 2 && !same) return false;
      if (divides && script === LATIN && vowelBefore(codes, begin) && vowelAfter(codes, at, length)) return false;
      between += 1;
    } else if (begin > 0) {
      if (size > 2) return false;
      trailing = size === 1;
      company ||= size > 1 || !endsInO(codes, begin, script);
    } else {
      let end = at;
      while (end < length && isLetter(codes[end])) end += 1;
      if (size > 1 || end === at || (codes[begin] !== DOLLAR && isUnit(codes, at, end))) return false;
      if (codes[begin] === THREE && lowerOf(codes[at]) === SMALL_D) return false; // 3D
      if (end - at < 4 || codes[begin] === FOUR || script !== LATIN) company = true;
      leading = codes[begin] !== ZERO; // 0xbeef1
    }
  }
  if (letters === 2 && script === LATIN && isShortWord(codes, length)) return true;
  if (hexadecimal) return false;
  if (letters === 2) return isFrame(codes, length, script) || (length === 3 && endsInO(codes, 2, script));
  if (letters < 2 || length - letters >= letters) return false;
  return between > 0 || !company || (leading && trailing);
}

/** Words that stay readable with two letters left (`1d10t`, `b00b5`), which otherwise look like sizes and codes. */
const SHORT_WORDS = new Set(['idiot', 'idiots', 'boobs', 'tits', 'arse']);

function isShortWord(codes: Uint32Array, length: number): boolean {
  if (length < 4 || length > 6) return false;
  let word = '';
  for (let i = 0; i < length; i++) word += String.fromCodePoint(leetLetter(codes[i], LATIN) || lowerOf(codes[i]));
  return SHORT_WORDS.has(word);
}

/** True for two consonants around one sign that replaces a vowel, or two of the same. */
function isFrame(codes: Uint32Array, length: number, script: number): boolean {
  const isConsonant = (code: number) => isLetter(code) && !isVowel(code);
  if (length > 4 || !isConsonant(codes[0]) || !isConsonant(codes[length - 1]) || isLetter(codes[1])) return false;
  return codes[1] === codes[length - 2] && isVowel(leetLetter(codes[1], script));
}

/** True if the sign at `at` is a zero after a consonant and letters enough to be an o. */
function endsInO(codes: Uint32Array, at: number, script: number): boolean {
  const before = script === LATIN ? BEFORE_ZERO.latin : BEFORE_ZERO.other;
  if (codes[at] !== ZERO || at < before || isVowel(codes[at - 1])) return false;
  for (let i = at - before; i < at; i++) if (!isLetter(codes[i])) return false;
  return true;
}

function vowelBefore(codes: Uint32Array, at: number): boolean {
  for (let i = at - 1; i >= 0 && isLetter(codes[i]); i--) if (isVowel(codes[i])) return true;
  return false;
}

function vowelAfter(codes: Uint32Array, at: number, length: number): boolean {
  for (let i = at; i < length && isLetter(codes[i]); i++) if (isVowel(codes[i])) return true;
  return false;
}

/**
 * The letter that `codes[at]` replaces, given the letter written before it (0 if none). A one is an i, but an l
 * between vowels, before a vowel at the start, and after a vowel before an l, the end or another one (`1oser`, `ho1e`,
 * `he1l`, `ki11`, but `k1ll` and `1diot` with an i).
 */
export function readLeet(codes: Uint32Array, length: number, at: number, before: number, script: number): number {
  const letter = leetLetter(codes[at], script);
  if (codes[at] !== ONE || script !== LATIN) return letter;
  if (at > 0 && codes[at - 1] === ONE && lowerOf(before) === SMALL_L) return SMALL_L;
  const next = at + 1 < length ? codes[at + 1] : 0;
  const after = leetLetter(next, script) || next;
  if (before === 0) return isVowel(after) ? SMALL_L : SMALL_I;
  return isVowel(before) && (after === 0 || isVowel(after) || lowerOf(after) === SMALL_L) ? SMALL_L : SMALL_I;
}

/** True if no letter of `codes[0 .. length)` is small. */
export function isAllCapitals(codes: Uint32Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (isLetter(codes[i]) && !isCapital(codes[i])) return false;
  return true;
}
