import english from 'natural/lib/natural/util/stopwords.js';
import russian from 'natural/lib/natural/util/stopwords_ru.js';
import { createWordNormalizer } from '../normalise/normalizeWord';
import { isWordCodePoint } from '../unicode/characters';

/** The languages that stop words are listed for; `auto` is both lists. */
export type StopWordLanguage = 'auto' | 'en' | 'ru';

/** The Russian list is typed with these two Latin letters among its single Cyrillic ones. */
const LATIN_TWINS = new Map([
  ['c', 'с'],
  ['o', 'о'],
]);

const lists = new Map<StopWordLanguage, readonly string[]>();

function wordsOf(language: StopWordLanguage): readonly string[] {
  if (language === 'en') return english.words;
  if (language === 'ru') return russian.words.map((word) => LATIN_TWINS.get(word) ?? word);
  return [...stopWordsFor('en'), ...stopWordsFor('ru')];
}

function normalize(words: readonly string[]): readonly string[] {
  const lowerCase = createWordNormalizer({ lowercase: true, stripAccents: 'none' });
  const normal = new Set<string>();
  for (const word of words) {
    const lower = lowerCase(word);
    // A phrase or a sign is never a token.
    if (
      lower === '_' ||
      lower === '' ||
      !Array.from(lower, (c) => isWordCodePoint(c.codePointAt(0) ?? 0)).every(Boolean)
    )
      continue;
    normal.add(lower);
    normal.add(lower.replaceAll('ё', 'е'));
  }
  return [...normal].sort();
}

/**
 * The stop words of a language, as natural lists them: lower case, single words, each once, sorted; what is written
 * with ё is listed with е too. The lists are part of what decides a model's id.
 */
export function stopWordsFor(language: StopWordLanguage): readonly string[] {
  let list = lists.get(language);
  if (!list) {
    list = normalize(wordsOf(language));
    lists.set(language, list);
  }
  return list;
}
