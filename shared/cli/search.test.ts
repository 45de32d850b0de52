import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import pipelines from '../ml/frozen/pipelines.json';
import { runSearch } from './search';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-'));
  const quoted = pipelines.texts.map((text, i) => `"${text.replaceAll('"', '""')}",${pipelines.labels[i]}`);
  writeFileSync(join(folder, 'comments.csv'), ['comment,toxic', ...quoted].join('\n'));
  writeFileSync(join(folder, 'grid.json'), '[{"estimator.c":[0.5]},{"features.0.minDf":[1,999]}]');
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.restoreAllMocks());

/** What the command prints. */
async function printed(...argv: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await runSearch(['--data', join(folder, 'comments.csv'), ...argv]);
  return log.mock.calls.map(([line]) => String(line)).join('\n');
}

test('the table has a line per trial, marks the best and prints failures', async () => {
  const table = await printed('--grid', join(folder, 'grid.json'), '--folds', '3', '--workers', '1');
  const lines = table.split('\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/mean rocAuc +sd +estimator\.c +features\.0\.minDf/);
  expect(lines.filter((line) => line.startsWith('*'))).toHaveLength(1);
  expect(lines[3]).toMatch(/undefined.*No term is left/);
  expect(lines[4]).toBe('3 folds, 3 of 3 trials run');
});

test('JSON has every trial in order, identical with one worker and two', async () => {
  const random = ['--random', '{"estimator.c":{"logUniform":[0.01,100]}}', '--count', '3', '--seed', '5', '--json'];
  const one = await printed(...random, '--workers', '1');
  vi.restoreAllMocks();
  expect(await printed(...random, '--workers', '2')).toBe(one);
  const { trials, best, metric } = JSON.parse(one);
  expect(metric).toBe('rocAuc');
  expect(trials.map(({ index }: { index: number }) => index)).toEqual([0, 1, 2]);
  expect(trials[best].mean).toBe(Math.max(...trials.map(({ mean }: { mean: number }) => mean)));
});

test.each([
  ['neither grid nor random', []],
  ['both', ['--grid', '{}', '--random', '{}']],
  ['a count with a grid', ['--grid', '{}', '--count', '3']],
  ['no JSON', ['--grid', '{']],
  ['half a fold', ['--grid', '{}', '--folds', '2.5']],
  ['an unknown metric', ['--grid', '{}', '--metric', 'luck']],
  ['no workers', ['--grid', '{}', '--workers', '0']],
])('%s: refused', async (_, argv) => {
  await expect(printed(...argv)).rejects.toMatchObject({ code: 'argument-invalid' });
});
