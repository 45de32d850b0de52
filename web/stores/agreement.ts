import { kindOfLabel } from '#shared/ml/model/labelNames';
import type { LineAnswer } from './manyScores';
import type { ModelRecord } from './models';

/** What a model says of a comment; `unsure` also where it cannot tell. */
export type Said = 'toxic' | 'other' | 'unsure';

export function saidBy({ label, unsure, between }: Pick<LineAnswer, 'label' | 'unsure' | 'between'>): Said {
  if (unsure || between) return 'unsure';
  return label === 1 ? 'toxic' : 'other';
}

/** Whether some flag a comment and others do not. Who is unsure contradicts nobody. */
export function disagree(said: readonly Said[]): boolean {
  return said.includes('toxic') && said.includes('other');
}

/** The label that a model answers about. */
export const labelOf = ({ manifest }: ModelRecord): string => manifest.labels[0];

/**
 * Whether two models answer different questions: about threats and about toxicity, say. Names of no known data set
 * (`label`) are taken to mean the same.
 */
export function asksOther(one: ModelRecord, other: ModelRecord): boolean {
  const [kind, otherKind] = [kindOfLabel(labelOf(one)), kindOfLabel(labelOf(other))];
  return kind !== undefined && otherKind !== undefined && kind !== otherKind;
}
