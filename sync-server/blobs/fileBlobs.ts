import { createHash, randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError, systemErrorCode } from '#shared/base/errors';
import type { BlobKind, BlobStore, Put, StoredBytes } from './blobStore';

const KINDS: readonly BlobKind[] = ['models', 'datasets', 'results'];

/**
 * Blobs as files `folder/kind/ab/abcdef…`. Each is written under a temporary name, synced, renamed, and the folder
 * synced, so that at every moment it is whole or absent, also after a power failure.
 */
export async function openFileBlobs(folder: string): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (kind: BlobKind, name: string) => join(folder, kind, name.slice(0, 2), name);

  async function put(
    kind: BlobKind,
    source: AsyncIterable<Uint8Array>,
    nameOf: (whole: StoredBytes) => Promise<string>,
  ): Promise<Put> {
    const temporary = join(incoming, randomUUID());
    try {
      const { bytes, sha256 } = await write(temporary, source);
      const name = await nameOf({ bytes, sha256, read: () => bytesOf(temporary) });
      const path = pathOf(kind, name);
      const added = !(await exists(path));
      const parent = dirname(path);
      const made = await mkdir(parent, { recursive: true, mode: 0o700 });
      // Also over what is there: a file that the disk has damaged is whole again.
      await rename(temporary, path);
      for (let at = parent; ; at = dirname(at)) {
        await syncFolder(at);
        if (made === undefined || at === dirname(made)) break; // a folder that is new is an entry of the one above it
      }
      return { name, bytes, added };
    } catch (error) {
      const full = systemErrorCode(error) === 'ENOSPC' || systemErrorCode(error) === 'EDQUOT';
      throw full ? new CodedError('storage-full', { neededBytes: null, freeBytes: null }, error) : error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  return {
    put,
    has: (kind, name) => exists(pathOf(kind, name)),
    read: async (kind, name) => {
      try {
        return await bytesOf(pathOf(kind, name));
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return null;
        throw error;
      }
    },
    open: async (kind, name) => {
      try {
        // Open from here on: removing it does not end a download that has begun.
        const file = await open(pathOf(kind, name));
        const { size } = await file.stat();
        return { bytes: size, stream: file.createReadStream() };
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return null;
        throw error;
      }
    },
    file: async (kind, name) => {
      const path = pathOf(kind, name);
      return (await exists(path)) ? { path, release: async () => {} } : null;
    },
    remove: (kind, name) => rm(pathOf(kind, name), { force: true }),
    async *list(kind) {
      for (const part of await names(join(folder, kind))) yield* await names(join(folder, kind, part));
    },
    sweep: async (olderThanMs) => {
      let swept = 0;
      for (const name of await names(incoming)) {
        const path = join(incoming, name);
        const age = await ageOf(path);
        if (age === null || age < olderThanMs) continue;
        await rm(path, { force: true });
        swept++;
      }
      return swept;
    },
    ping: () => access(folder, constants.W_OK),
  };
}

/** The kinds of blobs, for whoever walks through all of them. */
export const BLOB_KINDS = KINDS;

async function write(path: string, source: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Milliseconds since a file was last written; null for one that is gone: its upload has ended meanwhile. */
async function ageOf(path: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
