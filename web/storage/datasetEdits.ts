import { CodedError } from '#shared/base/errors';
import { announceChange } from './changes';
import { checkDataset, checkLabels } from './checked';
import { withDatabase } from './database';
import { isKept } from './lists';
import { type DatasetInfo, type DatasetLabels, type DatasetParts, NO_PART } from './records';

/** A change of what lies beside the text. `values[i]` belongs to row `rows[i]`; no row is named twice. */
export type DatasetEdit =
  /** Values 0, 1, or 255 for no label. */
  | { readonly kind: 'labels'; readonly rows: Uint32Array; readonly values: Uint8Array }
  /** Values 1 to keep a row, 0 to remove it. */
  | { readonly kind: 'keep'; readonly rows: Uint32Array; readonly values: Uint8Array }
  /** Null: the dataset is not divided. */
  | { readonly kind: 'parts'; readonly parts: DatasetParts | null };

export interface Edited {
  readonly info: DatasetInfo;
  /** What takes the edit back; it names only rows that the edit changed. */
  readonly inverse: DatasetEdit;
}

/**
 * Makes an edit, in one transaction with the counts that follow from it, and tells the other tabs. Work under way goes
 * on with the rows as they were when it began (see keptRows.ts).
 * @throws CodedError `dataset-missing`, `record-damaged`, `storage-full`.
 */
export async function editDataset(id: string, edit: DatasetEdit): Promise<Edited> {
  const edited = await withDatabase(async (database) => {
    const transaction = database.transaction(['datasets', 'labels'], 'readwrite', { durability: 'strict' });
    const [datasets, labels] = [transaction.objectStore('datasets'), transaction.objectStore('labels')];
    const [record, stored] = await Promise.all([datasets.get(id), labels.get(id)]);
    let result: Edited | undefined;
    if (record !== undefined && stored !== undefined && isKept(record)) {
      const info = checkDataset(record);
      const { next, inverse } = applyEdit(checkLabels(stored, info), edit);
      result = { info: countedAnew(info, next), inverse };
      await Promise.all([labels.put(next, id), datasets.put(result.info)]);
    }
    await transaction.done;
    return result;
  });
  if (!edited) throw new CodedError('dataset-missing', { id });
  announceChange('datasets');
  return edited;
}

/**
 * Writes down a fingerprint that was worked out for the rows of `revision`; of no effect if they have been edited since.
 */
export async function keepFingerprint(id: string, revision: number, fingerprint: string): Promise<void> {
  const kept = await withDatabase(async (database) => {
    const transaction = database.transaction('datasets', 'readwrite');
    const info = await transaction.store.get(id);
    const fits = info !== undefined && (info.revision ?? 0) === revision && info.fingerprint !== fingerprint;
    if (fits) await transaction.store.put({ ...info, fingerprint });
    await transaction.done;
    return fits;
  });
  if (kept) announceChange('datasets');
}

/** `stored` after `edit`. What is as it was imported is not kept twice. */
export function applyEdit(
  stored: DatasetLabels,
  edit: DatasetEdit,
): { readonly next: DatasetLabels; readonly inverse: DatasetEdit } {
  const { labels, original, keep, parts } = stored;
  switch (edit.kind) {
    case 'labels': {
      const { values, inverse } = changed(labels, edit);
      const imported = original ?? labels;
      const asImported = values.every((value, row) => value === imported[row]);
      return {
        next: { labels: values, original: asImported ? undefined : imported, keep, parts },
        inverse: { kind: 'labels', ...inverse },
      };
    }
    case 'keep': {
      const { values, inverse } = changed(keep ?? new Uint8Array(labels.length).fill(1), edit);
      return {
        next: { labels, original, keep: values.includes(0) ? values : undefined, parts },
        inverse: { kind: 'keep', ...inverse },
      };
    }
    case 'parts':
      return {
        next: { labels, original, keep, parts: edit.parts ?? undefined },
        inverse: { kind: 'parts', parts: parts ?? null },
      };
  }
}

interface RowValues {
  readonly rows: Uint32Array;
  readonly values: Uint8Array;
}

/** `before` with the values of `edit`, and the values they took the place of. */
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
function countedAnew(info: DatasetInfo, { labels, original, keep, parts }: DatasetLabels): DatasetInfo {
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
  return { ...info, negatives, positives, unlabelled, removed, parts: ofParts, revision, fingerprint };
}
