import { CodedError } from '../base/errors';
import { FaultError } from '../base/faults';

/**
 * `error` of reading a file as a coded error: a fault that was found with what was found, anything that a library
 * throws as a file that makes no sense.
 *
 * @param kind the format, as people call it.
 */
export function fileDamaged(name: string, kind: string, error: unknown): CodedError<'file-damaged'> {
  const [reason, details] = error instanceof FaultError ? [error.fault, error.details] : (['unreadable', {}] as const);
  const { where = null, got = null, expected = null } = details;
  return new CodedError('file-damaged', { name, kind, reason, where, got, expected }, error);
}
