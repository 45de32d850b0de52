import { constants, existsSync, statSync } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { DataFile } from '#shared/data/source';
import { CodedError } from '#shared/errors';

/**
 * Opens `path` for reading.
 * @throws CodedError `file-unreadable` if it is not a file that can be read.
 */
export function openSource(path: string): DataFile {
  if (!existsSync(path)) throw new CodedError('file-unreadable', { name: path, reason: 'no such file' });
  const stat = statSync(path);
  if (!stat.isFile()) throw new CodedError('file-unreadable', { name: path, reason: 'not a file' });
  return {
    name: basename(path),
    size: stat.size,
    slice: (start, end) => ({ arrayBuffer: () => readSlice(path, start, Math.min(end, stat.size)) }),
  };
}

async function readSlice(path: string, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  const handle = await open(path);
  try {
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
      if (bytesRead === 0) throw new Error('it became shorter');
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
  return bytes.buffer;
}

/**
 * Refuses, before any work is done, a place where nothing can be written.
 * @throws CodedError `argument-invalid` for `--out`.
 */
export async function checkOut(path: string): Promise<void> {
  const refuse = (expected: string, cause?: unknown) =>
    new CodedError('argument-invalid', { argument: '--out', got: path, expected }, cause);
  if (existsSync(path) && !statSync(path).isFile()) throw refuse('the name of a file');
  try {
    await access(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw refuse('a file in a folder that exists and can be written to', error);
  }
}

/** JSON for standard output; NaN and infinities become null. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
