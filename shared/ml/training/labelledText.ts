import { CodedError } from '../../base/errors';
import type { TextColumn } from '../../data/column/textColumn';
import { LABEL_NAME_LIMIT, NOTE_LIMIT } from '../model/manifest';

/** A missing label. */
export const UNKNOWN = 255;

/** One column to learn: 1 positive, 0 negative, 255 unknown. */
export interface LabelColumn {
  readonly name: string;
  readonly values: Uint8Array;
  /** Shape (rows,): how many times a row counts in a fit; without it, once. Terms are counted whatever it is. */
  readonly weights?: Float64Array;
  /**
   * Shape (rows,): 1 for the rows that represent what the model will be used on. Calibration, threshold rules and
   * figures are drawn from these alone; the others are learnt from and no more. Without it, from every row.
   */
  readonly judged?: Uint8Array;
}

/** Those of `rows`, by their place in it, whose label is known and that a model is judged by. */
export function judgedRows(
  { values, judged }: Pick<LabelColumn, 'values' | 'judged'>,
  rows: Uint32Array,
): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(rows.keys()).filter((i) => values[rows[i]] !== UNKNOWN && judged?.[rows[i]] !== 0);
}

/** Labelled comments, wherever they are kept. */
export interface LabelledText {
  readonly rows: number;
  /** The comments in row order, chunk by chunk. Called once to train and once more to measure. */
  chunks(): AsyncIterable<TextColumn> | Iterable<TextColumn>;
  /** True if each call of `chunks` makes new ones, whose buffers may be transferred to other threads. */
  readonly spare?: boolean;
  /** One or more; rows are split by the first. */
  readonly labels: readonly LabelColumn[];
  /**
   * Shape (rows,): rows of the same number stay on one side of every split. Without it, `validation.groupDuplicates`
   * decides.
   */
  readonly groups?: Uint32Array<ArrayBuffer>;
  /**
   * Shape (rows,): rows of the same number stay on one side of every split, besides what decides otherwise: users,
   * threads (`validation.groupBy`).
   */
  readonly ties?: Uint32Array<ArrayBuffer>;
  /**
   * Where the rows come from, one source after another, if there is more than one or they are weighed; for the
   * manifest.
   */
  readonly mix?: readonly { readonly rows: number; readonly weight: number }[];
  /** As shared/data/fingerprint computes it. */
  readonly fingerprint: string;
  readonly licence?: string;
  readonly note?: string;
}

/** Rows of `rows` whose label is known, and those of them that are positive. */
export function tally(values: Uint8Array, rows: Uint32Array | null = null): { rows: number; positives: number } {
  let known = 0;
  let positives = 0;
  const count = rows ? rows.length : values.length;
  for (let i = 0; i < count; i++) {
    const value = values[rows ? rows[i] : i];
    if (value !== UNKNOWN) known++;
    if (value === 1) positives++;
  }
  return { rows: known, positives };
}

/**
 * Refuses labels that nothing can be learnt from, and texts that are too long for a model's manifest.
 * @throws CodedError `shape-mismatch`, `training-one-class`, `argument-invalid`.
 */
export function checkLabels(data: LabelledText): void {
  checkTextLength('note', data.note, NOTE_LIMIT);
  checkTextLength('licence', data.licence, NOTE_LIMIT);
  for (const { name } of data.labels) checkTextLength('label', name, LABEL_NAME_LIMIT);
  if (data.labels.length === 0) throw new CodedError('shape-mismatch', { what: 'label columns', got: 0, expected: 1 });
  checkLength('groups', data.groups, data.rows);
  checkLength('ties', data.ties, data.rows);
  for (const { name, values, weights, judged } of data.labels) {
    checkLength(`labels of ${name}`, values, data.rows);
    checkLength(`weights of ${name}`, weights, data.rows);
    checkLength(`judged rows of ${name}`, judged, data.rows);
    const { rows, positives } = tally(values);
    if (positives === 0 || positives === rows) {
      throw new CodedError('training-one-class', { label: name, rows, positives });
    }
  }
}

function checkTextLength(argument: string, text: string | undefined, limit: number): void {
  if (text === undefined || text.length <= limit) return;
  const got = `${text.length} characters`;
  throw new CodedError('argument-invalid', { argument, got, expected: `at most ${limit}` });
}

function checkLength(what: string, list: ArrayLike<number> | undefined, expected: number): void {
  if (list !== undefined && list.length !== expected) {
    throw new CodedError('shape-mismatch', { what, got: list.length, expected });
  }
}
