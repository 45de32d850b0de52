import { type Language, language } from '.';
import { rows as en } from './en/rows';
import { rows as ru } from './ru/rows';

export type RowWords = typeof en;

const tables: Record<Language, RowWords> = { en, ru };

/**
 * The words of a dataset's own pages: table, duplicates, parts, export. Separate from the others: only those pages load
 * them.
 */
export const rowWords = (): RowWords => tables[language()];
