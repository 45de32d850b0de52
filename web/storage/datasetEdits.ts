import type { IDBPTransaction } from 'idb';
import { CodedError } from '#shared/base/errors';
import { applyEdit, countedAnew, type DatasetEdit } from './applyEdit';
import { announceChange } from './changes';
import { checkDataset, checkLabels } from './checked';
import { type Schema, withDatabase } from './database';
import { isKept } from './lists';
import type { DatasetInfo, DatasetLabels } from './records';

export type { DatasetEdit } from './applyEdit';

/** An edit, or one that depends on what is stored when it is made. */
export type EditOf = DatasetEdit | ((stored: DatasetLabels) => DatasetEdit);

export interface Edited {
  readonly info: DatasetInfo;
  /** What was applied. */
  readonly edit: DatasetEdit;
  /** The inverse of the edit; it names only rows that the edit changed. */
  readonly inverse: DatasetEdit;
}

/** A transaction over all that an edit changes, its journal included. */
export type EditTransaction = IDBPTransaction<Schema, (typeof EDIT_STORES)[number][], 'readwrite'>;

const EDIT_STORES = ['datasets', 'labels', 'journals', 'edits'] as const;

/**
 * Runs `work` in one transaction over what edits change, flushed to disk, and announces the change to the other tabs.
 * @throws CodedError `dataset-missing` where `work` returns undefined; `storage-full`.
 */
export async function inEdit<Result>(
  id: string,
  work: (transaction: EditTransaction) => Promise<Result | undefined>,
): Promise<Result> {
  const result = await withDatabase(async (database) => {
    const transaction = database.transaction([...EDIT_STORES], 'readwrite', { durability: 'strict' });
    try {
      const done = await work(transaction);
      await transaction.done;
      return done;
    } catch (error) {
      abort(transaction);
      throw error;
    }
  });
  if (result === undefined) throw new CodedError('dataset-missing', { id });
  announceChange('datasets');
  return result;
}

/**
 * Writes an edit, with the counts that follow from it. Work in progress continues with the rows as they were when it
 * began (see keptRows.ts).
 * @returns undefined if there is no such dataset, or it was removed.
 * @throws CodedError `record-damaged`; what `wanted` throws.
 */
export async function writeEdit(transaction: EditTransaction, id: string, wanted: EditOf): Promise<Edited | undefined> {
  const [datasets, labels] = [transaction.objectStore('datasets'), transaction.objectStore('labels')];
  const [record, stored] = await Promise.all([datasets.get(id), labels.get(id)]);
  if (record === undefined || stored === undefined || !isKept(record)) return undefined;
  const info = checkDataset(record);
  const now = checkLabels(stored, info);
  const edit = typeof wanted === 'function' ? wanted(now) : wanted;
  const { next, inverse } = applyEdit(now, edit);
  const result = { info: countedAnew(info, next), edit, inverse };
  await Promise.all([labels.put(next, id), datasets.put(result.info)]);
  return result;
}

/**
 * Makes an edit that is not in the journal (editJournal.ts), in one transaction.
 * @throws CodedError `dataset-missing`, `record-damaged`, `storage-full`.
 */
export function editDataset(id: string, edit: DatasetEdit): Promise<Edited> {
  return inEdit(id, (transaction) => writeEdit(transaction, id, edit));
}

/**
 * Stores a fingerprint that was computed for the rows of `revision`; has no effect if they have been edited since.
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

/**
 * Undoes what was written. A transaction that failed by itself has been aborted already; that is not a second error.
 */
function abort(transaction: EditTransaction): void {
  transaction.done.catch(() => undefined); // its error is the one that is thrown
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}
