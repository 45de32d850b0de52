import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * One import of the project's code: the file that imports, what it names, and the file that this resolves to (null: a
 * package).
 */
export interface Import {
  from: string;
  specifier: string;
  file: string | null;
}

const ENDINGS = ['', '.ts', '.tsx', '.d.cts', '/index.ts', '/index.tsx'];
const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+|new URL\(\s*)'([^'\n]+)'/g;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

/**
 * Every import of `root`'s folders, found in the text of the sources. Paths are relative to `root`, with forward
 * slashes.
 */
export function* projectImports(root: string, folders: readonly string[]): Generator<Import> {
  const named = (path: string) => relative(root, path).split(sep).join('/');
  for (const folder of folders) {
    for (const from of sources(join(root, folder))) {
      for (const [, specifier] of readFileSync(from, 'utf8').matchAll(IMPORT)) {
        const path = specifier.startsWith('#shared/')
          ? join(root, 'shared', specifier.slice(8))
          : specifier.startsWith('.')
            ? resolve(dirname(from), specifier.split('?')[0])
            : null;
        const file = path && ENDINGS.map((ending) => path + ending).find((p) => existsSync(p) && statSync(p).isFile());
        yield { from: named(from), specifier, file: file ? named(file) : null };
      }
    }
  }
}
