import { type Language, language } from '.';
import { train as en } from './en/train';
import { train as ru } from './ru/train';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of the Train page. Separate from the others, so that only that page loads them. */
export const trainWords = (): typeof en => tables[language()];
