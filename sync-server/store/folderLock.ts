import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError, systemErrorCode } from '#shared/base/errors';
import { makeDataFolder } from './dataFolder';

/** A folder that this process alone uses. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Locks `folder`, which is made if it is missing. Two embedded databases on one folder destroy each other without a
 * word, so the lock must hold and must not outlive its process, however that ends: a listening socket does, a file does
 * not. On Linux the socket is in the abstract namespace, which nothing has to clean up; on Windows it is a named pipe;
 * elsewhere a socket file.
 * @throws CodedError `data-folder-in-use` that names the holder; `argument-invalid` for a folder that cannot be used.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  makeDataFolder(folder);
  const path = realpathSync(folder);
  const note = join(path, 'server.pid');
  const server = createServer();
  try {
    await listening(server, addressOf(path));
  } catch (error) {
    if (systemErrorCode(error) !== 'EADDRINUSE') throw error;
    throw new CodedError('data-folder-in-use', { folder: path, holder: holderIn(note) }, error);
  }
  writeFileSync(note, `${process.pid}\n`);
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function addressOf(path: string): string {
  const name = `moderato-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.socket`);
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function holderIn(note: string): string {
  try {
    return `process ${readFileSync(note, 'utf8').trim()}`;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 'another process';
    throw error;
  }
}
