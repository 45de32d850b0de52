import { CodedError } from '#shared/base/errors';
import { stratifiedSplit } from '#shared/ml/validation/split';
import { createLetterKey } from '#shared/text/duplicates/letterKey';
import { createTextGroups } from '#shared/text/duplicates/textGroups';
import type { KeptRows } from '../storage/keptRows';
import { type DatasetParts, NO_PART } from '../storage/records';
import type { FindProgress } from './findRows';

/** How to divide a dataset. */
export interface SplitPlan {
  /** Two or more; all shares together are 1. */
  readonly parts: readonly { readonly name: string; readonly share: number }[];
  readonly seed: number;
  /** Comments with the same text stay in one part. */
  readonly groupDuplicates: boolean;
}

/**
 * Divides the kept rows at random, each part with the classes in the proportion of the whole. Two parts are those that
 * a training with the same seed and a hold-out of the second's share would make; of more, each later part is split off
 * from what the ones before it share. Where nothing can be stratified (no labels, or a single row of a class), rows are
 * divided only by number.
 *
 * @throws CodedError `argument-invalid` for fewer than two parts, more than 255, shares that are not positive or do not
 *   make 1, or two parts of one name; `training-too-few-rows`.
 */
export async function* splitParts(
  kept: KeptRows,
  { parts, seed, groupDuplicates }: SplitPlan,
): AsyncGenerator<FindProgress, DatasetParts, undefined> {
  checkPlan(parts);
  const total = kept.rows.length;
  const grouping = groupDuplicates ? createTextGroups(createLetterKey()) : null;
  if (grouping !== null) {
    let done = 0;
    for await (const { column, rows } of kept.chunks()) {
      for (const step of grouping.add(column)) yield { done: done + step, total };
      done += rows.length;
      yield { done, total };
    }
  }
  const groups = grouping?.groups() ?? null;
  const labels = stratifiable(kept.labels) ? kept.labels : takingTurns(groups, total);
  const of = new Uint8Array(kept.info.rows).fill(NO_PART);
  let rest = Uint32Array.from({ length: total }, (_, i) => i);
  let restShare = 1;
  for (let part = parts.length - 1; part > 0; part--) {
    const share = parts[part].share / restShare;
    const split = stratifiedSplit(
      Uint8Array.from(rest, (i) => labels[i]),
      share,
      seed,
      groups && Uint32Array.from(rest, (i) => groups[i]),
    );
    for (const i of split.test) of[kept.rows[rest[i]]] = part;
    rest = split.train.map((i) => rest[i]);
    restShare -= parts[part].share;
  }
  for (const i of rest) of[kept.rows[i]] = 0;
  return { names: parts.map(({ name }) => name), of };
}

function checkPlan(parts: SplitPlan['parts']): void {
  const refuse = (argument: string, got: string, expected: string) => {
    throw new CodedError('argument-invalid', { argument, got, expected });
  };
  if (parts.length < 2 || parts.length > NO_PART) refuse('parts', `${parts.length}`, `2 to ${NO_PART}`);
  const shares = parts.map(({ share }) => share);
  const sum = shares.reduce((all, share) => all + share, 0);
  if (!shares.every((share) => share > 0) || Math.abs(sum - 1) > 1e-9) {
    refuse('shares', shares.join(' + '), 'positive numbers that make 1');
  }
  const names = parts.map(({ name }) => name);
  if (new Set(names).size < names.length) refuse('names', names.join(', '), 'names that differ');
}

function stratifiable(labels: Uint8Array): boolean {
  let positives = 0;
  let negatives = 0;
  for (const label of labels) {
    if (label === 1) positives++;
    else if (label === 0) negatives++;
  }
  return positives > 1 && negatives > 1;
}

/** Two made-up classes of equal size: a stratified split of these is an unstratified one. */
function takingTurns(groups: Uint32Array | null, rows: number): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, i) => (groups === null ? i : groups[i]) % 2);
}
