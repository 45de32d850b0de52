import type { CodedError, ErrorCode, ErrorParams } from '../base/errors';
import { en } from './en';
import type { Language } from './format';
import { cut } from './isolated';
import { ru } from './ru';

/** A sentence for every code: leaving one out is a type error. */
export type Sentences = { readonly [Code in ErrorCode]: (params: ErrorParams[Code]) => string };

const tables: Record<Language, Sentences> = { en, ru };

/** Most characters of a text inside a sentence: a cell, a pattern or a list of choices may be of any length. */
const TEXT_LIMIT = 1000;

/** The parameters of an error with their texts cut. */
function bounded<Params extends object>(params: Params): Params {
  const get = (_: object, key: string | symbol): unknown => {
    const value: unknown = Reflect.get(params, key);
    return typeof value === 'string' ? cut(value, TEXT_LIMIT) : value;
  };
  return new Proxy({}, { get }) as Params;
}

function write<Code extends ErrorCode>(table: Sentences, error: CodedError<Code>): string {
  return table[error.code](bounded(error.params));
}

/** Whether this version has sentences for the code. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(tables.en, code);
}

/** The sentence for `error` that a person reads, in `language`. */
export function sentenceIn(language: Language, error: CodedError): string {
  return write(tables[language], error);
}
