import { UNDETERMINED, type Written } from './written';

/** Languages of the models that come with Moderato. */
export type ModelLanguage = 'en' | 'ru';

/**
 * The language of the model that is to read a text: English's or Russian's; of an undetermined text the one of its
 * letters, `fallback` where it has none. Null for a language that no model reads, such as German, or Russian in Latin
 * letters. The one rule of app and runner.
 */
export function modelLanguageOf({ language, script }: Written, fallback: ModelLanguage): ModelLanguage | null {
  if (language === 'en' || language === 'ru') return language;
  if (language !== UNDETERMINED) return null;
  if (script === 'Latn') return 'en';
  return script === 'Cyrl' ? 'ru' : fallback;
}
