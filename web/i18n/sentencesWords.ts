import { type Language, language } from '.';
import { sentences as en } from './en/sentences';
import { sentences as ru } from './ru/sentences';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of the sentences of one text. Separate from the others, so that they are loaded only when needed. */
export const sentencesWords = (): typeof en => tables[language()];
