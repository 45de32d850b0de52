import type { TextPreparation } from '../text/preparation';

/** Text counted as it is written, without some words. */
export function plainText(stopWords: readonly string[] = []): TextPreparation {
  return {
    settings: { language: 'auto', normalize: 'none', tokens: 'plain', stopWords },
    lemmatizer: null,
    countClasses: null,
  };
}
