import { type Language, language } from '.';
import { modelCard as en } from './en/modelCard';
import { modelCard as ru } from './ru/modelCard';

export type ModelCardWords = typeof en;

const tables: Record<Language, ModelCardWords> = { en, ru };

/** The words of a model's card. Apart from the others, so that only the Models room loads them. */
export const modelCardWords = (): ModelCardWords => tables[language()];
