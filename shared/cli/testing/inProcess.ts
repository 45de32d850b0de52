import { vi } from 'vitest';
import { runProgram } from '../program';

/** What a command printed on standard output. */
export async function printedBy(run: (argv: readonly string[]) => Promise<void>, ...argv: string[]): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    await run(argv);
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
  return lines.join('\n');
}

/** The code that a command fails with, and its parameters. */
export async function failureOf(run: (argv: readonly string[]) => Promise<void>, ...argv: string[]): Promise<unknown> {
  return printedBy(run, ...argv).then(
    (printed) => ({ code: null, printed }),
    (error: unknown) => error,
  );
}

/** The outcome of a run of the runner, as a process of its own would have it. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the runner in this process, which spares the second or two that a process needs to load it. What only a process
 * has (the streams themselves, signals) is tested with one.
 */
export async function moderato(...argv: string[]): Promise<Outcome> {
  const printed = { stdout: '', stderr: '' };
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => {
    printed.stdout += `${line}\n`;
  });
  const error = vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
    printed.stderr += `${line}\n`;
  });
  try {
    return { status: await runProgram(argv), ...printed };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

/** What the runner printed with `--json`. @throws Error what it said on standard error if it failed. */
export async function moderatoJson<Result = Record<string, unknown>>(...argv: string[]): Promise<Result> {
  const { status, stdout, stderr } = await moderato(...argv, '--json');
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Result;
}
