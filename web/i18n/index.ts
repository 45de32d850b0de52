import { createSignal } from 'solid-js';
import type { CodedError } from '#shared/base/errors';
import { type Format, formats, type Language } from '#shared/messages/format';
import { sentenceIn } from '#shared/messages/index';
import { en } from './en';
import { ru } from './ru';

/*
 * Texts of the interface. One table per language, one file per page in it (en/data.ts, ru/data.ts ...); the Russian
 * table has the English one's type, so a missing sentence does not compile. An entry is a string, or a function of
 * typed values:
 *
 *     t().data.title          t().common.rows(1234)          sentence(error)          format().bytes(n)
 *
 * All four read the language signal, so what is on screen changes language at once.
 */
export type { Language };
export type Words = typeof en;
export const LANGUAGES: readonly { id: Language; name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ru', name: 'Русский' },
];

const tables: Record<Language, Words> = { en, ru };

const [language, setLanguage] = createSignal<Language>('en');

/** The language on screen. Settings (web/stores/settings.ts) decide and keep it. */
export { language, setLanguage };

/** The words of the language on screen. */
export const t = (): Words => tables[language()];

/** How the language on screen writes numbers, sizes, times and plurals. */
export const format = (): Format => formats[language()];

/** The sentence of an error, in the language on screen. */
export const sentence = (error: CodedError): string => sentenceIn(language(), error);
