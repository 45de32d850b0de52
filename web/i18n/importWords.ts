import { type Language, language } from '.';
import { importing as en } from './en/importing';
import { importing as ru } from './ru/importing';

export type ImportWords = typeof en;

const tables: Record<Language, ImportWords> = { en, ru };

/** The words of the import sheet. Apart from the others: only the Data room loads them. */
export const importWords = (): ImportWords => tables[language()];
