import { createTagger, wordClassOf } from '../tagging/partsOfSpeech';

/** Finds the dictionary forms of words. */
export interface Lemmatizer {
  /**
   * The lemmas of a text's tokens, one each, in order. Of English, a verb's, noun's or adjective's is lower case, and
   * any other token, a proper noun among them, is returned as it is; of Russian, every word's is lower case.
   * @param tokens in their original case: a word's part of speech depends on it and on its neighbours.
   */
  lemmas(tokens: readonly string[]): string[];
}

const ENGLISH_WORD = /^[A-Za-z][A-Za-z'-]{0,63}$/;
/** Size of the cache of lemmas per class, so that memory does not grow with the text. */
const KEPT = 65536;

/**
 * Makes the lemmatizer of a language. `auto` is English: words of other languages are returned as they are, as they
 * were before there was a Russian dictionary; the models of that time depend on it.
 * @throws CodedError `dictionary-unreachable` for Russian.
 */
export function createLemmatizer(language: 'auto' | 'en' | 'ru' = 'auto'): Promise<Lemmatizer> {
  return language === 'ru' ? createRussianLemmatizer() : createEnglishLemmatizer();
}

/** The likeliest dictionary form of each word without context (text/russian). */
async function createRussianLemmatizer(): Promise<Lemmatizer> {
  const { loadRussianWords } = await import('../russian/russianWords');
  const words = await loadRussianWords();
  return { lemmas: (tokens) => tokens.map((token) => words.read(token)?.lemma ?? token) };
}

/**
 * WordNet's morphology (lists of exceptions, then rules of detachment whose result must be in the
 * dictionary) for the part of speech that the tagger assigns. A noun of two letters or in -ss is left alone, as in
 * WordNet's morph.c ("boss" is not the plural of "bos"). Adverbs and modal verbs have no lemma but themselves.
 */
async function createEnglishLemmatizer(): Promise<Lemmatizer> {
  const [tagger, { default: wordNet }] = await Promise.all([createTagger(), import('wink-lemmatizer')]);
  const kept = {
    noun: new Map<string, string>(),
    verb: new Map<string, string>(),
    adjective: new Map<string, string>(),
  };

  function find(word: string, wordClass: keyof typeof kept): string {
    if (wordClass === 'verb') return wordNet.verb(word);
    if (wordClass === 'adjective') return wordNet.adjective(word);
    return word.length <= 2 || word.endsWith('ss') ? word : wordNet.noun(word);
  }

  function lemmaOf(token: string, tag: string): string {
    const wordClass = wordClassOf(tag);
    if (wordClass !== 'noun' && wordClass !== 'verb' && wordClass !== 'adjective') return token;
    if (tag === 'MD') return token;
    const known = kept[wordClass];
    let lemma = known.get(token);
    if (lemma === undefined) {
      if (!ENGLISH_WORD.test(token)) return token;
      lemma = find(token.toLowerCase(), wordClass);
      if (known.size === KEPT) known.clear();
      known.set(token, lemma);
    }
    return lemma;
  }

  return {
    lemmas(tokens) {
      const tags = tagger.tags(tokens);
      return tokens.map((token, i) => lemmaOf(token, tags[i]));
    },
  };
}
