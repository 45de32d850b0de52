import { type Language, language } from '.';
import { tasks as en } from './en/tasks';
import { tasks as ru } from './ru/tasks';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of the Tasks page. Separate from the others, so that only that page loads them. */
export const taskWords = (): typeof en => tables[language()];
