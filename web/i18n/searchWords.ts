import { type Language, language } from '.';
import { search as en } from './en/search';
import { search as ru } from './ru/search';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of the search for settings, on the Train page. */
export const searchWords = (): typeof en => tables[language()];
