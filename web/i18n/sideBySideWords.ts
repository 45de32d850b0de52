import { type Language, language } from '.';
import { sideBySide as en } from './en/sideBySide';
import { sideBySide as ru } from './ru/sideBySide';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of models side by side. Separate from the others, so that they are loaded only when needed. */
export const sideBySideWords = (): typeof en => tables[language()];
