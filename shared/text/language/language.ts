import { rowCount, type TextColumn } from '../../data/column/textColumn';
import { UNDETERMINED, writtenIn } from './written';

/**
 * What a text is written in, as far as the models that come with Moderato are concerned. `other`: plainly neither
 * English nor Russian in Cyrillic letters. `unknown`: too little to decide by, such as no letters, or a few words of no
 * language in particular. `writtenIn` names the other languages too.
 */
export type TextLanguage = 'en' | 'ru' | 'other' | 'unknown';

/** Texts of each language. */
export type LanguageCounts = Record<TextLanguage, number>;

/** `writtenIn` by the four kinds of `TextLanguage`, of the UTF-8 text `bytes[begin .. end)`. */
export function languageOfBytes(bytes: Uint8Array, begin = 0, end = bytes.length): TextLanguage {
  const { language } = writtenIn(bytes, begin, end);
  if (language === 'en' || language === 'ru') return language;
  return language === UNDETERMINED ? 'unknown' : 'other';
}

/** Adds the language of each row of `column` to `counts`. A few microseconds a row. */
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
