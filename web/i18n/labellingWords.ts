import { type Language, language } from '.';
import { labelling as en } from './en/labelling';
import { labelling as ru } from './ru/labelling';

const tables: Record<Language, typeof en> = { en, ru };

/** The texts of labelling a dataset. Separate from the others, so that they are loaded only when needed. */
export const labellingWords = (): typeof en => tables[language()];
