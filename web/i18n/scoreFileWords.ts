import { type Language, language } from '.';
import { scoreFile as en } from './en/scoreFile';
import { scoreFile as ru } from './ru/scoreFile';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of scoring a file. Separate from the others, so that they are loaded only when needed. */
export const scoreFileWords = (): typeof en => tables[language()];
