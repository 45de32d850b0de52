import type { CodedError } from '../base/errors';
import { sentenceIn } from '../messages/index';
import type { TaskError } from './tasks';

/** `error` as it is stored and sent. Parameters that JSON cannot hold (NaN) are null. */
export function errorOnWire(error: CodedError): TaskError {
  const params: Record<string, unknown> = JSON.parse(JSON.stringify(error.params));
  return {
    code: error.code,
    params,
    sentences: { en: sentenceIn('en', error), ru: sentenceIn('ru', error) },
  };
}
