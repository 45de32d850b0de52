import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import porterRu from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';
import { createWordNormalizer } from '../normalise/normalizeWord';

/** The languages that stems are known for; `auto` decides token by token, by script. */
export type StemLanguage = 'auto' | 'en' | 'ru';

/**
 * A longer token is no word of these languages and stays as it is: the stemmers' patterns take time that grows as the
 * square of the length.
 */
export const LONGEST_STEMMED = 64;

/**
 * Latin and Cyrillic letters, digits, the underscore and apostrophes: blocks whose lower case no Unicode version
 * changes.
 */
const STEMMABLE = /^[0-9A-Za-z_'\u2019\u00c0-\u024f\u0400-\u04ff]+$/;
const CYRILLIC = /[\u0400-\u04ff]/;
const lowerCase = createWordNormalizer({ lowercase: true, stripAccents: 'none' });

/**
 * Makes a stemmer: Porter's for English (Porter, 1980), the Snowball one for Russian, as natural has them. With
 * `auto`, a token with a Cyrillic letter is Russian, any other English; with one language, a token of the other
 * script comes back in lower case. A stem is lower case whatever the token was, need not be a word, and may have a
 * shorter stem itself. Costs microseconds: callers cache the stems of repeated tokens.
 */
export function stemmerFor(language: StemLanguage): (token: string) => string {
  return (token) => {
    const lower = lowerCase(token);
    if (lower.length > LONGEST_STEMMED || !STEMMABLE.test(lower)) return lower;
    const cyrillic = CYRILLIC.test(lower);
    if (language === 'en' ? cyrillic : language === 'ru' ? !cyrillic : false) return lower;
    return (cyrillic ? porterRu : porter).stem(lower);
  };
}
