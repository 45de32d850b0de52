import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { DataFile } from '#shared/data/bytes/source';

/** The file at `path` as the reader of datasets takes it, under the name that it came with. */
export function dataFileAt(path: string, name: string): DataFile {
  const { size } = statSync(path);
  return {
    name,
    size,
    slice: (start, end) => ({ arrayBuffer: () => readSlice(path, start, Math.min(end, size)) }),
  };
}

async function readSlice(path: string, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  const file = await open(path);
  try {
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
      if (bytesRead === 0) throw new Error('it became shorter');
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  return bytes.buffer;
}
