import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium';
import { type Counts, NO_REPORT, playwrightCounts, summaryLine, sumOf, vitestCounts } from './testCounts';

/*
 * `npm test`: every test in one command. Uses `CHROMIUM`, then a system or Playwright install, else installs one; builds
 * the app, runs vitest (Node and browser), then Playwright against the built app, and ends with one line that counts them
 * all.
 */

/** Runs a program with its output shown; resolves with its exit code. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Installs a Chromium where there is none: Debian's as root, else the one that Playwright downloads. */
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

/** Installs PostgreSQL where this is a Debian and we may: the server's tests run on it too, else they say why not. */
async function ensurePostgres(): Promise<void> {
  if (process.env.TEST_DATABASE_URL || existsSync('/usr/lib/postgresql')) return;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  console.log('No PostgreSQL found: installing the one of this Debian.');
  await run('apt-get', ['update', '-qq']);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
}

async function runVitest(report: string): Promise<Counts> {
  const code = await run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return existsSync(report) ? vitestCounts(JSON.parse(readFileSync(report, 'utf8')), code) : NO_REPORT;
}

async function runPlaywright(report: string): Promise<Counts> {
  const code = await run('npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return existsSync(report) ? playwrightCounts(JSON.parse(readFileSync(report, 'utf8')), code) : NO_REPORT;
}

async function main(): Promise<number> {
  await ensureChromium();
  await ensurePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'moderato-test-'));
  try {
    const built = spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
    const parts = [
      await runVitest(join(folder, 'vitest.json')),
      built.status === 0 ? await runPlaywright(join(folder, 'playwright.json')) : NO_REPORT,
    ];
    console.log(`\n${summaryLine(parts)}`);
    return sumOf(parts).failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
