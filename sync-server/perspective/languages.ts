import { modelLanguageOf } from '#shared/text/language/modelLanguage';
import { UNDETERMINED, writtenIn } from '#shared/text/language/written';
import { invalidRequest } from './errors';

/** A script used for many languages: none of them is found out. */
const MANY = 'mul';

/**
 * A tag as attributes are looked up by: `en` for `en-US`, `EN`; `ru-Latn` stays, since another script is another model.
 * @throws PerspectiveError INVALID_REQUEST for what is no tag of BCP 47.
 */
export function canonicalLanguage(tag: string): string {
  try {
    const locale = new Intl.Locale(tag.replaceAll('_', '-'));
    const { language = 'und', script } = locale; // of `und` some engines say undefined
    if (script === undefined || new Intl.Locale(language).maximize().script === script) return language;
    return `${language}-${script}`;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidRequest(`Invalid value at 'languages': "${tag.slice(0, 40)}" is not a language tag of BCP 47.`);
  }
}

/**
 * The language of a comment, by the rule of app and runner: of an undetermined one that of its letters; null where
 * there is nothing to go by.
 * @param bytes UTF-8.
 */
export function detectLanguage(bytes: Uint8Array): string | null {
  const written = writtenIn(bytes);
  if (written.language === MANY) return null;
  if (written.language !== UNDETERMINED) return written.language;
  return written.script === null ? null : modelLanguageOf(written, 'en');
}
