import { createSignal } from 'solid-js';
import type { CodedError, ErrorCode } from '#shared/base/errors';
import { type Format, formats, type Language } from '#shared/messages/format';
import { type Sentences, sentenceFrom } from '#shared/messages/sentences';
import type { en } from './en';

/*
 * Texts of the interface. One table per language, one file per page in it (en/predict.ts, ru/predict.ts ...); the Russian
 * table has the English one's type, so a missing sentence does not compile. An entry is a string, or a function of
 * typed values:
 *
 *     t().predict.title       t().common.rows(1234)          sentence(error)          format().bytes(n)
 *
 * All four read the language signal, so what is on screen changes language at once. Only the language on screen is
 * loaded: nothing here may be called before `setLanguage` has settled once.
 */
export type { Language };
export type Words = typeof en;
export const LANGUAGES: readonly { id: Language; name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ru', name: 'Русский' },
];

interface Table {
  readonly words: Words;
  readonly sentences: Sentences;
}

const LOAD: Readonly<Record<Language, () => Promise<Table>>> = {
  async en() {
    const [{ en: words }, { en: sentences }] = await Promise.all([import('./en'), import('#shared/messages/en')]);
    return { words, sentences };
  },
  async ru() {
    const [{ ru: words }, { ru: sentences }] = await Promise.all([import('./ru'), import('#shared/messages/ru')]);
    return { words, sentences };
  },
};

const tables = new Map<Language, Table>();
const [language, show] = createSignal<Language>('en');
let wanted: Language | null = null;

/** The language on screen. Settings (web/stores/settings.ts) decide and keep it. */
export { language };

/** Loads a language, and shows it unless another has been asked for meanwhile. Rejects if it cannot be fetched. */
export async function setLanguage(next: Language): Promise<void> {
  wanted = next;
  if (!tables.has(next)) tables.set(next, await LOAD[next]());
  if (wanted === next) show(next);
}

function table(): Table {
  const loaded = tables.get(language());
  if (loaded === undefined) throw new Error('No language has been loaded yet.');
  return loaded;
}

/** The words of the language on screen. */
export const t = (): Words => table().words;

/** How the language on screen writes numbers, sizes, times and plurals. */
export const format = (): Format => formats[language()];

/** The sentence of an error, in the language on screen. */
export const sentence = (error: CodedError): string => sentenceFrom(table().sentences, error);

/** Whether this version has sentences for the code. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(table().sentences, code);
