import { CodedError } from '../../base/errors';
import type { EdaSource } from './section';

/** A comment's class: its label, or none. */
export type ClassKey = '0' | '1' | 'unlabelled';

export const CLASS_KEYS: readonly ClassKey[] = ['0', '1', 'unlabelled'];

/** One value per class that the data has; a class without rows is left out. */
export type ByClass<Value> = Partial<Record<ClassKey, Value>>;

/** Which class each row belongs to. */
export interface RowClasses {
  /** Index in CLASS_KEYS of the class of `row`. */
  of(row: number): number;
  /** Rows of each class, in the order of CLASS_KEYS. */
  readonly rows: readonly number[];
}

const UNLABELLED = CLASS_KEYS.indexOf('unlabelled');

/** @throws CodedError `shape-mismatch` unless there is a label for each row, or none at all. */
export function classesOf({ rows: total, labels }: Pick<EdaSource, 'rows' | 'labels'>): RowClasses {
  if (labels && labels.length !== total) {
    throw new CodedError('shape-mismatch', { what: 'labels', got: labels.length, expected: total });
  }
  const of = (row: number) => (labels && labels[row] <= 1 ? labels[row] : UNLABELLED);
  const rows = CLASS_KEYS.map(() => 0);
  for (let row = 0; row < total; row++) rows[of(row)] += 1;
  return { of, rows };
}

/** One value per class that has rows. */
export function byClass<Value>({ rows }: RowClasses, of: (index: number, key: ClassKey) => Value): ByClass<Value> {
  const values: ByClass<Value> = {};
  CLASS_KEYS.forEach((key, index) => {
    if (rows[index] > 0) values[key] = of(index, key);
  });
  return values;
}
