import { rowCount, type TextColumn } from '../../data/column/textColumn';
import { createCodePointReader } from '../decode/codePoints';
import { characterFlags, WORD } from '../unicode/characters';
import { ENGLISH_WORDS, OTHER_LATIN_WORDS } from './languageWords';

/**
 * What a text is written in. `other`: plainly neither English nor Russian. `unknown`: too little to tell, such as no
 * letters, or a few Latin words of no list.
 */
export type TextLanguage = 'en' | 'ru' | 'other' | 'unknown';

/** Texts of each language. */
export type LanguageCounts = Record<TextLanguage, number>;

/** Bytes of a text that are read: enough to tell, and a long text costs no more. */
const READ_BYTES = 2048;
/** With so many Latin words and not one common English one among them, a text is not English. */
const MANY_WORDS = 16;
/** English has fewer accented letters than one in this many. */
const ACCENTED_SHARE = 12;
/** Bulgarian has at least one ъ in this many letters, Russian one in 2,500. */
const HARD_SIGN_SHARE = 200;

const A = 0x61;
const LETTERS = 26;
const ENGLISH = 1;

/** A trie of words of a to z: `next[26 * state + letter]`, and the lists that hold a state's word, as bits. */
interface WordTrie {
  readonly next: Uint16Array<ArrayBuffer>;
  readonly lists: Uint16Array<ArrayBuffer>;
}

let trie: WordTrie | null = null;

function buildTrie(): WordTrie {
  const sources = [ENGLISH_WORDS, ...OTHER_LATIN_WORDS].map((list) => list.split(' '));
  const states = sources.flat().reduce((sum, word) => sum + word.length, 1);
  const next = new Uint16Array(states * LETTERS);
  const lists = new Uint16Array(states);
  let count = 1;
  sources.forEach((words, list) => {
    for (const word of words) {
      let state = 0;
      for (let i = 0; i < word.length; i++) {
        const edge = state * LETTERS + word.charCodeAt(i) - A;
        if (next[edge] === 0) next[edge] = count++;
        state = next[edge];
      }
      lists[state] |= 1 << list;
    }
  });
  return { next, lists };
}

const isLatin = (code: number) =>
  (code >= A && code < A + LETTERS) || (code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff);
const isCyrillic = (code: number) => code >= 0x400 && code <= 0x52f;
/** Letters of Ukrainian, Belarusian, Serbian, Macedonian, Kazakh and others that Russian lacks. */
const isForeignCyrillic = (code: number) => code > 0x451;
/** ы, э, ё: letters that Ukrainian, Bulgarian, Serbian and Macedonian lack. */
const isRussian = (code: number) => code === 0x44b || code === 0x44d || code === 0x451;
const HARD_SIGN = 0x44a;

const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });
const hits = new Uint32Array(1 + OTHER_LATIN_WORDS.length);

/**
 * The language of the UTF-8 text `bytes[begin .. end)`, from its first 2,048 bytes, in whole numbers only.
 *
 * The script of more than half of the letters decides first; without one it is `other`. Cyrillic is Russian unless
 * letters that Russian lacks outnumber ы, э and ё, or ъ is as frequent as Bulgarian has it. Latin is English if more
 * of its words are in the English list than in any other language's and fewer than one letter in 12 is accented;
 * `unknown` if no list has a word of it and it is shorter than 16 words with few accents; else `other`.
 */
export function languageOfBytes(bytes: Uint8Array, begin = 0, end = bytes.length): TextLanguage {
  trie ??= buildTrie();
  const { next, lists } = trie;
  const { pageOf, pages } = characterFlags();
  const { codePoints, length } = reader.read(bytes, begin, Math.min(end, begin + READ_BYTES));
  hits.fill(0);
  let latin = 0;
  let accented = 0;
  let cyrillic = 0;
  let foreign = 0;
  let russian = 0;
  let hardSigns = 0;
  let others = 0;
  let words = 0;
  for (let i = 0; i < length; ) {
    const code = codePoints[i];
    if (!isLatin(code)) {
      if (isCyrillic(code)) {
        cyrillic += 1;
        if (isForeignCyrillic(code)) foreign += 1;
        else if (isRussian(code)) russian += 1;
        else if (code === HARD_SIGN) hardSigns += 1;
      } else if (code > 0x7f && pages[(pageOf[code >> 8] << 8) | (code & 255)] & WORD) others += 1;
      i += 1;
      continue;
    }
    let state = 0;
    let known = true;
    const first = i;
    for (; i < length && isLatin(codePoints[i]); i++) {
      const letter = codePoints[i] - A;
      if (letter >= LETTERS) {
        known = false;
        accented += 1;
      } else if (known) {
        state = next[state * LETTERS + letter];
        known = state !== 0;
      }
    }
    latin += i - first;
    words += 1;
    if (known) for (let list = 0; list < hits.length; list++) hits[list] += (lists[state] >> list) & 1;
  }
  const letters = latin + cyrillic + others;
  if (letters === 0) return 'unknown';
  if (2 * cyrillic > letters) {
    const bulgarian = russian === 0 && hardSigns > 1 && hardSigns * HARD_SIGN_SHARE > cyrillic;
    return foreign > russian || bulgarian ? 'other' : 'ru';
  }
  if (2 * latin <= letters) return 'other';
  const english = hits[0];
  let best = 0;
  for (let list = ENGLISH; list < hits.length; list++) best = Math.max(best, hits[list]);
  const fewAccents = accented * ACCENTED_SHARE < latin;
  if (english > best && fewAccents) return 'en';
  if (english === best && fewAccents && (english > 0 || words < MANY_WORDS)) return 'unknown';
  return 'other';
}

/** Adds the language of each row of `column` to `counts`. About 100 MB/s: a chunk takes no longer than a breath. */
export function countLanguages(column: TextColumn, counts: LanguageCounts): void {
  const { bytes, offsets } = column;
  for (let row = 0; row < rowCount(column); row++) counts[languageOfBytes(bytes, offsets[row], offsets[row + 1])] += 1;
}

/** No texts yet. */
export function createLanguageCounts(): LanguageCounts {
  return { en: 0, ru: 0, other: 0, unknown: 0 };
}

/**
 * The language of most texts, those of unknown language aside; the first of en, ru, other if they are equal, and
 * `unknown` if none is known.
 */
export function majorityLanguage(counts: LanguageCounts): TextLanguage {
  let majority: TextLanguage = 'unknown';
  let most = 0;
  for (const language of ['en', 'ru', 'other'] as const) {
    if (counts[language] > most) {
      majority = language;
      most = counts[language];
    }
  }
  return majority;
}

/** The language of most rows of `column`; see `majorityLanguage`. */
export function languageOf(column: TextColumn): TextLanguage {
  const counts = createLanguageCounts();
  countLanguages(column, counts);
  return majorityLanguage(counts);
}
