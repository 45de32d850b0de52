import { type Language, language } from '.';
import { modelCard as en } from './en/modelCard';
import { modelCard as ru } from './ru/modelCard';

export type ModelCardWords = typeof en;

const tables: Record<Language, ModelCardWords> = { en, ru };

/** The texts of a model's card. Separate from the others, so that only the Models page loads them. */
export const modelCardWords = (): ModelCardWords => tables[language()];
