import { accessSync, constants, mkdirSync } from 'node:fs';
import { CodedError, systemErrorCode } from '#shared/base/errors';

/**
 * Makes a folder for data if it is missing.
 * @throws CodedError `argument-invalid` for DATA_DIR if it cannot be made, or not be written in.
 */
export function makeDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === '') throw error;
    const expected = 'a folder in which this user may write';
    throw new CodedError('argument-invalid', { argument: 'DATA_DIR', got: `${path} (${code})`, expected }, error);
  }
}
