import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LocalFile } from './blobStore';

/** A file with what `source` yields, under a folder of its own that `release` removes. */
export async function temporaryFile(name: string, source: Readable): Promise<LocalFile> {
  const folder = await mkdtemp(join(tmpdir(), 'moderato-blob-'));
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
