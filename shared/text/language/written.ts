import { type CodePoints, createCodePointReader } from '../decode/codePoints';
import { twinIn } from '../normalise/confusables';
import { lowerOf } from '../normalise/letterCase';
import { CYRILLIC, decompositions, LATIN } from '../normalise/traits';
import { characterFlags, WORD } from '../unicode/characters';
import { lookUp } from '../unicode/pages';
import { createGramTable, type GramTable } from './gramTable';
import { CYRILLIC_GRAMS, CYRILLIC_LANGUAGES, LATIN_GRAMS, LATIN_LANGUAGES } from './languageTable';
import { isCyrillic, isLatin, languageOfLetter, languageOfLetters } from './scripts';

/*
 * The language a text is written in, for app and runner alike: by its script, then by n-grams and common words.
 */

/**
 * A language tag of BCP 47: `en`, `de`, …; `ru-Latn` is Russian in Latin letters; `und` is undetermined: no letters, or
 * too little to decide by; `mul` is a script used for many languages.
 */
export type LanguageTag = string;

export const UNDETERMINED = 'und';

export interface Written {
  readonly language: LanguageTag;
  /** Of the letters that decided: what an undetermined text most likely is. Null without letters. */
  readonly script: 'Latn' | 'Cyrl' | 'other' | null;
}

/** Bytes of a text that are read: enough to decide, and a long text costs no more. */
const READ_BYTES = 2048;
/** In eighths of a nat: a lead after which no more words are read, ... */
const SETTLED = 96;
/** ... and what is added to English and Russian, which most people write here. */
const EXPECTED = 20;
/** English or Russian within this of the leader leaves the text undetermined. */
const CLOSE = 20;
/** The same where the text has common words of the leader and none of the expected language. */
const CLOSE_COMMON = 8;
/** Words by which a text may be settled. */
const SETTLED_WORDS = 5;
/** What a text of one word, or of two, none of them common, has to lead by beyond CLOSE: such words are often names. */
const FEW_WORDS: readonly number[] = [0, 16, 8];

const BELARUSIAN = 0x45e; // ў
const DOTTED_I = 0x456; // і
const RUSSIAN_I = 0x438; // и
const isEastern = (code: number) => code === 0x44b || code === 0x44d; // ы, э

let tables: { readonly latin: GramTable; readonly cyrillic: GramTable } | null = null;

function gramTables() {
  tables ??= {
    latin: createGramTable(LATIN_LANGUAGES, LATIN_GRAMS),
    cyrillic: createGramTable(CYRILLIC_LANGUAGES, CYRILLIC_GRAMS),
  };
  return tables;
}

const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });

/** Words by script, as index ranges into the code points. */
interface Words {
  readonly begins: number[];
  readonly ends: number[];
  letters: number;
}

const NO_LETTERS: Written = { language: UNDETERMINED, script: null };

/**
 * What the UTF-8 text `bytes[begin .. end)` is written in, from its first 2,048 bytes. A word of Latin and Cyrillic
 * letters counts as the script that its other letters can be look-alikes of. The script of most letters decides (at a
 * tie, of most words), then what its words speak for. Deterministic: whole numbers only.
 */
export function writtenIn(bytes: Uint8Array, begin = 0, end = bytes.length): Written {
  const text = reader.read(bytes, begin, Math.min(end, begin + READ_BYTES));
  unfoldLetters(text);
  const latin: Words = { begins: [], ends: [], letters: 0 };
  const cyrillic: Words = { begins: [], ends: [], letters: 0 };
  const others = readWords(text, latin, cyrillic);
  let otherLetters = 0;
  for (const count of others.values()) otherLetters += count;
  const letters = latin.letters + cyrillic.letters + otherLetters;
  if (letters === 0) return NO_LETTERS;
  if (2 * otherLetters > letters) return { language: languageOfLetters(others), script: 'other' };
  const lead = cyrillic.letters - latin.letters || cyrillic.begins.length - latin.begins.length;
  if (lead > 0) return { language: cyrillicLanguage(text, cyrillic), script: 'Cyrl' };
  return { language: languageOf(gramTables().latin, text.codePoints, latin), script: 'Latn' };
}

/** Letters of these begin here: mathematical, full-width, circled, raised. */
const FIRST_FOLDED = 0x1d2c;

/** Puts the letters that others are variants of in their place (ｓ, 𝐬, ˢ are s); in place. */
function unfoldLetters({ codePoints, length }: CodePoints): void {
  for (let i = 0; i < length; i++) {
    if (codePoints[i] < FIRST_FOLDED && !isRaised(codePoints[i])) continue;
    const { starts, pool } = decompositions();
    const start = lookUp(starts, codePoints[i]);
    if (start === 0 || pool[start] !== 1) continue;
    const letter = lowerOf(pool[start + 1]);
    if (isLatin(letter) || isCyrillic(letter)) codePoints[i] = letter;
  }
}

/** Raised letters in other blocks: ª, º, ʰ to ʸ, ˡ to ˣ. */
const isRaised = (code: number) =>
  code === 0xaa || code === 0xba || (code >= 0x2b0 && code <= 0x2b8) || (code >= 0x2e0 && code <= 0x2e4);

/** Sorts the words of a text by script, folds those of two scripts, and counts letters of other scripts by language. */
function readWords({ codePoints, length }: CodePoints, latin: Words, cyrillic: Words): Map<string, number> {
  const { pageOf, pages } = characterFlags();
  const others = new Map<string, number>();
  const alike: [number, number][] = []; // Cyrillic words of look-alikes alone
  let disguised = false;
  for (let at = 0; at < length; ) {
    const begin = at;
    let latins = 0;
    let cyrillics = 0;
    for (; at < length; at++) {
      if (at > begin) unmaskDigit(codePoints, at, length);
      if (isLatin(codePoints[at])) latins += 1;
      else if (isCyrillic(codePoints[at])) cyrillics += 1;
      else break;
    }
    if (at === begin) {
      const code = codePoints[at];
      at = Math.max(at + 1, endOfAddress(codePoints, at, length));
      if (code > 0x7f && pages[(pageOf[code >> 8] << 8) | (code & 255)] & WORD) {
        const language = languageOfLetter(code);
        others.set(language, (others.get(language) ?? 0) + 1);
      }
      continue;
    }
    if (cyrillics === 0) push(latin, begin, at);
    else if (latins === 0) {
      if (fits(codePoints, begin, at, LATIN)) alike.push([begin, at]);
      else push(cyrillic, begin, at);
    } else if (foldsToLatin(codePoints, begin, at, latins, cyrillics)) {
      disguised = true;
      fold(codePoints, begin, at, LATIN);
      push(latin, begin, at);
    } else {
      fold(codePoints, begin, at, CYRILLIC);
      push(cyrillic, begin, at);
    }
  }
  // Where words are disguised, one of look-alikes alone is more likely disguised too («ѕо»).
  for (const [begin, end] of alike) {
    if (disguised && latin.letters > cyrillic.letters) fold(codePoints, begin, end, LATIN);
    push(disguised && latin.letters > cyrillic.letters ? latin : cyrillic, begin, end);
  }
  return others;
}

/** Letters that digits are written for between Latin letters: `idi0t`, `b1tch`. */
const DIGIT_LETTERS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };

/** Puts the letter for a digit between two Latin letters in its place. */
function unmaskDigit(codes: Uint32Array, at: number, length: number): void {
  if (codes[at] < 0x30 || codes[at] > 0x39 || at + 1 >= length) return;
  if (!isLatin(codes[at - 1]) || !isLatin(codes[at + 1])) return;
  const letter = DIGIT_LETTERS[String.fromCharCode(codes[at])];
  if (letter !== undefined) codes[at] = letter.charCodeAt(0);
}

const AT = 0x40;
const COLON = 0x3a;
const SLASH = 0x2f;
const OPENING = 0x5b;
const CLOSING = 0x5d;

/**
 * Where an address that begins at `at` ends: the rest of a link from its `://`, a mention (`@name`), or a mention as VK
 * writes it (`[id1|Name]`). They are in no language. `at` itself if none begins there.
 */
function endOfAddress(codes: Uint32Array, at: number, length: number): number {
  const opens = codes[at] === OPENING && codes[at + 1] === 0x69 && codes[at + 2] === 0x64;
  const link = codes[at] === COLON && codes[at + 1] === SLASH && codes[at + 2] === SLASH;
  if (at + 2 >= length || !(opens || link || codes[at] === AT)) return at;
  let end = at;
  while (end < length && codes[end] > 0x20 && !(opens && codes[end] === CLOSING)) end += 1;
  return end;
}

function push(words: Words, begin: number, end: number): void {
  words.begins.push(begin);
  words.ends.push(end);
  words.letters += end - begin;
}

/** True if every letter that is not of `script` has a twin there. */
function fits(codes: Uint32Array, begin: number, end: number, script: number): boolean {
  const own = script === LATIN ? isLatin : isCyrillic;
  for (let i = begin; i < end; i++) if (!own(codes[i]) && twinIn(script, codes[i], false) === 0) return false;
  return true;
}

/** Whether a word of both scripts is a Latin one: by which letters can be look-alikes, then by which are more. */
function foldsToLatin(codes: Uint32Array, begin: number, end: number, latins: number, cyrillics: number): boolean {
  const latin = fits(codes, begin, end, LATIN);
  if (latin !== fits(codes, begin, end, CYRILLIC)) return latin;
  return latins >= cyrillics;
}

function fold(codes: Uint32Array, begin: number, end: number, script: number): void {
  const own = script === LATIN ? isLatin : isCyrillic;
  for (let i = begin; i < end; i++) if (!own(codes[i])) codes[i] = twinIn(script, codes[i], false) || codes[i];
}

/** Belarusian by its letters (ў; or і together with ы or э, and no и); the others by their n-grams. */
function cyrillicLanguage({ codePoints }: CodePoints, words: Words): LanguageTag {
  let dotted = 0;
  let eastern = 0;
  let russian = 0;
  for (let word = 0; word < words.begins.length; word++) {
    for (let i = words.begins[word]; i < words.ends[word]; i++) {
      const code = codePoints[i];
      if (code === BELARUSIAN) return 'be';
      if (code === DOTTED_I) dotted += 1;
      else if (isEastern(code)) eastern += 1;
      else if (code === RUSSIAN_I) russian += 1;
    }
  }
  if (dotted > 0 && eastern > 0 && russian === 0) return 'be';
  return languageOf(gramTables().cyrillic, codePoints, words);
}

/** The language that the words speak for. The first of a table is the expected one: English or Russian. */
function languageOf(table: GramTable, codePoints: Uint32Array, { begins, ends }: Words): LanguageTag {
  const scores = new Int32Array(table.languages.length);
  const known = new Int32Array(table.languages.length);
  scores[0] = EXPECTED;
  let added = false;
  for (let word = 0; word < begins.length; word++) {
    // Single Latin letters are spelled-out words more often than words of a language.
    if (ends[word] - begins[word] === 1 && isLatin(codePoints[begins[word]])) continue;
    table.add(codePoints, begins[word], ends[word], scores, known);
    added = true;
    if (word + 1 < SETTLED_WORDS) continue;
    const [leader, next] = topTwo(scores);
    if (scores[leader] - scores[next] > SETTLED) break;
  }
  if (!added) return UNDETERMINED;
  const [best, second] = topTwo(scores);
  if (best !== 0 && known[best] === 0 && isMashed(codePoints, begins, ends)) return UNDETERMINED;
  if (best === 0) return scores[0] - scores[second] >= CLOSE / 2 ? table.languages[0] : UNDETERMINED;
  const common = known[best] > 0 && known[0] === 0;
  const lead = common ? CLOSE_COMMON : CLOSE + (FEW_WORDS[begins.length] ?? 0);
  return scores[best] - scores[0] >= lead ? table.languages[best] : UNDETERMINED;
}

const VOWELS = new Set(Array.from('aeiouyr', (letter) => letter.charCodeAt(0)));
/** So many consonants in a row are in hardly any word of any language. */
const CONSONANTS = 5;

/**
 * Whether at least half of the Latin words of four letters and more are keys pressed at random: without a vowel (`r`
 * may stand for one, as in «krk»), or with five consonants in a row.
 */
function isMashed(codes: Uint32Array, begins: readonly number[], ends: readonly number[]): boolean {
  let long = 0;
  let mashed = 0;
  for (let word = 0; word < begins.length; word++) {
    if (ends[word] - begins[word] < 4 || codes[begins[word]] > 0x7f) continue;
    long += 1;
    let run = 0;
    let longest = 0;
    for (let i = begins[word]; i < ends[word]; i++) {
      run = codes[i] > 0x7f || VOWELS.has(codes[i]) ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    if (longest >= CONSONANTS || longest === ends[word] - begins[word]) mashed += 1;
  }
  return mashed > 0 && 2 * mashed >= long;
}

function topTwo(scores: Int32Array): [number, number] {
  let best = 0;
  let second = 1;
  for (let i = 1; i < scores.length; i++) {
    if (scores[i] > scores[best]) {
      second = best;
      best = i;
    } else if (second === best || scores[i] > scores[second]) second = i;
  }
  return [best, second];
}
