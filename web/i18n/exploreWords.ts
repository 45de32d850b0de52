import { type Language, language } from '.';
import { explore as en } from './en/explore';
import { explore as ru } from './ru/explore';

export type ExploreWords = typeof en;

const tables: Record<Language, ExploreWords> = { en, ru };

/** The texts of the Explore page. Separate from the others, so that only that page loads them. */
export const exploreWords = (): ExploreWords => tables[language()];
