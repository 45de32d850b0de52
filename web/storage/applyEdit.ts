import { CodedError } from '#shared/base/errors';
import { type DatasetInfo, type DatasetLabels, type DatasetParts, NO_PART, valuesOf } from './records';

/** A change of what is stored separately from the text. `values[i]` belongs to row `rows[i]`; no row is named twice. */
export type DatasetEdit =
  /** Of the first label: values 0, 1, or 255 for no label. */
  | { readonly kind: 'labels'; readonly rows: Uint32Array; readonly values: Uint8Array }
  /**
   * Of a label beside the first: its position in `labelsOf`, from 1. It is a kind of its own, so that a version of the
   * app that edits the first label alone refuses it, and does not write it there.
   */
  | { readonly kind: 'moreLabels'; readonly label: number; readonly rows: Uint32Array; readonly values: Uint8Array }
  /** Values 1 to keep a row, 0 to remove it. */
  | { readonly kind: 'keep'; readonly rows: Uint32Array; readonly values: Uint8Array }
  /** Null: the dataset is not divided. */
  | { readonly kind: 'parts'; readonly parts: DatasetParts | null };

/** An edit of a label by its position in `labelsOf`. */
export function labelEdit(label: number, rows: Uint32Array, values: Uint8Array): DatasetEdit {
  return label === 0 ? { kind: 'labels', rows, values } : { kind: 'moreLabels', label, rows, values };
}

/** Rows whose label an edit sets, and which label that is (its position in `labelsOf`); null for any other edit. */
export function labelsEdited(edit: DatasetEdit): (RowValues & { readonly label: number }) | null {
  if (edit.kind === 'labels') return { label: 0, rows: edit.rows, values: edit.values };
  return edit.kind === 'moreLabels' ? edit : null;
}

/**
 * `stored` after `edit`. Values that equal the imported ones are not stored twice.
 * @throws CodedError `argument-invalid` for a label that the dataset does not have.
 */
export function applyEdit(
  stored: DatasetLabels,
  edit: DatasetEdit,
): { readonly next: DatasetLabels; readonly inverse: DatasetEdit } {
  switch (edit.kind) {
    case 'labels': {
      const { values, original, inverse } = relabelled(stored, 0, edit);
      return { next: { ...stored, labels: values, original }, inverse: { kind: 'labels', ...inverse } };
    }
    case 'moreLabels': {
      const { label } = edit;
      const { values, original, inverse } = relabelled(stored, label, edit);
      const more = stored.more?.map((before, i) => (i === label - 1 ? values : before));
      const imported = more?.map((_, i) => (i === label - 1 ? original : stored.moreOriginal?.[i]) ?? null);
      const moreOriginal = imported?.some((each) => each !== null) ? imported : undefined;
      return { next: { ...stored, more, moreOriginal }, inverse: { kind: 'moreLabels', label, ...inverse } };
    }
    case 'keep': {
      const { labels, keep } = stored;
      const { values, inverse } = changed(keep ?? new Uint8Array(labels.length).fill(1), edit);
      return {
        next: { ...stored, keep: values.includes(0) ? values : undefined },
        inverse: { kind: 'keep', ...inverse },
      };
    }
    case 'parts':
      return {
        next: { ...stored, parts: edit.parts === null ? undefined : forAllRows(edit.parts, stored.labels.length) },
        inverse: { kind: 'parts', parts: stored.parts ?? null },
      };
  }
}

/** A division that was made of fewer rows than there are: those that were added since are in no part. */
function forAllRows(parts: DatasetParts, rows: number): DatasetParts {
  if (parts.of.length >= rows) return parts;
  const of = new Uint8Array(rows).fill(NO_PART);
  of.set(parts.of);
  return { names: parts.names, of };
}

/** A label after an edit; `original` undefined where it is as it was imported. */
function relabelled(stored: DatasetLabels, label: number, edit: RowValues) {
  const before = valuesOf(stored, label);
  if (before === undefined) {
    const expected = `below ${1 + (stored.more?.length ?? 0)}`;
    throw new CodedError('argument-invalid', { argument: 'label', got: `${label}`, expected });
  }
  const { values, inverse } = changed(before.values, edit);
  const imported = before.original ?? before.values;
  const asImported = values.every((value, row) => value === imported[row]);
  return { values, original: asImported ? undefined : imported, inverse };
}

interface RowValues {
  readonly rows: Uint32Array;
  readonly values: Uint8Array;
}

/** `before` with the values of `edit`, and the values that they replaced. */
function changed(
  before: Uint8Array<ArrayBuffer>,
  edit: RowValues,
): { values: Uint8Array<ArrayBuffer>; inverse: RowValues } {
  const values = before.slice();
  const rows = edit.rows.filter((row, i) => row < before.length && before[row] !== edit.values[i]);
  const replaced = Uint8Array.from(rows, (row) => before[row]);
  for (let i = 0; i < edit.rows.length; i++) {
    const row = edit.rows[i];
    if (row < values.length) values[row] = edit.values[i];
  }
  return { values, inverse: { rows, values: replaced } };
}

/** The info of a dataset whose labels have become `labels`. */
export function countedAnew(info: DatasetInfo, stored: DatasetLabels): DatasetInfo {
  const { labels, original, keep, parts } = stored;
  const counts = [0, 0, 0];
  const ofParts = parts?.names.map((name) => ({ name, rows: 0, positives: 0, negatives: 0 }));
  let removed = 0;
  for (let row = 0; row < labels.length; row++) {
    if (keep !== undefined && keep[row] === 0) {
      removed++;
      continue;
    }
    const label = labels[row];
    counts[label > 1 ? 2 : label]++;
    const part = ofParts?.[parts?.of[row] ?? NO_PART];
    if (part === undefined) continue;
    part.rows++;
    if (label === 1) part.positives++;
    else if (label === 0) part.negatives++;
  }
  const [negatives, positives, unlabelled] = counts;
  const revision = (info.revision ?? 0) + 1;
  const asImported = original === undefined && keep === undefined;
  const fingerprint = asImported ? info.report.fingerprint : null;
  const moreLabels = info.moreLabels?.map((label, i) => ({ ...label, ...countsOf(stored.more?.[i], keep) }));
  return { ...info, negatives, positives, unlabelled, removed, parts: ofParts, revision, fingerprint, moreLabels };
}

/** The kept rows of each class; none at all where there are no labels. */
export function countsOf(
  labels: Uint8Array = new Uint8Array(0),
  keep?: Uint8Array,
): { positives: number; negatives: number; unlabelled: number } {
  const counts = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    if (keep === undefined || keep[row] !== 0) counts[Math.min(labels[row], 2)]++;
  }
  const [negatives, positives, unlabelled] = counts;
  return { positives, negatives, unlabelled };
}
