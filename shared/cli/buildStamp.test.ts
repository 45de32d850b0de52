import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOfInputs, isBuilt, removeStamp, writeStamp } from './buildStamp';

let root = '';

function write(name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'moderato-stamp-'));
  for (const name of ['web/main.tsx', 'shared/a.ts', 'shared/cli/buildAll.ts', 'public/theme.js', 'package.json']) {
    write(name, name);
  }
  for (const name of ['dist/web/index.html', 'dist/web/sw.js', 'dist/server/main.js']) write(name, name);
  await writeStamp(root, await hashOfInputs(root));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a build is current until something it reads changes', async () => {
  expect(await isBuilt(root)).toBe(true);
});

test.each([
  'web/main.tsx',
  'web/new.ts',
  'shared/a.ts',
  'shared/cli/buildAll.ts',
  'shared/cli/buildStamp.ts',
  'sync-server/main.ts',
  'public/theme.js',
  'public/models/index.json',
  'vite.config.ts',
  'vite.server.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
])('a change of %s makes it stale, and reverting the change makes it current', async (name) => {
  let before: string | null = null;
  try {
    before = readFileSync(join(root, name), 'utf8');
  } catch {
    // new here
  }
  write(name, 'changed');
  utimesSync(join(root, name), 0, 0); // as old as a checkout may make it
  expect(await isBuilt(root)).toBe(false);
  if (before === null) rmSync(join(root, name));
  else write(name, before);
  expect(await isBuilt(root)).toBe(true);
});

test('a file of another name makes it stale', async () => {
  renameSync(join(root, 'shared/a.ts'), join(root, 'shared/b.ts'));
  expect(await isBuilt(root)).toBe(false);
});

test.each(['shared/a.test.ts', 'shared/cli/score.ts', 'shared/bench/main.ts', 'web/testing/rows.ts', 'e2e/x.spec.ts'])(
  'a change of %s, which is not built, does not',
  async (name) => {
    write(name, 'changed');
    expect(await isBuilt(root)).toBe(true);
  },
);

test.each(['dist/built', 'dist/web/index.html', 'dist/web/sw.js', 'dist/server/main.js'])(
  'without %s there is no build',
  async (name) => {
    rmSync(join(root, name));
    expect(await isBuilt(root)).toBe(false);
  },
);

test('a build that was cut short counts as none', async () => {
  await removeStamp(root);
  await removeStamp(root);
  expect(await isBuilt(root)).toBe(false);
});
