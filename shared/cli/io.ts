import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { CodedError } from '#shared/base/errors';
import type { DataFile } from '#shared/data/bytes/source';
import { dataFileAt } from '../../sync-server/jobs/dataFile';

/**
 * Opens `path` for reading.
 * @throws CodedError `file-unreadable` if it is not a file that can be read.
 */
export function openSource(path: string): DataFile {
  if (!existsSync(path)) throw new CodedError('file-unreadable', { name: path, reason: 'missing' });
  if (!statSync(path).isFile()) throw new CodedError('file-unreadable', { name: path, reason: 'not-a-file' });
  return dataFileAt(path, basename(path));
}

/** JSON as the runner prints it; NaN and infinities become null. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Prints JSON on standard output. */
export function printJson(value: unknown): void {
  console.log(jsonText(value));
}
