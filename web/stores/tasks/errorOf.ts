import { CodedError, type ErrorParams } from '#shared/base/errors';
import { isErrorCode, sentence } from '../../i18n';
import type { TaskRecord } from '../../storage/taskRecords';

/**
 * Why a task failed; null if it did not. What another version of the app wrote and this one has no sentence for becomes
 * an `unexpected` that names the code.
 */
export function errorOf({ error }: Pick<TaskRecord, 'error'>): CodedError | null {
  if (error === null) return null;
  if (!isErrorCode(error.code)) return new CodedError('unexpected', { reason: error.code });
  const coded = new CodedError(error.code, error.params as unknown as ErrorParams[typeof error.code]);
  try {
    sentence(coded);
    return coded;
  } catch (reason) {
    return new CodedError('unexpected', { reason: error.code }, reason);
  }
}
