import { isSpaceCodePoint, isWordCodePoint, lowerDifferences } from '../unicode/characters';
import { lookUp } from '../unicode/pages';
import { MAY_BE_LAST, NEVER_LAST } from './sentencesAbbreviations';

/** A sentence: `text.slice(begin, end)`, UTF-16 offsets; neither end is white space. */
export interface Sentence {
  readonly begin: number;
  readonly end: number;
}

/** Characters that are looked at before a full stop to find an abbreviation: none is longer. */
const LONGEST_ABBREVIATION = 10;

const TERMINATORS = '.!?\u2026\u203d\u203c\u2047\u2048\u2049';
/** These end a sentence without a space after them. */
const WIDE_TERMINATORS = '\u3002\uff01\uff1f\uff61';
/** Of scripts without capitals: Arabic, Urdu, Devanagari. They end a sentence as the wide ones do. */
const OTHER_TERMINATORS = '\u061f\u06d4\u0964\u0965';
const CLOSERS = ')]}"\'\u00bb\u201d\u2019\u203a*';
const WIDE_CLOSERS = `${CLOSERS}\u300d\u300f\uff09`;
const OPENERS = '([{"\'\u00ab\u201c\u2018\u2039\u201e*#@';
const NEWLINES = '\n\r\u0085\u2028\u2029';
const BULLETS = '-*+\u2022\u00b7\u2013\u2014';
const EYES = ':;=8xX';
const NOSES = "-o^'";
const MOUTHS = ')(]D[PpOo/\\|*30';

const ELLIPSIS = '\u2026';

/** Of a code unit: nothing ends at it; white space that breaks no line; what may end a sentence. */
const PLAIN = 0;
const GAP = 1;
const STOP = 2;

/** Which marks end sentences. */
interface Ends {
  /** Beyond the wide ones, these do without a space after them. */
  readonly others: string;
  /** PLAIN, GAP or STOP, by code unit. */
  readonly kindOf: Uint8Array;
}

function endsWith(others: string): Ends {
  const kindOf = Uint8Array.from({ length: 0x10000 }, (_, unit) => (isSpaceCodePoint(unit) ? GAP : PLAIN));
  for (const character of TERMINATORS + WIDE_TERMINATORS + others + NEWLINES) kindOf[character.charCodeAt(0)] = STOP;
  return { others, kindOf };
}

let usual: Ends | null = null;
let ofEveryScript: Ends | null = null;

/** The marks that stored models were fitted with. */
function usualEnds(): Ends {
  usual ??= endsWith('');
  return usual;
}

function endsOfEveryScript(): Ends {
  ofEveryScript ??= endsWith(OTHER_TERMINATORS);
  return ofEveryScript;
}

const isUpper = (code: number) => code === 0x130 || lookUp(lowerDifferences(), code) !== 0;
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isLetter = (code: number) => isWordCodePoint(code) && !isDigit(code) && code !== 0x5f;

/** The characters that emoji are made of: pictographs, flags, variation selectors, joiners, skin tones. */
function isEmoji(code: number): boolean {
  return (
    (code >= 0x1f000 && code <= 0x1faff) ||
    (code >= 0x2600 && code <= 0x27bf) ||
    (code >= 0x2b00 && code <= 0x2bff) ||
    code === 0xfe0f ||
    code === 0x200d
  );
}

const codeAt = (text: string, at: number) => text.codePointAt(at) ?? 0;
const isSpaceAt = (text: string, at: number) => isSpaceCodePoint(text.charCodeAt(at));

/** True if a space or tab, not a line break, is at `at`. */
function isGapAt(text: string, at: number): boolean {
  return at < text.length && isSpaceAt(text, at) && !NEWLINES.includes(text[at]);
}

/** The first index from `at` on that is not white space. */
function skipSpaces(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpaceAt(text, end)) end += 1;
  return end;
}

function skipAny(text: string, at: number, characters: string): number {
  let end = at;
  while (end < text.length && characters.includes(text[end])) end += 1;
  return end;
}

/** The index after an emoticon or a run of emoji at `at`; `at` if there is none. */
function skipEmoticon(text: string, at: number): number {
  let end = at;
  while (end < text.length && isEmoji(codeAt(text, end))) end += codeAt(text, end) > 0xffff ? 2 : 1;
  if (end > at) return end;
  if (at >= text.length || !EYES.includes(text[at])) return at;
  end = at + 1;
  if (end < text.length && NOSES.includes(text[end])) end += 1;
  const mouth = end;
  end = skipAny(text, end, MOUTHS);
  const whole = end > mouth && (end === text.length || isSpaceAt(text, end) || TERMINATORS.includes(text[end]));
  return whole ? end : at;
}

/** Line breaks in the white space `begin .. end`; \r\n is one. */
function countNewlines(text: string, begin: number, end: number): number {
  let count = 0;
  for (let i = begin; i < end; i++) {
    if (NEWLINES.includes(text[i]) && !(text[i] === '\n' && i > begin && text[i - 1] === '\r')) count += 1;
  }
  return count;
}

/** True if a list item begins at `at`, as "- ", "2. ", "b) ". */
function startsListItem(text: string, at: number): boolean {
  if (BULLETS.includes(text[at])) return isGapAt(text, at + 1);
  let end = at;
  while (end < text.length && end < at + 3 && isDigit(text.charCodeAt(end))) end += 1;
  const numbered = end > at;
  if (!numbered && isLetter(text.charCodeAt(at))) end += 1;
  const marked = end > at && end < text.length && (text[end] === ')' || (numbered && text[end] === '.'));
  return marked && isGapAt(text, end + 1);
}

/**
 * True if the full stop at `stop`, in a sentence from `begin` on, is an abbreviation's, an initial's or a list number's
 * and ends nothing.
 * @param next the first code point after it that is neither white space nor an opening quote.
 */
function isInner(text: string, stop: number, begin: number, next: number): boolean {
  let from = stop;
  const farthest = Math.max(begin, stop - LONGEST_ABBREVIATION);
  while (from > farthest && (isWordCodePoint(text.charCodeAt(from - 1)) || '.-'.includes(text[from - 1]))) from -= 1;
  if (from === stop) return false;
  let digits = from;
  while (digits < stop && isDigit(text.charCodeAt(digits))) digits += 1;
  if (digits === stop) return from === begin && stop - from <= 3;
  // Only what the sets hold matters, and that is all ASCII or Cyrillic, where lower case is the same everywhere.
  const word = text.slice(from, stop).toLowerCase();
  if (NEVER_LAST.has(word)) return true;
  if (word === 'г') return !(isUpper(next) && isAfterNumber(text, from));
  if (word === 'no' || word === 'p') return isDigit(next);
  if (MAY_BE_LAST.has(word)) return !isUpper(next);
  const last = word.lastIndexOf('.');
  const letters = stop - from - (last + 1);
  return letters === 1 && isLetter(text.charCodeAt(stop - 1)) && (isUpper(text.charCodeAt(stop - 1)) || from === begin);
}

/** True if the word at `from` follows a number, as in "2020 г." */
function isAfterNumber(text: string, from: number): boolean {
  const before = from - 1;
  return before > 0 && isSpaceAt(text, before) && isDigit(text.charCodeAt(before - 1));
}

/**
 * True if a sentence may begin at `at` after a terminator.
 * @param casual one may begin with a small letter.
 */
function mayBegin(text: string, at: number, casual: boolean): boolean {
  const code = codeAt(text, skipAny(text, at, OPENERS));
  if (isUpper(code)) return true;
  if (isLetter(code)) return casual;
  if (BULLETS.includes(text[at])) {
    // A dash may open an answer, or go on after a quotation: "Why?" - he asked.
    const after = at + 1 < text.length && isSpaceAt(text, at + 1) ? at + 2 : at + 1;
    return isUpper(codeAt(text, after)) || isDigit(codeAt(text, after));
  }
  return isDigit(code) || isEmoji(code) || OPENERS.includes(text[at]);
}

/** True if the sentence at `begin` begins with a small letter, or with none. */
function beginsSmall(text: string, begin: number): boolean {
  return !isUpper(codeAt(text, skipAny(text, begin, OPENERS)));
}

/** The first index from `at` on where there is more to see than a letter or a gap between two. */
function skipPlain(text: string, at: number, kindOf: Uint8Array): number {
  let next = at;
  for (; next < text.length; next++) {
    const kind = kindOf[text.charCodeAt(next)];
    if (kind === PLAIN) continue;
    if (kind === STOP || next + 1 === text.length || kindOf[text.charCodeAt(next + 1)] !== PLAIN) break;
  }
  return next;
}

/**
 * Splits a text, English or Russian, into sentences. Their spans are in order, do not overlap and hold every
 * character that is not white space.
 *
 * A sentence ends
 * - after a run of . ! ? … with its closing quotes and brackets, if white space follows and then a capital, a digit, an
 *   opening quote or nothing; a writer who began this sentence with a small letter may begin the next with one;
 * - at a blank line; at a line break after such a run, or before a list item;
 * - and includes the emoticons and emoji that follow its end.
 * It does not end inside a number, an address or an ellipsis that goes on in small letters, nor after initials, a
 * list item's number and the abbreviations of sentencesAbbreviations.ts.
 *
 * O(n) for any text, in code units: each looks a bounded way back, and what is looked at ahead is then skipped.
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (let begin = skipSpaces(text, 0); begin < text.length; ) {
    const end = endOfSentence(text, begin, usualEnds());
    sentences.push({ begin, end });
    begin = skipSpaces(text, end);
  }
  return sentences;
}

/**
 * The number of sentences that `splitSentences` finds, in any script: the Arabic question mark, the Urdu full stop and
 * the dandas of Devanagari end sentences too. Models count the former, since a change would alter the scores of stored
 * ones.
 */
export function countSentences(text: string): number {
  const ends = endsOfEveryScript();
  let count = 0;
  for (let begin = skipSpaces(text, 0); begin < text.length; count++) {
    begin = skipSpaces(text, endOfSentence(text, begin, ends));
  }
  return count;
}

/** The end of the sentence that begins at `begin`, where no white space is. */
function endOfSentence(text: string, begin: number, { others, kindOf }: Ends): number {
  const casual = beginsSmall(text, begin);
  for (let at = skipPlain(text, begin, kindOf); at < text.length; at = skipPlain(text, at, kindOf)) {
    const character = text[at];
    if (WIDE_TERMINATORS.includes(character)) {
      return skipAny(text, skipAny(text, at, WIDE_TERMINATORS), WIDE_CLOSERS);
    }
    if (others.includes(character)) return skipAny(text, skipAny(text, at, others + TERMINATORS), WIDE_CLOSERS);
    if (TERMINATORS.includes(character)) {
      const run = skipAny(text, at, TERMINATORS);
      let end = skipAny(text, run, CLOSERS);
      if (end === text.length) break;
      if (!isSpaceAt(text, end)) {
        const pictured = skipEmoticon(text, end);
        if (pictured === end) {
          at = end;
          continue;
        }
        end = pictured;
      }
      let next = skipSpaces(text, end);
      let newlines = countNewlines(text, end, next);
      // What smiles after the full stop on the same line belongs to it.
      while (newlines === 0 && next < text.length) {
        const smiled = skipEmoticon(text, next);
        if (smiled === next) break;
        end = skipAny(text, smiled, TERMINATORS);
        next = skipSpaces(text, end);
        newlines = countNewlines(text, end, next);
      }
      if (next === text.length) break;
      const single = run - at === 1 && character === '.';
      const trailsOff = character === ELLIPSIS || (character === '.' && run - at > 1);
      const inner = single && isInner(text, at, begin, codeAt(text, skipAny(text, next, OPENERS)));
      if (newlines > 1 || (!inner && (newlines === 1 || mayBegin(text, next, casual && !trailsOff)))) return end;
      at = next;
    } else {
      const next = skipSpaces(text, at);
      const newlines = countNewlines(text, at, next);
      if (newlines > 1 || (newlines === 1 && next < text.length && startsListItem(text, next))) return at;
      at = next;
    }
  }
  let end = text.length;
  while (isSpaceAt(text, end - 1)) end -= 1;
  return end;
}
