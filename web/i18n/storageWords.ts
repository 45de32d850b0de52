import { type Language, language } from '.';
import { storage as en } from './en/storage';
import { storage as ru } from './ru/storage';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of the Storage page. Separate from the others, so that only that page loads them. */
export const storageWords = (): typeof en => tables[language()];
