import type { Database } from './database';

/* Deleting things for good, in one transaction each. Callers decide when, and hold the locks. */

/** The keys that begin with `id`, of chunks, reports or edits: an array sorts after every number and string. */
export function keysOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

/**
 * Deletes a dataset with everything that is stored of it. Deleting one that is gone is no error.
 * @param onlyIf called with the record as it is stored, within the transaction; false leaves everything as it is.
 * @returns whether anything was deleted.
 */
export async function purgeDataset(
  database: Database,
  id: string,
  onlyIf: (record: { readonly removedAt?: number } | undefined) => boolean = () => true,
): Promise<boolean> {
  const transaction = database.transaction(
    ['datasets', 'labels', 'chunks', 'reports', 'journals', 'edits'],
    'readwrite',
  );
  const purges = onlyIf(await transaction.objectStore('datasets').get(id));
  if (purges) {
    await Promise.all([
      transaction.objectStore('reports').delete(keysOf(id)),
      transaction.objectStore('journals').delete(id),
      transaction.objectStore('edits').delete(keysOf(id)),
      transaction.objectStore('datasets').delete(id),
      transaction.objectStore('labels').delete(id),
      transaction.objectStore('chunks').delete(keysOf(id)),
    ]);
  }
  await transaction.done;
  return purges;
}

/** Deletes a model and its bytes; as `purgeDataset`. */
export async function purgeModel(
  database: Database,
  id: string,
  onlyIf: (record: { readonly removedAt?: number } | undefined) => boolean = () => true,
): Promise<boolean> {
  const transaction = database.transaction(['models', 'modelBytes', 'trainedRows'], 'readwrite');
  const purges = onlyIf(await transaction.objectStore('models').get(id));
  if (purges) {
    await Promise.all([
      transaction.objectStore('models').delete(id),
      transaction.objectStore('modelBytes').delete(id),
      transaction.objectStore('trainedRows').delete(id),
    ]);
  }
  await transaction.done;
  return purges;
}
