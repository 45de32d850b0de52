import { type Language, language } from '.';
import { compare as en } from './en/compare';
import { compare as ru } from './ru/compare';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of the Compare page. Separate from the others, so that only that page loads them. */
export const compareWords = (): typeof en => tables[language()];
