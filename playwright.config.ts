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
    serviceWorkers: 'allow',
    locale: 'en-GB',
    launchOptions: launchOptions(),
  },
  webServer: {
    command: 'npm start',
    env: { PORT: String(port) },
    url: `http://localhost:${port}/health`,
    timeout: 600_000,
    reuseExistingServer: false,
  },
});
