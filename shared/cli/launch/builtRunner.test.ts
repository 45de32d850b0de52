import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '../root';
import { builtRunner } from './builtRunner.mjs';

const FIRST = "const said: string = 'first ';\nprocess.stdout.write(said + process.argv.slice(2));\n";

/* On a small project of the same shape: the real one takes seconds to bundle. */

const root = mkdtempSync(join(tmpdir(), 'moderato-launch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

for (const folder of ['shared/cli/launch', 'sync-server/store/migrations'])
  mkdirSync(join(root, folder), { recursive: true });
for (const file of ['vite.runner.config.ts', 'vite.server.config.ts', 'package.json', 'package-lock.json'])
  cpSync(join(ROOT, file), join(root, file));
symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
for (const file of ['moderato.mjs', 'builtRunner.mjs'])
  cpSync(join(ROOT, 'shared/cli/launch', file), join(root, 'shared/cli/launch', file));
const write = (file: string, text: string) => writeFileSync(join(root, 'shared/cli', file), text);
write('main.ts', FIRST);
for (const thread of ['kernelThread.ts', 'scoreThread.ts']) write(thread, 'export {};\n');

// From a folder of its own, as people call it from theirs.
const start = () =>
  promisify(execFile)(process.execPath, [join(root, 'shared/cli/launch/moderato.mjs'), 'a', 'b'], { cwd: tmpdir() });
const bundles = () => readdirSync(join(root, 'dist/runner'));

test('two runs at once before there is a bundle both run it, and the next has nothing to do', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  expect([one.stdout, other.stdout]).toEqual(['first a,b', 'first a,b']);
  expect(one.stderr).toMatch(/^Bundling the runner/);
  expect(await start()).toEqual({ stdout: 'first a,b', stderr: '' });
  expect(bundles()).toHaveLength(1);
  expect(readdirSync(join(root, 'dist/runner', bundles()[0]))).toEqual(
    expect.arrayContaining(['main.js', 'kernelThread.js', 'scoreThread.js', 'migrations']),
  );
}, 60_000);

test('what has changed is bundled anew, what is put back is not, and what is no part of it does not count', async () => {
  const before = await builtRunner(root);
  write('main.ts', "process.stdout.write('second');\n");
  expect((await start()).stdout).toBe('second');
  write('main.test.ts', 'throw 1;\n');
  expect(await start()).toEqual({ stdout: 'second', stderr: '' });
  expect(bundles()).toHaveLength(2);
  write('main.ts', FIRST);
  expect(await builtRunner(root)).toEqual(before);
}, 60_000);

test('sources that cannot be bundled leave nothing behind', async () => {
  write('main.ts', 'const = ;\n');
  await expect(builtRunner(root)).rejects.toThrow(/main\.ts/);
  expect(bundles()).toHaveLength(2);
  await expect(start()).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('runner-not-bundled: ') });
}, 60_000);

test('without sources the newest bundle runs; without any bundle that is said', async () => {
  rmSync(join(root, 'shared/cli/main.ts'));
  expect((await start()).stdout).toBe('second');
  rmSync(join(root, 'dist'), { recursive: true });
  await expect(builtRunner(root)).rejects.toThrow(/npm run build/);
});

test('the bundle of this project is one that exists', async () => {
  expect(existsSync(fileURLToPath(await builtRunner()))).toBe(true);
}, 60_000);
