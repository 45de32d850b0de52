import { type Language, language } from '.';
import { data as en } from './en/data';
import { data as ru } from './ru/data';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of the Data page and of reading files. Separate from the others, so that only pages with either load them. */
export const dataWords = (): typeof en => tables[language()];
