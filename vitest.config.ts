import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './shared/cli/chromium.ts';
import { isolationHeaders } from './shared/runtime/isolationHeaders.ts';

const BROWSER = '**/*.browser.test.{ts,tsx}';
const MOCKED = '**/*.mocked.test.ts';

/** Of the projects that run in Node. */
const node = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  globalSetup: 'shared/testing/fastCheckSeed.ts',
  setupFiles: ['shared/testing/fastCheckSetup.ts', 'web/i18n/testing/englishInNode.ts'],
};

/**
 * Three projects: what runs on any host, in Node, and what of it replaces modules; what needs IndexedDB, workers or a
 * page, in a real Chromium.
 */
export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('tests') },
  test: {
    environment: 'node',
    // Vitest leaves one core for itself, which on two cores is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'sync-server/**/*.ts', 'web/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', '**/testing/**', 'shared/bench/**', '**/*.d.ts'],
      reporter: ['text-summary', 'html'],
    },
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'unit',
          include: ['shared/**/*.test.ts', 'sync-server/**/*.test.ts', 'web/**/*.test.ts'],
          exclude: [BROWSER, MOCKED, '**/node_modules/**'],
          // A process and a fresh copy of all modules for each file costs half as much again as the tests.
          isolate: false,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        // What replaces modules needs its own copy of the others.
        test: { ...node, name: 'mocked', include: [MOCKED] },
      },
      {
        extends: true,
        plugins: [solid()],
        server: { headers: isolationHeaders },
        worker: { format: 'es' },
        optimizeDeps: {
          include: [
            '@floating-ui/dom',
            'papaparse',
            'idb',
            'comlink',
            'd3-array',
            'd3-cloud',
            'd3-scale',
            'workbox-window',
            '@tanstack/solid-virtual',
            'valibot',
            'fflate',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'ml-logistic-regression',
            'ml-matrix',
          ],
        },
        test: {
          name: 'browser',
          setupFiles: 'web/i18n/testing/english.ts',
          include: ['web/**/*.browser.test.ts', 'web/**/*.browser.test.tsx', 'shared/**/*.browser.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
