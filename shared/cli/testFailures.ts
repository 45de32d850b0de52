import { relative } from 'node:path';

/** A test that failed, for the list at the end of a run. */
export interface Failure {
  /** File, then the test's name. */
  readonly test: string;
  /** First lines of the error, without colours. */
  readonly error: string;
}

/** The part of vitest's JSON report that names what failed. */
export interface VitestResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Of a file that did not load. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

/** The part of Playwright's JSON report that names what failed. `errors` belong to the run, not to a test. */
export interface PlaywrightResults {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors?: readonly { readonly message?: string }[];
}

/** What failed in a vitest run: tests, and files that did not load. */
export function vitestFailures({ testResults }: VitestResults, root: string): Failure[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({ test: `${file} › ${test.fullName}`, error: firstLines(test.failureMessages?.[0] ?? '') }));
    return status === 'failed' && failed.length === 0 ? [{ test: file, error: firstLines(message ?? '') }] : failed;
  });
}

/** What failed in a Playwright run: tests, those that passed at a second try, and errors outside tests. */
export function playwrightFailures({ suites, errors = [] }: PlaywrightResults): Failure[] {
  const failed = suites.flatMap(specsOf).flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        test: `e2e/${file}:${line} › ${title}`,
        error: firstLines(results.find(({ error }) => error !== undefined)?.error?.message ?? ''),
      })),
  );
  return [...failed, ...errors.map(({ message }) => ({ test: 'Playwright', error: firstLines(message ?? '') }))];
}

/** The list for the end of a run: a long log may have been cut above it. */
export function failureList(failures: readonly Failure[]): string {
  return failures.map(({ test, error }) => `failed: ${test}\n${error.replace(/^/gm, '    ')}`).join('\n');
}

function specsOf(suite: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');

function firstLines(message: string): string {
  return message
    .replace(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 8)
    .join('\n');
}
