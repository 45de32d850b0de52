import type { CodePoints } from '../decode/codePoints';
import { characterFlags, isSpaceCodePoint, isWordCodePoint, lowerDifferences, WORD } from '../unicode/characters';
import { lookUp } from '../unicode/pages';

/** What is counted character by character, as defined in surfaceNames.ts. */
export interface Marks {
  letters: number;
  capitals: number;
  digits: number;
  punctuation: number;
  exclamationMarks: number;
  questionMarks: number;
  quotationMarks: number;
  lineBreaks: number;
  emoji: number;
  ellipses: number;
  punctuationRuns: number;
  repeatedLetters: number;
  mentions: number;
  urls: number;
  obfuscatedWords: number;
}

const CAPITAL_I_WITH_DOT = 0x130;
const ZERO_WIDTH_JOINER = 0x200d;
const DOT = 0x2e;
const ELLIPSIS = 0x2026;
const SMALL_W = 0x77;
const AT_SIGN = 0x40;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const codesOf = (characters: string) => new Set(Array.from(characters, (character) => character.codePointAt(0) ?? 0));
export const EXCLAMATIONS: ReadonlySet<number> = codesOf('!¡！‼⁉');
export const QUESTIONS: ReadonlySet<number> = codesOf('?¿？⁇⁈');
/** Marks that are a run by themselves. */
const DOUBLED = codesOf('‼⁇⁈⁉');
const QUOTATIONS = codesOf('"“”„‟«»‹›');
const LINE_ENDS = new Set([LINE_FEED, CARRIAGE_RETURN, 0x85, 0x2028, 0x2029]);
/** Besides digits, what replaces letters. */
const DISGUISES = codesOf('@$€*#|');
const SCHEMES = ['http://', 'https://', 'www.'].map((scheme) => Uint32Array.from(scheme, (c) => c.charCodeAt(0)));

export const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** True for word characters but digits and the underscore. Numerals of other scripts count as letters. */
export function isLetter(code: number): boolean {
  return (lookUp(characterFlags(), code) & WORD) !== 0 && !isDigit(code) && code !== 0x5f;
}

export function isCapital(code: number): boolean {
  return code === CAPITAL_I_WITH_DOT || lookUp(lowerDifferences(), code) !== 0;
}

/** One code point in lower case, without regard to its neighbours. */
export function lowered(code: number): number {
  return code + lookUp(lowerDifferences(), code);
}

/** ASCII's punctuation but the underscore, and that of Latin-1, General Punctuation and full width that text uses. */
export function isPunctuation(code: number): boolean {
  if (code < 0x80) {
    return (code >= 0x21 && code <= 0x2f) || (code >= 0x3a && code <= 0x40) || isBracketOrBar(code);
  }
  return (
    QUOTATIONS.has(code) ||
    EXCLAMATIONS.has(code) ||
    QUESTIONS.has(code) ||
    code === 0xb7 ||
    (code >= 0x2010 && code <= 0x2027) ||
    (code >= 0x2030 && code <= 0x205e) ||
    (code >= 0x3001 && code <= 0x3003)
  );
}

function isBracketOrBar(code: number): boolean {
  return (code >= 0x5b && code <= 0x60 && code !== 0x5f) || (code >= 0x7b && code <= 0x7e);
}

const isRegional = (code: number) => code >= 0x1f1e6 && code <= 0x1f1ff;

/** A pictograph that may begin an emoji: no skin tone, joiner or variation selector. */
export function isPictograph(code: number): boolean {
  if (code < 0x231a) return false;
  if (code >= 0x1f000) return code <= 0x1faff && !(code >= 0x1f3fb && code <= 0x1f3ff);
  return (code >= 0x2600 && code <= 0x27bf) || (code >= 0x2b00 && code <= 0x2bff) || code <= 0x23ff;
}

/** Counts the marks of a text. O(n). */
export function countMarks(text: CodePoints): Marks {
  const marks: Marks = {
    letters: 0,
    capitals: 0,
    digits: 0,
    punctuation: 0,
    exclamationMarks: 0,
    questionMarks: 0,
    quotationMarks: 0,
    lineBreaks: 0,
    emoji: 0,
    ellipses: 0,
    punctuationRuns: 0,
    repeatedLetters: 0,
    mentions: 0,
    urls: 0,
    obfuscatedWords: 0,
  };
  countSingles(text, marks);
  countRuns(text, marks);
  countChunks(text, marks);
  return marks;
}

/** What is known from one character and the one before it. */
function countSingles({ codePoints, length }: CodePoints, marks: Marks): void {
  let flagOpen = false; // after the first half of a flag
  for (let at = 0, before = 0; at < length; at++) {
    const code = codePoints[at];
    if (isLetter(code)) {
      marks.letters += 1;
      if (isCapital(code)) marks.capitals += 1;
    } else if (isDigit(code)) marks.digits += 1;
    else if (isPunctuation(code)) {
      marks.punctuation += 1;
      if (EXCLAMATIONS.has(code)) marks.exclamationMarks += 1;
      else if (QUESTIONS.has(code)) marks.questionMarks += 1;
      else if (QUOTATIONS.has(code)) marks.quotationMarks += 1;
    } else if (LINE_ENDS.has(code)) {
      if (!(code === LINE_FEED && before === CARRIAGE_RETURN)) marks.lineBreaks += 1;
    } else if (isPictograph(code)) {
      const second = isRegional(code) && flagOpen;
      if (!second && before !== ZERO_WIDTH_JOINER) marks.emoji += 1;
    }
    flagOpen = isRegional(code) && !flagOpen;
    before = code;
  }
}

/** Runs of dots, of marks and of letters. */
function countRuns({ codePoints, length }: CodePoints, marks: Marks): void {
  const endOf = (at: number, belongs: (code: number) => boolean) => {
    let end = at + 1;
    while (end < length && belongs(codePoints[end])) end += 1;
    return end;
  };
  const isDot = (code: number) => code === DOT || code === ELLIPSIS;
  const isLoud = (code: number) => EXCLAMATIONS.has(code) || QUESTIONS.has(code);
  for (let at = 0, end = 0; at < length; at = end) {
    const code = codePoints[at];
    if (isLetter(code)) {
      const letter = lowered(code);
      end = endOf(at, (next) => lowered(next) === letter);
      const web = letter === SMALL_W && end - at === 3 && end < length && codePoints[end] === DOT;
      if (end - at >= 3 && !web) marks.repeatedLetters += 1;
    } else if (isDot(code)) {
      end = endOf(at, isDot);
      if (end - at >= 3 || codePoints.subarray(at, end).includes(ELLIPSIS)) marks.ellipses += 1;
    } else if (isLoud(code)) {
      end = endOf(at, isLoud);
      if (end - at >= 2 || DOUBLED.has(code)) marks.punctuationRuns += 1;
    } else {
      end = endOf(at, (next) => next === code);
      if (end - at >= 3 && isPunctuation(code)) marks.punctuationRuns += 1;
    }
  }
}

/** A run without white space: an address, a name, a disguised word. */
function countChunks({ codePoints, length }: CodePoints, marks: Marks): void {
  const startsWith = (at: number, scheme: Uint32Array) => {
    if (at + scheme.length > length) return false;
    for (let i = 0; i < scheme.length; i++) if (lowered(codePoints[at + i]) !== scheme[i]) return false;
    return true;
  };
  for (let begin = 0; begin < length; ) {
    if (isSpaceCodePoint(codePoints[begin])) {
      begin += 1;
      continue;
    }
    let end = begin + 1;
    while (end < length && !isSpaceCodePoint(codePoints[end])) end += 1;
    let urls = 0;
    for (let at = begin; at < end; at++) {
      const code = codePoints[at];
      const fresh = at === begin || !isWordCodePoint(codePoints[at - 1]);
      if (!fresh) continue;
      if (code === AT_SIGN && at + 1 < end && isWordCodePoint(codePoints[at + 1])) marks.mentions += 1;
      const scheme = SCHEMES.find((candidate) => startsWith(at, candidate));
      if (!scheme) continue;
      urls += 1;
      at += scheme.length - 1;
      if (scheme !== SCHEMES[2] && startsWith(at + 1, SCHEMES[2])) at += SCHEMES[2].length;
    }
    marks.urls += urls;
    if (urls === 0 && isDisguised(codePoints, begin, end)) marks.obfuscatedWords += 1;
    begin = end;
  }
}

/** True if there are digits or symbols between two letters in [begin, end), and it is no e-mail address. */
function isDisguised(codePoints: Uint32Array, begin: number, end: number): boolean {
  let lastDot = -1; // within the chunk; one at its end is a sentence's
  for (let at = end - 2; at > begin && lastDot < 0; at--) {
    if (codePoints[at] === DOT && isLetter(codePoints[at + 1])) lastDot = at;
  }
  for (let at = begin + 1, from = -1; at < end; at++) {
    const code = codePoints[at];
    if (isDigit(code) || DISGUISES.has(code)) {
      if (from < 0 && isLetter(codePoints[at - 1])) from = at;
    } else {
      const address = at - from === 1 && codePoints[from] === AT_SIGN && lastDot > at;
      if (from >= 0 && isLetter(code) && !address) return true;
      from = -1;
    }
  }
  return false;
}
