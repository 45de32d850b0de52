import type { CodedError, ErrorCode } from '../base/errors';
import { en } from './en';
import type { Language } from './format';
import { ru } from './ru';
import { type Sentences, sentenceFrom } from './sentences';

const tables: Record<Language, Sentences> = { en, ru };

/** Whether this version has sentences for the code. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(tables.en, code);
}

/** The sentence for `error` that a person reads, in `language`. */
export function sentenceIn(language: Language, error: CodedError): string {
  return sentenceFrom(tables[language], error);
}
