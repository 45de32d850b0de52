import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium';

/*
 * `npm test`: every test there is, in one command. Finds a Chromium or installs one, runs vitest (Node and browser),
 * builds the app, runs Playwright against it, and ends with one line that counts them all.
 */

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs a program with its output shown; resolves with its exit code. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Makes sure that a Chromium is there: Debian's as root, else the one that Playwright brings. */
async function ensureChromium(): Promise<void> {
  if (findChromium()) return;
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (debian) {
    console.log('No Chromium found: installing the one of this Debian.');
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    });
  } else {
    console.log('No Chromium found: asking Playwright to install its own.');
    await run('npx', ['playwright-core', 'install', 'chromium']);
  }
  if (!findChromium()) throw new Error('No Chromium could be installed. Install one and name its path in CHROMIUM.');
}

async function runVitest(report: string): Promise<Counts> {
  const code = await run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const json: { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTotalTestSuites: number } =
    JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not load, or an unhandled rejection, fails the run without failing a test.
  const failed = Math.max(json.numFailedTests, code === 0 ? 0 : 1);
  return { passed: json.numPassedTests, failed, skipped: json.numPendingTests };
}

async function runPlaywright(report: string): Promise<Counts> {
  const code = await run('npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const json: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const failed = Math.max(json.stats.unexpected, code === 0 ? 0 : 1);
  return { passed: json.stats.expected + json.stats.flaky, failed, skipped: json.stats.skipped };
}

async function main(): Promise<number> {
  await ensureChromium();
  const folder = mkdtempSync(join(tmpdir(), 'moderato-test-'));
  try {
    const built = spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
    const parts = [
      await runVitest(join(folder, 'vitest.json')),
      built.status === 0 ? await runPlaywright(join(folder, 'playwright.json')) : { passed: 0, failed: 1, skipped: 0 },
    ];
    const sum = (key: keyof Counts) => parts.reduce((total, part) => total + part[key], 0);
    const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
    console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
    return sum('failed') === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
