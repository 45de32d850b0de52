import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Which packages have code or data in what is built, and whether the notices name them all. The app, its workers and
 * its service worker are built one by one, each with plugins of its own, so the list is gathered in a file.
 */

const LIST = fileURLToPath(new URL('../../dist/packages.txt', import.meta.url));

/** As much of a bundler's plugin as is needed here. */
interface PackagesPlugin {
  readonly name: string;
  generateBundle(options: unknown, bundle: Readonly<Record<string, OutputFile>>): void;
}

interface OutputFile {
  readonly type: string;
  readonly modules?: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/** A plugin that adds the packages of each chunk to `dist/packages.txt`, a line "name version" each. */
export const listPackages: PackagesPlugin = {
  name: 'list-packages',
  generateBundle(_options, bundle) {
    const found = new Set<string>();
    for (const { modules = {} } of Object.values(bundle)) {
      for (const [id, { renderedLength }] of Object.entries(modules)) {
        const folder = renderedLength > 0 ? packageFolder(id) : null;
        if (folder !== null) found.add(nameAndVersion(folder));
      }
    }
    mkdirSync(dirname(LIST), { recursive: true });
    appendFileSync(LIST, [...found].map((each) => `${each}\n`).join(''));
  },
};

/** The folder of the package that a module belongs to, null for one of the project or of the bundler. */
export function packageFolder(id: string): string | null {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1] ?? null;
}

function nameAndVersion(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  return `${name} ${version}`;
}

/** The packages of the build, "name version" each, sorted; none if there was no build. */
export function builtPackages(): string[] {
  if (!existsSync(LIST)) return [];
  return [...new Set(readFileSync(LIST, 'utf8').split('\n').filter(Boolean))].sort();
}

/** Those of `packages` ("name version") that the notices do not name, in that version. */
export function unnamedPackages(notices: string, packages: readonly string[]): string[] {
  const words = ` ${notices.split(/\s+/).join(' ')} `;
  return packages.filter((each) => ![' ', ','].some((end) => words.includes(` ${each}${end}`)));
}
