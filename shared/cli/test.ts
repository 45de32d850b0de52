import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './ensureChromium';
import { run } from './runChild';
import { type Counts, NO_REPORT, playwrightCounts, summaryLine, sumOf, vitestCounts } from './testCounts';
import { type Failure, failureList, playwrightFailures, vitestFailures } from './testFailures';

/*
 * `npm test`: every test in one command. Uses `CHROMIUM`, then a system or Playwright install (a headless
 * shell rather than a full Chromium), else installs a shell;
 * builds the app, runs vitest (Node and browser), then Playwright against the built app, names what failed, and ends
 * with one line that counts them all.
 */

interface Part {
  readonly counts: Counts;
  readonly failures: readonly Failure[];
}

function noReport(program: string): Part {
  return { counts: NO_REPORT, failures: [{ test: program, error: 'it wrote no report' }] };
}

/**
 * Installs PostgreSQL and nginx where this is a Debian and we may: the server's tests need them, and else say why they
 * did not run.
 */
async function ensureServers(): Promise<void> {
  const missing = [
    ...(process.env.TEST_DATABASE_URL || existsSync('/usr/lib/postgresql') ? [] : ['postgresql']),
    ...(existsSync('/usr/sbin/nginx') ? [] : ['nginx-light']),
  ];
  if (missing.length === 0 || !existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  console.log(`Installing the ${missing.join(' and ')} of this Debian.`);
  await run('apt-get', ['update', '-qq']);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
}

async function runVitest(report: string): Promise<Part> {
  const code = await run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return noReport('vitest');
  const results = JSON.parse(readFileSync(report, 'utf8'));
  return withReason('vitest', vitestCounts(results, code), vitestFailures(results, process.cwd()));
}

async function runPlaywright(report: string): Promise<Part> {
  const code = await run('npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!existsSync(report)) return noReport('Playwright');
  const results = JSON.parse(readFileSync(report, 'utf8'));
  return withReason('Playwright', playwrightCounts(results, code), playwrightFailures(results));
}

/** A run can fail without a failed test, by an unhandled rejection for example: the list says so. */
function withReason(program: string, counts: Counts, failures: readonly Failure[]): Part {
  const missing = counts.failed > 0 && failures.length === 0;
  return { counts, failures: missing ? [{ test: program, error: 'the run failed outside its tests' }] : failures };
}

async function main(): Promise<number> {
  await ensureChromium('shell');
  await ensureServers();
  const folder = mkdtempSync(join(tmpdir(), 'moderato-test-'));
  try {
    const built = spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
    const parts = [
      await runVitest(join(folder, 'vitest.json')),
      built.status === 0 ? await runPlaywright(join(folder, 'playwright.json')) : noReport('build'),
    ];
    const counts = parts.map((part) => part.counts);
    console.log(`\n${failureList(parts.flatMap(({ failures }) => failures))}\n${summaryLine(counts)}`);
    return sumOf(counts).failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
