import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll, ROOT, STAMP } from './buildAll';

/*
 * `npm start`: builds what is not built, or older than its sources, then runs the built server in this process.
 * `node dist/server/main.js` does the second half alone.
 */
const SOURCES = ['web', 'shared', 'sync-server', 'public', 'vite.config.ts', 'vite.server.config.ts', 'package.json'];
const NO_PART = /(^|[\\/])(node_modules|frozen|cli|bench|testing)[\\/]|\.test\.tsx?$/;

async function newestSource(): Promise<number> {
  let newest = 0;
  for (const source of SOURCES) {
    const path = join(ROOT, source);
    const top = await stat(path);
    const names = top.isDirectory() ? await readdir(path, { recursive: true }) : [''];
    for (const name of names) {
      if (NO_PART.test(name)) continue;
      newest = Math.max(newest, (await stat(join(path, name))).mtimeMs);
    }
  }
  return newest;
}

async function builtAt(): Promise<number> {
  try {
    return (await stat(STAMP)).mtimeMs;
  } catch {
    return 0; // never built
  }
}

if ((await newestSource()) > (await builtAt())) {
  process.stdout.write('Building the app…\n');
  await buildAll();
}
await import(pathToFileURL(join(ROOT, 'dist', 'server', 'main.js')).href);
