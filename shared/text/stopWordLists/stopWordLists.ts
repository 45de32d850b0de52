import lists from 'stopwords-iso/stopwords-iso.json';
import { IDENTITY_GROUPS, identityWords } from '../identityTerms';
import { createWordNormalizer } from '../normalise/normalizeWord';
import { isWordCodePoint } from '../unicode/characters';

/*
 * The stop words that reports leave out: stopwords-iso, of which the build bundles the languages named here. Models
 * have lists of their own (tokens/stopWords.ts), which their ids depend on. Loaded when first asked for.
 */

export type StopWordLanguage = 'auto' | 'en' | 'ru';

/** Words of a list that carry meaning of their own in comments, and can be kept when the others are left out. */
export const STOP_WORD_KINDS = ['negations', 'pronouns'] as const;
export type StopWordKind = (typeof STOP_WORD_KINDS)[number];

const words = (text: string) => text.split(/\s+/);

const NEGATIONS = {
  en: words(`no not nor never none nobody nothing nowhere neither without cannot cant dont doesnt didnt isnt arent wasnt
    werent wont wouldnt shouldnt couldnt havent hasnt hadnt mustnt neednt aint`),
  ru: words(`не ни нет нету нельзя без никогда нигде никуда никак никто никого никому никем ничто ничего ничему ничем
    никакой никакая никакое никакие никакого никакому никаких никаким никакими никакую некому нечего`),
};

/** Personal, possessive and reflexive ones. */
const PRONOUNS = {
  en: words(`i me my mine myself we us our ours ourselves you your yours yourself yourselves u ur he him his himself she
    her hers herself it its itself they them their theirs themselves`),
  ru: words(`я меня мне мной мною мы нас нам нами ты тебя тебе тобой тобою вы вас вам вами он его него ему нему им ним нём
    она её неё ей ней ею нею оно они их них ими ними себя себе собой собою мой моя моё мои моего моей моему моих моим моими
    моём мою наш наша наше наши нашего нашей нашему наших нашим нашими нашем нашу твой твоя твоё твои твоего твоей твоему
    твоих твоим твоими твоём твою ваш ваша ваше ваши вашего вашей вашему ваших вашим вашими вашем вашу свой своя своё свои
    своего своей своему своих своим своими своём свою`),
};

/**
 * The stop words of a language: lower case, single words, each once, sorted; what is written with ё is listed with е
 * too. Names of groups of people (identityTerms.ts), such as "men" and «русский», are never among them.
 * @param keep kinds that are not stop words here; those of all other kinds are, whether the list names them or not.
 */
export function stopWordsOf(language: StopWordLanguage, keep: readonly StopWordKind[]): readonly string[] {
  const languages = language === 'auto' ? (['en', 'ru'] as const) : ([language] as const);
  const kinds = { negations: NEGATIONS, pronouns: PRONOUNS };
  const found = new Set(languages.flatMap((each) => normalized(lists[each])));
  for (const kind of STOP_WORD_KINDS) {
    for (const word of languages.flatMap((each) => normalized(kinds[kind][each]))) {
      if (keep.includes(kind)) found.delete(word);
      else found.add(word);
    }
  }
  for (const group of IDENTITY_GROUPS) for (const word of identityWords(group)) found.delete(word);
  return [...found].sort();
}

function normalized(list: readonly string[]): string[] {
  const lowerCase = createWordNormalizer({ lowercase: true, stripAccents: 'none' });
  const isWord = (word: string) => Array.from(word, (c) => isWordCodePoint(c.codePointAt(0) ?? 0)).every(Boolean);
  // A phrase, or a word with an apostrophe, is never one token.
  return list
    .map(lowerCase)
    .filter((word) => word !== '' && isWord(word))
    .flatMap((word) => [word, word.replaceAll('ё', 'е')]);
}
