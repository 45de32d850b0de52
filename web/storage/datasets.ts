import { CodedError } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import { announceChange } from './changes';
import { withDatabase } from './database';
import { datasetLock, withFreeLock, withLock } from './locks';
import type { DatasetInfo } from './records';

/** Every dataset kept here, the newest first. */
export async function listDatasets(): Promise<DatasetInfo[]> {
  const all = await withDatabase((database) => database.getAll('datasets'));
  return all.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
}

/** @throws CodedError `dataset-missing`. */
export async function readDatasetInfo(id: string): Promise<DatasetInfo> {
  const info = await withDatabase((database) => database.get('datasets', id));
  if (!info) throw new CodedError('dataset-missing', { id });
  return info;
}

/**
 * One column of a dataset, chunk by chunk; the next is read when it is asked for.
 * @throws CodedError `dataset-missing`, also when the dataset is deleted meanwhile.
 */
export async function* readColumn(id: string, column: number): AsyncGenerator<TextColumn, void, undefined> {
  const { chunks } = await readDatasetInfo(id);
  for (let chunk = 0; chunk < chunks; chunk++) yield await readChunk(id, column, chunk);
}

/** Deletes a dataset, waiting for whoever is reading it at length. Deleting one that is gone is no error. */
export async function deleteDataset(id: string): Promise<void> {
  await withLock(datasetLock(id), 'exclusive', () => purge(id));
  announceChange('datasets');
}

/**
 * Removes what imports left that did not end: a crash, a closed tab, a killed worker. An import that is running in any
 * tab is left alone. Without Web Locks nobody can tell the two apart, and nothing is removed.
 *
 * @returns ids of what was removed.
 */
export async function sweepDebris(): Promise<string[]> {
  const swept: string[] = [];
  for (const id of await storedIds()) {
    await withFreeLock(datasetLock(id), async () => {
      // Its import may have ended since we looked.
      if (await withDatabase((database) => database.getKey('datasets', id))) return;
      await purge(id);
      swept.push(id);
    });
  }
  return swept;
}

/**
 * Chunk `chunk` of a column.
 * @throws CodedError `dataset-missing`.
 */
export async function readChunk(id: string, column: number, chunk: number): Promise<TextColumn> {
  const found = await withDatabase((database) => database.get('chunks', [id, column, chunk]));
  if (!found) throw new CodedError('dataset-missing', { id });
  return found;
}

/** The keys that begin with `id`, of chunks or reports: an array sorts after every number. */
export function chunksOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

async function purge(id: string): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction(['datasets', 'labels', 'chunks', 'reports'], 'readwrite');
    await Promise.all([
      transaction.objectStore('reports').delete(chunksOf(id)),
      transaction.objectStore('datasets').delete(id),
      transaction.objectStore('labels').delete(id),
      transaction.objectStore('chunks').delete(chunksOf(id)),
      transaction.done,
    ]);
  });
}

/** Ids of all datasets that have chunks, with or without an info; one step of the cursor per dataset. */
function storedIds(): Promise<string[]> {
  return withDatabase(async (database) => {
    const ids: string[] = [];
    const transaction = database.transaction('chunks');
    let cursor = await transaction.store.openKeyCursor();
    while (cursor) {
      const [id] = cursor.key;
      ids.push(id);
      cursor = await transaction.store.openKeyCursor(IDBKeyRange.lowerBound([id, []]));
    }
    await transaction.done;
    return ids;
  });
}
