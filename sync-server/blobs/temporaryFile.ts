import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LocalFile } from './blobStore';

/**
 * A file with what `source` yields, under a folder of its own that `release` removes.
 * @param makeFolder makes that folder.
 */
export async function temporaryFile(
  name: string,
  source: Readable,
  makeFolder: () => Promise<string>,
): Promise<LocalFile> {
  const folder = await makeFolder();
  const release = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, name);
    await pipeline(source, createWriteStream(path, { mode: 0o600 }));
    return { path, release };
  } catch (error) {
    await release();
    throw error;
  }
}
