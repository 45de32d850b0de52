import { CodedError } from '../../../base/errors';
import { oneLine } from '../../../base/oneLine';

/** The error of a file that is not what it should be. */
export function invalid(name: string, path: string, got: string, expected: string, cause?: unknown): CodedError {
  return new CodedError('sklearn-invalid', { name, path, got: oneLine(got), expected }, cause);
}

/** The error of a fitted object that cannot be a model here. */
export function unsupported(setting: string, got: unknown, expected: string): CodedError {
  const text = typeof got === 'string' ? got : (JSON.stringify(got) ?? 'nothing');
  return new CodedError('sklearn-unsupported', { setting, got: oneLine(text), expected });
}
