import { expect, test } from 'vitest';
import { NO_REPORT, playwrightCounts, summaryLine, sumOf, vitestCounts } from './testCounts';

const vitest = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 };

test('a run that passes is counted as it is', () => {
  expect(vitestCounts(vitest, 0)).toEqual({ passed: 10, failed: 0, skipped: 2 });
  expect(playwrightCounts({ stats }, 0)).toEqual({ passed: 5, failed: 0, skipped: 0 });
});

test('an end-to-end test that passed at a second try counts as failed', () => {
  expect(playwrightCounts({ stats: { ...stats, flaky: 2, unexpected: 1 } }, 0)).toMatchObject({ passed: 5, failed: 3 });
});

test('a run that fails without failing a test counts as one failure, and as no more', () => {
  expect(vitestCounts(vitest, 1).failed).toBe(1);
  expect(vitestCounts({ ...vitest, numFailedTests: 3 }, 1).failed).toBe(3);
  expect(playwrightCounts({ stats }, 1).failed).toBe(1);
});

test('parts are summed into one line, which names skipped tests only if there are any', () => {
  const parts = [vitestCounts(vitest, 0), NO_REPORT];
  expect(sumOf(parts)).toEqual({ passed: 10, failed: 1, skipped: 2 });
  expect(summaryLine(parts)).toBe('10 passed, 1 failed, 2 skipped');
  expect(summaryLine([playwrightCounts({ stats }, 0)])).toBe('5 passed, 0 failed');
});
