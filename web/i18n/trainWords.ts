import { type Language, language } from '.';
import { train as en } from './en/train';
import { train as ru } from './ru/train';

const tables: Record<Language, typeof en> = { en, ru };

/** The words of the Train room. Apart from the others, so that only that room loads them. */
export const trainWords = (): typeof en => tables[language()];
