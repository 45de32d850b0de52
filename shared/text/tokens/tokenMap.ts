import { CodedError } from '../../base/errors';
import type { NormalizeSettings } from '../decode/codePoints';
import { createWordNormalizer } from '../normalise/normalizeWord';
import type { Lemmatizer } from './lemma';
import { stemmerFor } from './stem';
import { stopWordsFor } from './stopWords';

/** The part of a spec's `text` that decides what becomes of a token. */
export interface TokenSettings {
  readonly language: 'auto' | 'en' | 'ru';
  readonly tokens: 'plain' | 'stem' | 'lemma';
  /** A language's list, both (`auto`), or words of one's own. */
  readonly stopWords: 'none' | 'auto' | 'en' | 'ru' | readonly string[];
}

/** From a token of the normalised text to its term; null for a stop word, which is left out before n-grams are made. */
export type TokenMap = (token: string) => string | null;

/** From all tokens of one text to their terms, null for stop words; as many, in order. */
export interface SequenceMap {
  /**
   * @param tokens two characters or more each, in their original case: a lemma depends on it. Accents are stripped
   *   already, if they are to be.
   */
  map(tokens: readonly string[]): (string | null)[];
}

/** True if a token's term depends on the tokens around it, so that `createSequenceMap` is to be used. */
export function needsSequence(settings: TokenSettings): boolean {
  return settings.tokens === 'lemma';
}

/**
 * The stop words before mapping. A language's list is normalised as the text is, so that «ещё» is found where accents
 * are stripped; custom words are used unchanged, like `stop_words` in scikit-learn.
 */
export function stopList({ stopWords }: TokenSettings, normalize: NormalizeSettings): readonly string[] {
  if (stopWords === 'none') return [];
  if (typeof stopWords !== 'string') return stopWords;
  return stopWordsFor(stopWords).map(createWordNormalizer(normalize));
}

/**
 * Makes the map of single tokens, for `plain` and `stem`. Pure, but not free: ask once per distinct token.
 *
 * As in scikit-learn, stop words are compared with what the tokenizer returns, that is after stemming; the list goes
 * through the same stemmer first, without which scikit-learn warns that the two are inconsistent. So a word that
 * shares its stem with a stop word is left out with it.
 *
 * @param normalize how the text was normalised before it was cut into tokens.
 * @throws CodedError `argument-invalid` for lemmas, which no token has alone.
 */
export function createTokenMap(settings: TokenSettings, normalize: NormalizeSettings): TokenMap {
  if (needsSequence(settings)) {
    throw new CodedError('argument-invalid', { argument: 'tokens', got: settings.tokens, expected: 'plain or stem' });
  }
  const map = settings.tokens === 'stem' ? stemmerFor(settings.language) : (token: string) => token;
  const stops = new Set(stopList(settings, normalize).map(map));
  return (token) => {
    const term = map(token);
    return stops.has(term) ? null : term;
  };
}

/** Accents are gone before: a word is looked up as it is spelt in the text. */
const lowerCaser = ({ lowercase }: NormalizeSettings): ((term: string) => string) =>
  lowercase ? createWordNormalizer({ lowercase, stripAccents: 'none' }) : (term) => term;

/**
 * Makes the map of whole texts to lemmas; words of other languages than the lemmatizer's stay as they are.
 *
 * Stop words are compared with the lemmas, as with stems; besides its own words the list then contains the lemma of
 * each standing alone, since a lemma found in a text depends on its neighbours.
 *
 * @param normalize how the tokens' text is to be normalised; with `lowercase` the terms are lower case, though lemmas
 *   are found in the original case.
 */
export function createLemmaMap(
  settings: TokenSettings,
  normalize: NormalizeSettings,
  lemmatizer: Lemmatizer,
): SequenceMap {
  const lowerCase = lowerCaser(normalize);
  const termsOf = (tokens: readonly string[]) => lemmatizer.lemmas(tokens).map(lowerCase);
  const stops = new Set<string>();
  for (const word of stopList(settings, normalize)) stops.add(word).add(termsOf([word])[0]);
  return { map: (tokens) => termsOf(tokens).map((term) => (stops.has(term) ? null : term)) };
}

/**
 * Makes the map of whole texts, for any setting. Lemmas load a dictionary on first use.
 * @param normalize as for `createLemmaMap`.
 * @throws CodedError `dictionary-unreachable` for lemmas of Russian.
 */
export async function createSequenceMap(settings: TokenSettings, normalize: NormalizeSettings): Promise<SequenceMap> {
  if (needsSequence(settings)) {
    const { createLemmatizer } = await import('./lemma');
    return createLemmaMap(settings, normalize, await createLemmatizer(settings.language));
  }
  const map = createTokenMap(settings, normalize);
  const lowerCase = lowerCaser(normalize);
  return { map: (tokens) => tokens.map((token) => map(lowerCase(token))) };
}
