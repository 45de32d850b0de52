import { existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { CodedError } from '#shared/base/errors';
import type { DataFile } from '#shared/data/bytes/source';

/**
 * Opens `path` for reading.
 * @throws CodedError `file-unreadable` if it is not a file that can be read.
 */
export function openSource(path: string): DataFile {
  if (!existsSync(path)) throw new CodedError('file-unreadable', { name: path, reason: 'missing' });
  const stat = statSync(path);
  if (!stat.isFile()) throw new CodedError('file-unreadable', { name: path, reason: 'not-a-file' });
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

/** JSON as the runner prints it; NaN and infinities become null. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Prints JSON on standard output. */
export function printJson(value: unknown): void {
  console.log(jsonText(value));
}
