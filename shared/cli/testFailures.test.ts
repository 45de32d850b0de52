import { expect, test } from 'vitest';
import { failureList, playwrightFailures, vitestFailures } from './testFailures';

test('failed tests of vitest are named with their file and the first lines of their error', () => {
  const file = {
    name: '/home/me/moderato/shared/a.test.ts',
    status: 'failed',
    assertionResults: [
      { fullName: 'adds', status: 'passed' },
      {
        fullName: 'divides',
        status: 'failed',
        failureMessages: ['\u001b[31mexpected\u001b[39m 2\n\n  at a.test.ts:3'],
      },
    ],
  };
  expect(vitestFailures({ testResults: [file] }, '/home/me/moderato')).toEqual([
    { test: 'shared/a.test.ts › divides', error: 'expected 2\n  at a.test.ts:3' },
  ]);
});

test('a file that does not load is named, though none of its tests failed', () => {
  const file = { name: '/m/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] };
  expect(vitestFailures({ testResults: [file] }, '/m')).toEqual([{ test: 'b.test.ts', error: 'Cannot find module' }]);
});

test('failed and flaky tests of Playwright are named, at any depth, and errors outside tests', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'data.spec.ts',
    line: 7,
    tests: [{ status, results: [{}, { error: { message: 'Timed out' } }] }],
  });
  const suites = [
    { specs: [spec('opens', 'expected')], suites: [{ specs: [spec('saves', 'unexpected'), spec('undoes', 'flaky')] }] },
  ];
  expect(playwrightFailures({ suites, errors: [{ message: 'the server did not start' }] })).toEqual([
    { test: 'e2e/data.spec.ts:7 › saves', error: 'Timed out' },
    { test: 'e2e/data.spec.ts:7 › undoes', error: 'Timed out' },
    { test: 'Playwright', error: 'the server did not start' },
  ]);
});

test('the list has a line per test and its error below', () => {
  expect(failureList([{ test: 'a › b', error: 'x\ny' }])).toBe('failed: a › b\n    x\n    y');
  expect(failureList([])).toBe('');
});
