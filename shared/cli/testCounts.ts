/** How many tests ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A program that wrote no report: it failed, whatever it ran. */
export const NO_REPORT: Counts = { passed: 0, failed: 1, skipped: 0 };

/** The part of vitest's JSON report that counts. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** The part of Playwright's JSON report that counts. */
export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

/**
 * Counts of a vitest run.
 * @param code of its exit: a file that does not load, or an unhandled rejection, fails the run without failing a test.
 */
export function vitestCounts(report: VitestReport, code: number): Counts {
  return {
    passed: report.numPassedTests,
    failed: atLeastOne(report.numFailedTests, code),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of a Playwright run. A test that passed only when it was tried again has failed. */
export function playwrightCounts({ stats }: PlaywrightReport, code: number): Counts {
  return { passed: stats.expected, failed: atLeastOne(stats.unexpected + stats.flaky, code), skipped: stats.skipped };
}

/** The last line of `npm test`. */
export function summaryLine(parts: readonly Counts[]): string {
  const { passed, failed, skipped } = sumOf(parts);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function sumOf(parts: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => parts.reduce((total, part) => total + part[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

function atLeastOne(failed: number, code: number): number {
  return code === 0 ? failed : Math.max(failed, 1);
}
