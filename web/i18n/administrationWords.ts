import { type Language, language } from '.';
import { administration as en } from './en/administration';
import { administration as ru } from './ru/administration';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts for whoever runs a server: what answers the Perspective API's format, feedback, tokens. */
export const administrationWords = (): typeof en => tables[language()];
