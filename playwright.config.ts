import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './shared/cli/chromium';

const port = Number(process.env.E2E_PORT ?? 4197);

/** End-to-end tests against what `npm start` serves. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  timeout: 180_000,
  // A busy machine of two cores takes seconds to start a worker.
  expect: { timeout: 30_000 },
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    headless: true,
    // Its install costs seconds of both cores, so only the tests of offline use and of shares switch it on.
    serviceWorkers: 'block',
    locale: 'en-GB',
    actionTimeout: 30_000,
    launchOptions: launchOptions(),
  },
  webServer: {
    command: 'npm start',
    // A folder of its own: tests neither see nor change what this machine's server keeps.
    env: { PORT: String(port), DATA_DIR: join(tmpdir(), `moderato-e2e-${port}-${process.pid}`), LOG_LEVEL: 'warn' },
    url: `http://localhost:${port}/health`,
    timeout: 600_000,
    reuseExistingServer: false,
  },
});
