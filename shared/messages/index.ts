import type { CodedError, ErrorCode, ErrorParams } from '../base/errors';
import { en } from './en';
import type { Language } from './format';
import { ru } from './ru';

/** A sentence for every code: leaving one out is a type error. */
export type Sentences = { readonly [Code in ErrorCode]: (params: ErrorParams[Code]) => string };

const tables: Record<Language, Sentences> = { en, ru };

function write<Code extends ErrorCode>(table: Sentences, error: CodedError<Code>): string {
  return table[error.code](error.params);
}

/** What `error` says to a person, in `language`. */
export function sentenceIn(language: Language, error: CodedError): string {
  return write(tables[language], error);
}
