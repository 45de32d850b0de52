import { type Language, language } from '.';
import { server as en } from './en/server';
import { server as ru } from './ru/server';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts about a server. Separate from the others, so that only what uses one loads them. */
export const serverWords = (): typeof en => tables[language()];
