import { plainValue } from '../column/plainValue';
import type { ColumnFacts } from './guessColumns';
import type { LabelChoices } from './meaning';
import { knownMeaning } from './valueWords';

/** What people answer in Prodigy. */
const ANSWERS = new Set(['accept', 'reject', 'ignore']);

/**
 * The labels of a file that Prodigy wrote: every row offers the same label, and the answer accepts or rejects it. Null
 * if it is no such file, or if it is not known whether that label is one of toxicity.
 */
export function prodigyLabels(
  facts: readonly ColumnFacts[],
  rows: readonly (readonly string[])[],
): { readonly column: number; readonly label: LabelChoices } | null {
  const answer = facts.findIndex(({ name }) => name === 'answer');
  const offered = facts.findIndex(({ name }) => name === 'label');
  if (answer < 0 || offered < 0) return null;
  const valuesOf = (column: number) => [...new Set(rows.map((row) => plainValue(row[column] ?? '')))];
  if (!valuesOf(answer).every((value) => ANSWERS.has(value))) return null;
  const labels = valuesOf(offered);
  const meaning = labels.length === 1 ? knownMeaning(labels[0]) : undefined;
  if (meaning !== 'toxic' && meaning !== 'notToxic') return null;
  const opposite = meaning === 'toxic' ? 'notToxic' : 'toxic';
  return { column: answer, label: { meanings: { accept: meaning, reject: opposite, ignore: 'leaveOut' } } };
}
