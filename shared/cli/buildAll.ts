import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Written last, so that a build cut short counts as none. */
export const STAMP = join(ROOT, 'dist', 'built');

const TEXT = /\.(js|css|html|svg|json|webmanifest|csv)$/;
const WORTH_IT = 1024; // bytes

/** Builds the app into dist/web and the server into dist/server. */
export async function buildAll(): Promise<void> {
  process.chdir(ROOT);
  process.env.VITE_CONFIG_NATIVE_IGNORE_WARNING = 'true'; // the configs share modules with the server, without extensions
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' });
  await build({ configFile: join(ROOT, 'vite.server.config.ts'), logLevel: 'error' });
  await compressFiles(join(ROOT, 'dist', 'web'));
  await writeFile(STAMP, '');
}

/** Puts a .gz and a .br beside every file of text, for the server to send to whoever takes them. */
async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !TEXT.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (bytes.length < WORTH_IT) continue;
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    await writeFile(
      `${path}.br`,
      await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
}
