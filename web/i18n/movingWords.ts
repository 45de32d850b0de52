import { type Language, language } from '.';
import { moving as en } from './en/moving';
import { moving as ru } from './ru/moving';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts about moving a client of the Perspective API. */
export const movingWords = (): typeof en => tables[language()];
