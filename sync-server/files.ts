import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Context } from 'koa';
import send from 'send';
import { systemErrorCode } from '#shared/base/errors';

const YEAR = 365 * 24 * 60 * 60; // seconds
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Sends files of a folder. */
export interface Files {
  /**
   * Replies with the file of that path, compressed where the build made such a copy and the client accepts it; false if
   * there is none, and then nothing has been sent.
   * @param path of the URL, percent-encoded; well formed as `isWellFormedPath` has it.
   * @param status of the reply with the file; default 200.
   */
  reply(ctx: Context, path: string, status?: number): Promise<boolean>;
}

/**
 * A folder to send files from: nothing outside it, also by a symbolic link. It may be missing, and may be built anew.
 */
export function createFiles(folder: string): Files {
  return {
    async reply(ctx, path, status = 200) {
      const file = await fileAt(folder, decodeURIComponent(path === '/' ? '/index.html' : path));
      if (!file) return false;
      ctx.type = extname(file.path);
      ctx.vary('Accept-Encoding');
      // Names under assets/ hold a hash of their bytes; anything else may change with the next build.
      const immutable = file.path.startsWith(`${file.root}${sep}assets${sep}`);
      ctx.set('Cache-Control', immutable ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      await sendFile(ctx, file.root, await encodedFile(ctx, file.path), status);
      return true;
    },
  };
}

/** The real path of a file in the folder, and of the folder; null for what is missing, outside, or not a file. */
async function fileAt(folder: string, name: string): Promise<{ root: string; path: string } | null> {
  const root = await existing(folder);
  const path = await existing(join(folder, name));
  if (root === null || path === null || !path.startsWith(root + sep)) return null;
  return (await stat(path)).isFile() ? { root, path } : null;
}

async function existing(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(systemErrorCode(error))) return null;
    throw error;
  }
}

/** The path of the smallest copy that the client accepts. */
async function encodedFile(ctx: Context, path: string): Promise<string> {
  for (const [encoding, extension] of ENCODINGS) {
    if (ctx.acceptsEncodings(encoding, 'identity') !== encoding) continue;
    if ((await existing(path + extension)) === null) continue;
    ctx.set('Content-Encoding', encoding);
    return path + extension;
  }
  return path;
}

/** Resolves when the reply has ended, whole or not: `send` handles conditions, ranges and clients that go away. */
function sendFile(ctx: Context, root: string, path: string, status: number): Promise<void> {
  return new Promise((resolve, reject) => {
    ctx.status = status;
    ctx.respond = false;
    ctx.res.once('close', resolve);
    const relative = path
      .slice(root.length + 1)
      .split(sep)
      .map(encodeURIComponent)
      .join('/');
    send(ctx.req, relative, { root, cacheControl: false, index: false })
      .on('error', (error) => {
        ctx.respond = true;
        reject(error);
      })
      .pipe(ctx.res);
  });
}
