import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CodedError, systemErrorCode } from '#shared/base/errors';
import { makeDataFolder } from './dataFolder';
import { lockFolder } from './folderLock';

/**
 * A folder for what a process needs while it works: comments that a task reads, uploads on their way. Nothing in it
 * outlasts it.
 */
export interface WorkFolder {
  readonly path: string;
  /** Makes an empty folder in it, for one piece of work; whoever asked removes it. */
  make(): Promise<string>;
  close(): Promise<void>;
}

/** What a machine that is not there any more left behind is removed after this long. */
const ABANDONED_MS = 7 * 86_400_000;

/**
 * Makes a folder in `dataDir/work`, and removes those of processes that were killed: their locks went with them. Locks
 * are of one machine, so the folders of others, on a disk in common, are judged by their age.
 */
export async function openWorkFolder(dataDir: string): Promise<WorkFolder> {
  const root = join(dataDir, 'work');
  makeDataFolder(root);
  const mine = `${hostname()}-`;
  for (const name of await readdir(root)) {
    const path = join(root, name);
    if (name.startsWith(mine) ? await isFree(path) : await isAbandoned(path)) {
      await rm(path, { recursive: true, force: true });
    }
  }
  const path = join(root, mine + randomUUID());
  const lock = await lockFolder(path);
  return {
    path,
    make: async () => {
      await mkdir(path, { recursive: true, mode: 0o700 }); // it may have passed for abandoned after a long rest
      return mkdtemp(join(path, 'at-'));
    },
    close: async () => {
      await rm(path, { recursive: true, force: true });
      await lock.release();
    },
  };
}

/** Whether the process that used a folder has ended. */
async function isFree(path: string): Promise<boolean> {
  try {
    await (await lockFolder(path)).release();
    return true;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'data-folder-in-use') return false;
    throw error;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > ABANDONED_MS;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false; // removed by another process
    throw error;
  }
}
