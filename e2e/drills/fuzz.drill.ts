import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { LONG } from './drill';

/* The fuzzers of the parsers and of model files, which need no browser. What they find is kept in test-results/corpus. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECONDS = LONG ? '900' : process.env.DRILLS === 'ci' ? '10' : '30';

interface FuzzReport {
  readonly tried: number;
  readonly failures: readonly object[];
}

for (const [title, program] of [
  ['damaged files of comments', 'shared/cli/fuzzFiles.ts'],
  ['damaged model files', 'shared/cli/fuzzModels.ts'],
] as const) {
  test(title, async () => {
    const options = ['--seed', process.env.DRILLS_SEED ?? '1', '--seconds', SECONDS];
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', program, ...options], { cwd: ROOT });
    // It ends with 1 where it found something, and its report is what counts.
    const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => {
      if (error.stdout === '') throw new Error(error.stderr);
      return error;
    });
    const { tried, failures } = JSON.parse(stdout) as FuzzReport;
    process.stdout.write(`\n${title}: tried ${tried}, held ${tried - failures.length}, lost ${failures.length}\n`);
    expect(failures).toEqual([]);
    expect(tried).toBeGreaterThan(10);
  });
}
