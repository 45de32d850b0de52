import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { systemErrorCode } from '#shared/base/errors';
import { writeFileSafely } from './outputFile';

/*
 * Whether dist/ was built from what is here now. By content: times change with every checkout, and do not change with a
 * file that is put back.
 */

/** What the build reads, below the root: sources, its own scripts and settings, and which packages are installed. */
const INPUTS = [
  'web',
  'shared',
  'sync-server',
  'public',
  'vite.config.ts',
  'vite.server.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
];
/** No part of what is built: tests and programs, but for the build itself. */
const EXCLUDED = /(^|\/)(frozen|bench|testing)\/|\.test\.tsx?$|^shared\/cli\/(?!build)/;
/** What a complete build has. */
const OUTPUTS = ['dist/web/index.html', 'dist/web/sw.js', 'dist/server/main.js'];
const STAMP = 'dist/built';

/** SHA-256 of the names and the bytes of all that the build reads. */
export async function hashOfInputs(root: string): Promise<string> {
  const names: string[] = [];
  for (const input of INPUTS) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    if ((await stat(path)).isFile()) names.push(input);
    else
      for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
        const name = join(entry.parentPath, entry.name).slice(root.length).split(sep).filter(Boolean).join('/');
        if (entry.isFile() && !EXCLUDED.test(name)) names.push(name);
      }
  }
  const hash = createHash('sha256');
  for (const name of names.sort()) {
    const bytes = await readFile(join(root, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** True if dist/ is whole and was built from the inputs as they are now. */
export async function isBuilt(root: string): Promise<boolean> {
  if (!OUTPUTS.every((name) => existsSync(join(root, name)))) return false;
  return (await stampOf(root)) === (await hashOfInputs(root));
}

/** Before a build: one that is cut short counts as none. */
export async function removeStamp(root: string): Promise<void> {
  await rm(join(root, STAMP), { force: true });
}

/**
 * After a build.
 * @param hash of the inputs as they were before it, so that a change made meanwhile is built next time.
 */
export async function writeStamp(root: string, hash: string): Promise<void> {
  await writeFileSafely(join(root, STAMP), `${hash}\n`);
}

async function stampOf(root: string): Promise<string | null> {
  try {
    return (await readFile(join(root, STAMP), 'utf8')).trim();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
