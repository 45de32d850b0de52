import type { CodedError, ErrorCode, ErrorParams } from '../base/errors';
import { cut } from './isolated';

/** A sentence for every code: leaving one out is a type error. */
export type Sentences = { readonly [Code in ErrorCode]: (params: ErrorParams[Code]) => string };

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

/** The sentence of a table for `error`. */
export function sentenceFrom<Code extends ErrorCode>(table: Sentences, error: CodedError<Code>): string {
  return table[error.code](bounded(error.params));
}
