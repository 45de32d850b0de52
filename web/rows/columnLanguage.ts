import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { type ModelLanguage, modelLanguageOf } from '#shared/text/language/modelLanguage';
import { writtenIn } from '#shared/text/language/written';

/** Comments that are looked at: the first ones. */
const LOOKED_AT = 300;

/**
 * The language of most comments of a column, of those that a model comes with the app for; null if most are written in
 * none of these, or in no letters at all.
 */
export function columnLanguage({ bytes, offsets }: TextColumn): ModelLanguage | null {
  const counts = { en: 0, ru: 0 };
  const rows = Math.min(LOOKED_AT, rowCount({ bytes, offsets }));
  let written = 0;
  for (let row = 0; row < rows; row++) {
    const found = writtenIn(bytes, offsets[row], offsets[row + 1]);
    if (found.script === null) continue;
    written++;
    const language = modelLanguageOf(found, 'en');
    if (language !== null) counts[language]++;
  }
  const most = counts.ru > counts.en ? 'ru' : 'en';
  return 2 * counts[most] > written ? most : null;
}
