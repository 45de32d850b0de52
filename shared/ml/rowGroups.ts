import { CodedError } from '../errors';

/** Rows gathered into groups that a split must not tear. Groups are numbered in order of their first row. */
export interface RowGroups {
  readonly count: number;
  /** Shape (n,): each row's group. */
  readonly groupOf: Uint32Array<ArrayBuffer>;
  /** Shape (count,). */
  readonly positives: Uint32Array<ArrayBuffer>;
  /** Shape (count,). */
  readonly negatives: Uint32Array<ArrayBuffer>;
  readonly totalPositives: number;
  readonly totalNegatives: number;
}

/**
 * @param labels shape (n,); 1 is positive, 0 negative.
 * @param groups shape (n,); any number per group, equal for rows that belong together. Null: every row by itself.
 * @throws CodedError `shape-mismatch` if the lengths differ; `argument-invalid` for a label other than 0 and 1.
 */
export function rowGroups(labels: Uint8Array, groups: Uint32Array | null): RowGroups {
  const n = labels.length;
  if (groups !== null && groups.length !== n) {
    throw new CodedError('shape-mismatch', { what: 'groups', got: groups.length, expected: n });
  }
  const groupOf = new Uint32Array(n);
  const positives = new Uint32Array(n);
  const negatives = new Uint32Array(n);
  const numbers = new Map<number, number>();
  let count = 0;
  let totalPositives = 0;
  for (let row = 0; row < n; row++) {
    const label = labels[row];
    if (label > 1) {
      throw new CodedError('argument-invalid', { argument: `labels[${row}]`, got: `${label}`, expected: '0 or 1' });
    }
    let group = groups === null ? undefined : numbers.get(groups[row]);
    if (group === undefined) {
      group = count++;
      if (groups !== null) numbers.set(groups[row], group);
    }
    groupOf[row] = group;
    if (label === 1) positives[group]++;
    else negatives[group]++;
    totalPositives += label;
  }
  return {
    count,
    groupOf,
    positives: positives.slice(0, count),
    negatives: negatives.slice(0, count),
    totalPositives,
    totalNegatives: n - totalPositives,
  };
}
