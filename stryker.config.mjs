/**
 * Mutation testing: `PART=validation npm run mutants` changes the code of one part in small ways, one at a time, and
 * runs the part's unit tests on each. A change that no test notices is listed as survived. Parts are small on purpose:
 * each takes minutes. `-- --mutate FILE` narrows a part to a file, TESTS=PATH,PATH its tests and NAMES=PATTERN those to
 * the names that match, for instance to all but the slow ones; what has been tried is remembered between runs.
 */
const PARTS = {
  validation: {
    mutate: ['shared/ml/validation'],
    tests: ['shared/ml/validation'],
  },
  calibration: { mutate: ['shared/ml/calibration'], tests: ['shared/ml/calibration'] },
  search: { mutate: ['shared/ml/search'], tests: ['shared/ml/search'] },
  training: { mutate: ['shared/ml/training'], tests: ['shared/ml/training', 'shared/ml/pipeline'] },
  guess: {
    mutate: ['shared/data/guess'],
    tests: ['shared/data/guess', 'shared/data/formats/guessTextFormat.test.ts'],
  },
  scoredCsv: { mutate: ['shared/scoredCsv'], tests: ['shared/scoredCsv'] },
  auth: { mutate: ['sync-server/auth'], tests: ['sync-server/auth'] },
  rows: { mutate: ['web/rows'], tests: ['web/rows'] },
  // Of storage, the stores and workers what needs no browser.
  storage: {
    mutate: ['web/storage/applyEdit.ts', 'web/storage/recordSchemas.ts', 'web/storage/withCleanup.ts'],
    tests: ['web/storage'],
  },
  stores: {
    mutate: [
      'web/stores/rowQuery.ts',
      'web/stores/rowViewCache.ts',
      'web/stores/settingsFormat.ts',
      'web/stores/trainingProgress.ts',
      'web/workers/score/answer.ts',
      'web/workers/ingest/fileIdentity.ts',
    ],
    tests: ['web/stores', 'web/workers'],
  },
};

const name = process.env.PART ?? '';
if (!Object.hasOwn(PARTS, name)) throw new Error(`PART is "${name}", not one of ${Object.keys(PARTS).join(', ')}.`);
const part = PARTS[name];

const tests = process.env.TESTS === undefined ? part.tests : process.env.TESTS.split(',');
// Read by vitest.mutants.config.ts, in the process that runs the tests.
process.env.MUTANTS_TESTS = tests.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)).join();

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutants.config.ts', related: false },
  mutate: part.mutate.flatMap((path) => (path.endsWith('.ts') ? [path] : [`${path}/**/*.ts`, `!${path}/**/*.test.ts`])),
  // Tables and regular expressions at the top of a file would each need a run of all tests.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: `.stryker/${name}.json`,
  tempDirName: '.stryker/tmp',
  ignorePatterns: ['dist', 'coverage', 'test-results', 'playwright-report', 'e2e', '/data'],
  reporters: ['clear-text', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `.stryker/${name}.html` },
  disableTypeChecks: false,
};
