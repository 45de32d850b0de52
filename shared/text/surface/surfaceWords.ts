import type { CodePoints } from '../decode/codePoints';
import { isWordCodePoint } from '../unicode/characters';
import { isCapital, isLetter, lowered } from './surfaceMarks';

/** What is counted word by word, as defined in surfaceNames.ts. A word is a run of word characters. */
export interface WordCounts {
  words: number;
  /** Code points within words. */
  characters: number;
  /** Different ones, large or small. */
  unique: number;
  shouted: number;
  mixedAlphabet: number;
  firstPerson: number;
  secondPerson: number;
}

const FIRST_PERSON =
  'i me my mine myself we us our ours ourselves я меня мне мной мною мой моя моё мое мои моего моей моему моих моим ' +
  'моими моём моем мою мы нас нам нами наш наша наше наши нашего нашей нашему наших нашим нашими нашем нашу';
const SECOND_PERSON =
  'you your yours yourself yourselves u ur ya ты тебя тебе тобой тобою твой твоя твоё твое твои твоего твоей твоему ' +
  'твоих твоим твоими твоём твоем твою вы вас вам вами ваш ваша ваше ваши вашего вашей вашему ваших вашим вашими ' +
  'вашем вашу';

/** The hash of an empty word; of two halves, FNV-1a and a multiplicative one. */
const FIRST_SEED = 0x811c9dc5;
const SECOND_SEED = 0x9e3779b9;
const firstStep = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193);
const secondStep = (hash: number, code: number) => {
  const mixed = Math.imul(hash + code, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
};
/** 53 bits: a million different words collide with a chance of one in ten thousand. */
const keyOf = (first: number, second: number) => (first >>> 0) * 2097152 + (second >>> 11);

function keysOf(words: string): ReadonlySet<number> {
  return new Set(
    words.split(' ').map((word) => {
      let [first, second] = [FIRST_SEED, SECOND_SEED];
      for (let i = 0; i < word.length; i++) {
        first = firstStep(first, word.charCodeAt(i));
        second = secondStep(second, word.charCodeAt(i));
      }
      return keyOf(first, second);
    }),
  );
}

const firstPerson = keysOf(FIRST_PERSON);
const secondPerson = keysOf(SECOND_PERSON);

const LATIN = 1;
const CYRILLIC = 2;
const GREEK = 4;

/** Of which of three alphabets the letter `code` is, as a bit; 0 for none of them. */
export function alphabetOf(code: number): number {
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f)) return LATIN;
  if (code >= 0x400 && code <= 0x52f) return CYRILLIC;
  return code >= 0x370 && code <= 0x3ff ? GREEK : 0;
}

/** Counts the words of a text. O(n). */
export function countWords({ codePoints, length }: CodePoints): WordCounts {
  const counts: WordCounts = {
    words: 0,
    characters: 0,
    unique: 0,
    shouted: 0,
    mixedAlphabet: 0,
    firstPerson: 0,
    secondPerson: 0,
  };
  const seen = new Set<number>();
  for (let at = 0; at < length; at++) {
    if (!isWordCodePoint(codePoints[at])) continue;
    const begin = at;
    let [first, second] = [FIRST_SEED, SECOND_SEED];
    let letters = 0;
    let capitals = 0;
    let alphabets = 0;
    for (; at < length && isWordCodePoint(codePoints[at]); at++) {
      const code = codePoints[at];
      const small = lowered(code);
      first = firstStep(first, small);
      second = secondStep(second, small);
      if (!isLetter(code)) continue;
      letters += 1;
      if (isCapital(code)) capitals += 1;
      alphabets |= alphabetOf(code);
    }
    const key = keyOf(first, second);
    seen.add(key);
    counts.words += 1;
    counts.characters += at - begin;
    if (letters >= 2 && capitals === letters) counts.shouted += 1;
    if ((alphabets & (alphabets - 1)) !== 0) counts.mixedAlphabet += 1;
    if (firstPerson.has(key)) counts.firstPerson += 1;
    if (secondPerson.has(key)) counts.secondPerson += 1;
  }
  counts.unique = seen.size;
  return counts;
}
