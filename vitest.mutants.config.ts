import { defineConfig } from 'vitest/config';

/** The unit tests that stryker.config.mjs names, without a project for the browser. */
export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('tests') },
  test: {
    environment: 'node',
    include: (process.env.MUTANTS_TESTS ?? '').split(','),
    exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
    testNamePattern: process.env.NAMES,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: 'shared/testing/fastCheckSeed.ts',
    setupFiles: 'shared/testing/fastCheckSetup.ts',
  },
});
