import { type Language, language } from '.';
import { scoreFile as en } from './en/scoreFile';
import { scoreFile as ru } from './ru/scoreFile';

const tables: Record<Language, typeof en> = { en, ru };

/** The words of scoring a file. Apart from the others, so that only whoever does it loads them. */
export const scoreFileWords = (): typeof en => tables[language()];
