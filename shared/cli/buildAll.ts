import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { builtPackages, unnamedPackages } from './buildPackages';
import { hashOfInputs, removeStamp, writeStamp } from './buildStamp';
import { ROOT } from './root';

const SHRINKS = /\.(js|css|html|svg|json|webmanifest|csv|dawg|intdawg|array)$/;
const MIN_BYTES = 1024; // below, compressing saves next to nothing

/**
 * Builds the app into dist/web and the server into dist/server.
 * @throws Error if the notices leave out a package that the app contains.
 */
export async function buildAll(): Promise<void> {
  const { build } = await import('vite'); // loaded only where there is something to build
  const inputs = await hashOfInputs(ROOT);
  await removeStamp(ROOT);
  process.chdir(ROOT);
  await rm(join(ROOT, 'dist', 'packages.txt'), { force: true });
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  await checkNotices();
  await build({ configFile: join(ROOT, 'vite.server.config.ts'), logLevel: 'warn' });
  await compressFiles(join(ROOT, 'dist', 'web'));
  await writeStamp(ROOT, inputs);
}

/** The app is distributed with its notices, so they must be complete. */
async function checkNotices(): Promise<void> {
  const unnamed = unnamedPackages(await readFile(join(ROOT, 'public', 'THIRD-PARTY.txt'), 'utf8'), builtPackages());
  if (unnamed.length === 0) return;
  throw new Error(`The app contains packages that public/THIRD-PARTY.txt does not name: ${unnamed.join(', ')}`);
}

/** Puts a .gz and a .br next to every file that shrinks much, for the server to send to clients that accept them. */
async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !SHRINKS.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (bytes.length < MIN_BYTES) continue;
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    await writeFile(
      `${path}.br`,
      await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
}
