import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from '../../shared/cli/chromium';

const port = Number(process.env.E2E_PORT ?? 4196);
// The workers inherit it, so that all drills of a run have one seed.
process.env.DRILLS_SEED ??= String(Date.now() % 2 ** 20);
process.stdout.write(`Drills with DRILLS_SEED=${process.env.DRILLS_SEED}\n`);

/**
 * `npm run test:drills`: what happens to people's data when the browser is killed, the storage fills or is deleted,
 * records are damaged, versions change and the network goes. A short form by default; DRILLS=long for an hour. Each
 * drill prints what it tried, what held and what was lost.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.drill.ts',
  timeout: 30 * 60_000,
  workers: 1,
  reporter: 'line',
  outputDir: '../../test-results/drills',
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    headless: true,
    locale: 'en-GB',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: launchOptions('full'),
  },
  expect: { timeout: 60_000 },
  webServer: {
    command: 'npm start',
    cwd: '../..',
    env: { PORT: String(port), DATA_DIR: join(tmpdir(), `moderato-drills-${port}-${process.pid}`), LOG_LEVEL: 'warn' },
    url: `http://localhost:${port}/health`,
    timeout: 300_000,
    reuseExistingServer: false,
  },
});
