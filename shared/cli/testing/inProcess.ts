import { vi } from 'vitest';

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
