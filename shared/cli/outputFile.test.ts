import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkOutput, openOutput, writeFileSafely } from './outputFile';

let folder = '';
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-output-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('nothing is visible under the name until commit, and no temporary file stays', async () => {
  writeFileSync(at('out'), 'old');
  const output = await openOutput(at('out'));
  await output.write('new, ');
  await output.write(new TextEncoder().encode('in two parts'));
  expect(readFileSync(at('out'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toHaveLength(2);
  await output.commit();
  expect(readFileSync(at('out'), 'utf8')).toBe('new, in two parts');
  expect(readdirSync(folder)).toEqual(['out']);
});

test('a discarded output leaves the old file, or none where there was none', async () => {
  writeFileSync(at('out'), 'old');
  for (const name of ['out', 'none']) {
    const output = await openOutput(at(name));
    await output.write('half');
    await output.discard();
  }
  expect(readdirSync(folder)).toEqual(['out']);
  expect(readFileSync(at('out'), 'utf8')).toBe('old');
});

test('a write that fails leaves the old file and no temporary file', async () => {
  const output = await openOutput(at('taken'));
  mkdirSync(at('taken')); // a folder cannot be replaced by a file
  mkdirSync(join(at('taken'), 'full'));
  await output.write('x');
  await expect(output.commit()).rejects.toThrow();
  await output.discard();
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('the permissions of a replaced file stay', async () => {
  writeFileSync(at('out'), 'old');
  chmodSync(at('out'), 0o640);
  await writeFileSafely(at('out'), 'new');
  expect(statSync(at('out')).mode & 0o777).toBe(0o640);
});

test('a link stays a link, whether its target exists or not', async () => {
  mkdirSync(at('real'));
  writeFileSync(at('real/old'), 'old');
  symlinkSync('real/old', at('link'));
  symlinkSync('real/new', at('dangling'));
  await writeFileSafely(at('link'), 'through');
  await writeFileSafely(at('dangling'), 'created');
  expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(at('real/old'), 'utf8')).toBe('through');
  expect(readFileSync(at('real/new'), 'utf8')).toBe('created');
  expect(readdirSync(at('real')).sort()).toEqual(['new', 'old']);
});

test('the input itself is refused by whatever name: path, symbolic link, hard link', async () => {
  writeFileSync(at('data'), 'rows');
  symlinkSync(at('data'), at('soft'));
  linkSync(at('data'), at('hard'));
  const inputs = [{ option: '--data', path: at('data') }];
  for (const name of ['data', './data', 'soft', 'hard']) {
    await expect(checkOutput(`${folder}/${name}`, inputs)).rejects.toMatchObject({
      code: 'argument-invalid',
      params: { argument: '--out', expected: 'a file other than the one that --data reads' },
    });
  }
  await expect(checkOutput(at('data'), [{ option: '--data', path: at('soft') }])).rejects.toThrow('argument-invalid');
  await expect(checkOutput(at('other'), inputs)).resolves.toBeUndefined();
  await expect(checkOutput(at('data'), [{ option: '--spec', path: '{"a":1}' }])).resolves.toBeUndefined();
});

test.each(['', 'none/x', 'data/x'])('"%s" is refused: no file can be there', async (name) => {
  writeFileSync(at('data'), 'rows');
  await expect(checkOutput(`${folder}/${name}`, [])).rejects.toMatchObject({ code: 'argument-invalid' });
});

test('devices and pipes are written to directly', async () => {
  await checkOutput('/dev/null', []);
  await writeFileSafely('/dev/null', 'x');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

/** A program that opens `name` for writing, prints a line, and waits; its output is what the test sends signals to. */
const WAITING = `
  import { openOutput } from './shared/cli/outputFile.ts';
  const output = await openOutput(process.argv[1]);
  await output.write('half');
  process.stdout.write('open\\n');
  setInterval(() => {}, 1000);
`;

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s leaves the old file and no temporary file', async (signal) => {
  writeFileSync(at('out'), 'old');
  const program = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', WAITING, at('out')]);
  let errors = '';
  program.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(program, 'exit');
  await Promise.race([once(program.stdout, 'data'), ended]);
  expect([errors, readdirSync(folder).length]).toEqual(['', 2]);
  program.kill(signal);
  expect(await ended).toEqual([null, signal]);
  expect(readdirSync(folder)).toEqual(['out']);
  expect(readFileSync(at('out'), 'utf8')).toBe('old');
});
