import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { type RightAnswer, troubledFiles } from '#shared/data/testing/troubles';
import { RUNNER } from './testing/builtProgram';

/* `moderato inspect` reads every kind of troubled file right, asks, or refuses it with its code. */

interface Answer {
  readonly file: string;
  readonly text?: string;
  readonly label?: string | null;
  readonly rows?: number;
  readonly pos?: number;
  readonly neg?: number;
  readonly first?: string;
  readonly inverted?: boolean;
  readonly error?: { readonly code: string };
  readonly questions?: readonly { readonly code: string }[];
  readonly left_out?: readonly { readonly reason: string; readonly count: number }[];
}

/** An answer in the words of what is wanted, as far as that says. */
function found(answer: Answer | undefined, want: RightAnswer): object | undefined {
  if (answer === undefined || want.error !== undefined) return { error: answer?.error?.code };
  const leftOut = Object.fromEntries((answer.left_out ?? []).map(({ reason, count }) => [reason, count]));
  const asks = (answer.questions ?? []).map(({ code }) => code);
  const all = { ...answer, error: answer.error?.code, inverse: answer.inverted ?? false, leftOut, asks };
  return Object.fromEntries(
    Object.entries(want).map(([key, value]) => [key, value === undefined ? undefined : all[key as keyof typeof all]]),
  );
}

test('every kind of troubled file is read right, asked about, or refused with its code', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-troubles-'));
  try {
    const files = troubledFiles();
    const paths = files.map(({ name }) => join(folder, name));
    files.forEach(({ bytes }, i) => void writeFileSync(paths[i], bytes));
    const { stdout } = spawnSync('node', [RUNNER, 'inspect', '--json', ...paths], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const answers = new Map(
      stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Answer)
        .map((answer) => [basename(answer.file), answer]),
    );
    expect(files.map(({ name, want }) => [name, found(answers.get(name), want)])).toEqual(
      files.map(({ name, want }) => [name, want]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
