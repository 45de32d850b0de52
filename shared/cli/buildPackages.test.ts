import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packageFolder, unnamedPackages } from './buildPackages';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const notices = read('public/THIRD-PARTY.txt');
const { dependencies, license, licensesOfData } = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  license: string;
  licensesOfData: Record<string, string>;
};

/** What only the server and the runner load, out of node_modules: it is installed and not shipped. */
const NOT_BUNDLED = [
  '@aws-sdk/client-s3',
  '@electric-sql/pglite',
  '@trpc/client',
  '@trpc/server',
  '@valibot/to-json-schema',
  'drizzle-orm',
  'koa',
  'pg',
  'pg-boss',
  'pino',
  'pino-roll',
  'prom-client',
  'rate-limiter-flexible',
  'send',
  'tsx',
];

test('the notices name every package that the app depends on, in its version', () => {
  const shipped = Object.entries(dependencies).filter(([name]) => !NOT_BUNDLED.includes(name));
  expect(shipped.length).toBeGreaterThan(20);
  expect(
    unnamedPackages(
      notices,
      shipped.map(([name, version]) => `${name} ${version}`),
    ),
  ).toEqual([]);
});

test('a package of another version, or whose name is a part of one that is named, counts as unnamed', () => {
  const text = 'solid-js 1.9.19\n  Copyright\nd3-scale 4.0.2, d3-array 3.2.4,\nd3-time\n3.1.1 and internmap 2.0.3';
  expect(unnamedPackages(text, ['solid-js 1.9.19', 'd3-scale 4.0.2', 'd3-time 3.1.1', 'internmap 2.0.3'])).toEqual([]);
  expect(unnamedPackages(text, ['solid-js 1.9.1', 'js 1.9.19', 'd3-array 3.2.5', 'constructor 1.0.0'])).toHaveLength(4);
});

test.each([
  ['/x/node_modules/solid-js/dist/solid.js', '/x/node_modules/solid-js'],
  ['/x/node_modules/@noble/hashes/sha2.js', '/x/node_modules/@noble/hashes'],
  ['/x/node_modules/a/node_modules/b/index.js?commonjs', '/x/node_modules/a/node_modules/b'],
  ['\0/x/node_modules/a/index.js', '/x/node_modules/a'],
  ['/x/web/main.tsx', null],
  ['\0vite/preload-helper.js', null],
])('the module %j belongs to the package in %s', (id, folder) => {
  expect(packageFolder(id)).toBe(folder);
});

test('the one data file under another licence is declared, and its licence ships with it', () => {
  expect(license).toBe('MIT');
  const [[file, other]] = Object.entries(licensesOfData);
  expect(read(`node_modules/${file}`).length).toBeGreaterThan(1000);
  expect(other).toBe('LGPL-3.0-only');
  for (const name of ['LGPL-3.0', 'GPL-3.0']) expect(notices).toContain(`licences/${name}.txt`);
  expect(read('public/licences/LGPL-3.0.txt')).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  expect(read('public/licences/GPL-3.0.txt')).toContain('END OF TERMS AND CONDITIONS');
  expect(read('README.md')).toMatch(/LGPL/);
});

test('every package of the lock has the digest of its archive', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && link !== true);
  expect(installed.length).toBeGreaterThan(200);
  expect(installed.flatMap(([path, { integrity }]) => (integrity?.startsWith('sha512-') ? [] : [path]))).toEqual([]);
});
