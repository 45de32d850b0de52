import { CodedError } from '../../base/errors';

/** What a label may be: the class, or this where it is unknown. */
export const UNKNOWN_LABEL = 255;

/** Positions in `RowGroups.perClass` and `totals`: labels 0 and 1, then unknown ones. */
export const NEGATIVE = 0;
export const POSITIVE = 1;
export const UNKNOWN = 2;
export const CLASSES = [NEGATIVE, POSITIVE, UNKNOWN] as const;

/** Rows gathered into groups that a split must not tear. Groups are numbered in order of their first row. */
export interface RowGroups {
  readonly count: number;
  /** Shape (n,): each row's group. */
  readonly groupOf: Uint32Array<ArrayBuffer>;
  /** For each of `CLASSES`, shape (count,): how many of a group's rows are in it. */
  readonly perClass: readonly Uint32Array<ArrayBuffer>[];
  /** For each of `CLASSES`, how many rows there are. */
  readonly totals: readonly number[];
}

/**
 * @param labels shape (n,); 1 is positive, 0 negative, 255 unknown.
 * @param groups shape (n,); any number per group, equal for rows that belong together. Null: every row is its own
 *   group.
 * @throws CodedError `shape-mismatch` if the lengths differ; `argument-invalid` for any other label.
 */
export function rowGroups(labels: Uint8Array, groups: Uint32Array | null): RowGroups {
  const n = labels.length;
  if (groups !== null && groups.length !== n) {
    throw new CodedError('shape-mismatch', { what: 'groups', got: groups.length, expected: n });
  }
  const groupOf = new Uint32Array(n);
  const perClass = CLASSES.map(() => new Uint32Array(n));
  const totals = CLASSES.map(() => 0);
  const numbers = new Map<number, number>();
  let count = 0;
  for (let row = 0; row < n; row++) {
    let group = groups === null ? undefined : numbers.get(groups[row]);
    if (group === undefined) {
      group = count++;
      if (groups !== null) numbers.set(groups[row], group);
    }
    const kind = labels[row] === UNKNOWN_LABEL ? UNKNOWN : labels[row];
    if (kind > UNKNOWN || labels[row] === UNKNOWN) {
      const got = `${labels[row]}`;
      throw new CodedError('argument-invalid', { argument: `labels[${row}]`, got, expected: '0, 1 or 255' });
    }
    groupOf[row] = group;
    perClass[kind][group]++;
    totals[kind]++;
  }
  return { count, groupOf, perClass: perClass.map((counts) => counts.slice(0, count)), totals };
}

/** Group numbers 0 … count − 1. */
export function groupNumbers({ count }: RowGroups): Uint32Array<ArrayBuffer> {
  const numbers = new Uint32Array(count);
  for (let group = 0; group < count; group++) numbers[group] = group;
  return numbers;
}
