import { CodedError } from '../../base/errors';
import { createTagger, wordClassOf } from '../tagging/partsOfSpeech';

/** Finds the dictionary forms of English words. */
export interface Lemmatizer {
  /**
   * The lemmas of a text's tokens, one each, in order. A verb's, noun's or adjective's is lower case; any other token,
   * a proper noun among them, comes back as it is.
   * @param tokens in their original case: a word's part of speech depends on it and on its neighbours.
   */
  lemmas(tokens: readonly string[]): string[];
}

/** @throws CodedError `spec-invalid` if `language` has no lemmas: only English has a dictionary that is kept up. */
export function requireLemmas(language: 'auto' | 'en' | 'ru'): void {
  if (language === 'ru') {
    throw new CodedError('spec-invalid', {
      path: 'text.tokens',
      got: 'lemma',
      expected: 'stem: there are no lemmas for Russian',
    });
  }
}

const ENGLISH_WORD = /^[A-Za-z][A-Za-z'-]{0,63}$/;
/** Lemmas kept at hand of each class, so that memory does not grow with the text. */
const KEPT = 65536;

/**
 * Makes a lemmatizer: WordNet's morphology (lists of exceptions, then rules of detachment whose result must be in the
 * dictionary) for the part of speech that the tagger gives. A noun of two letters or in -ss is left alone, as in
 * WordNet's morph.c ("boss" is not the plural of "bos"). Adverbs and modal verbs have no lemma but themselves.
 */
export async function createLemmatizer(): Promise<Lemmatizer> {
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
