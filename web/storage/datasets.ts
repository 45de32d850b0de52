import { CodedError } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import { announceChange } from './changes';
import { checkAll, checkChunk, checkDataset, type DamagedRecord } from './checked';
import { withDatabase } from './database';
import { isKept, newestFirst, restorable } from './lists';
import { datasetLock, withFreeLock, withLock } from './locks';
import { purgeDataset } from './purge';
import type { DatasetInfo } from './records';

/** What is stored of datasets. */
export interface DatasetList {
  /** The newest first. */
  readonly datasets: DatasetInfo[];
  /** Removed ones that can be restored, the last removed first. */
  readonly removed: DatasetInfo[];
  readonly damaged: DamagedRecord[];
}

/** Everything that is stored of datasets. `now`: milliseconds since 1970. */
export async function readDatasetList(now = Date.now()): Promise<DatasetList> {
  const { records, damaged } = checkAll('datasets', await withDatabase((database) => database.getAll('datasets')));
  return { datasets: newestFirst(records.filter(isKept)), removed: restorable(records, now), damaged };
}

/** Every dataset that nobody removed, the newest first. */
export async function listDatasets(): Promise<DatasetInfo[]> {
  return (await readDatasetList()).datasets;
}

/** @throws CodedError `dataset-missing` also for a removed one; `record-damaged`. */
export async function readDatasetInfo(id: string): Promise<DatasetInfo> {
  const value = await withDatabase((database) => database.get('datasets', id));
  if (value === undefined) throw new CodedError('dataset-missing', { id });
  const info = checkDataset(value);
  if (!isKept(info)) throw new CodedError('dataset-missing', { id });
  return info;
}

/**
 * One column of a dataset, chunk by chunk, read on demand.
 * @throws CodedError `dataset-missing`, also when the dataset is deleted meanwhile.
 */
export async function* readColumn(id: string, column: number): AsyncGenerator<TextColumn, void, undefined> {
  const { chunks } = await readDatasetInfo(id);
  for (let chunk = 0; chunk < chunks; chunk++) yield await readChunk(id, column, chunk);
}

/**
 * Gives a dataset another name. Its rows, its revision and its fingerprint stay as they are.
 * @throws CodedError `dataset-missing` also for a removed one; `storage-full`.
 */
export async function renameDataset(id: string, name: string): Promise<void> {
  const renamed = await withDatabase(async (database) => {
    const transaction = database.transaction('datasets', 'readwrite', { durability: 'strict' });
    const info = await transaction.store.get(id);
    const found = info !== undefined && isKept(info);
    if (found) await transaction.store.put({ ...info, name });
    await transaction.done;
    return found;
  });
  if (!renamed) throw new CodedError('dataset-missing', { id });
  announceChange('datasets');
}

/**
 * Deletes a dataset for good, waiting for readers that hold its lock. Deleting one that is gone is no error.
 * @param onlyIf see `purgeDataset`.
 */
export async function deleteDataset(id: string, onlyIf?: Parameters<typeof purgeDataset>[2]): Promise<void> {
  await withLock(datasetLock(id), 'exclusive', () => withDatabase((database) => purgeDataset(database, id, onlyIf)));
  announceChange('datasets');
}

/**
 * Removes what unfinished imports left: after a crash, a closed tab, a killed worker. An import that is running in any
 * tab is not touched. Without Web Locks the two cannot be distinguished, and nothing is removed.
 *
 * @returns ids of what was removed.
 */
export async function sweepOrphans(): Promise<string[]> {
  const swept: string[] = [];
  for (const id of await storedIds()) {
    await withFreeLock(datasetLock(id), async () => {
      // Its import may have ended since we looked.
      if (await withDatabase((database) => database.getKey('datasets', id))) return;
      await withDatabase((database) => purgeDataset(database, id));
      swept.push(id);
    });
  }
  return swept;
}

/**
 * Chunk `chunk` of a column.
 * @throws CodedError `dataset-missing`, `record-damaged`.
 */
export async function readChunk(id: string, column: number, chunk: number): Promise<TextColumn> {
  const found = await withDatabase((database) => database.get('chunks', [id, column, chunk]));
  if (found === undefined) throw new CodedError('dataset-missing', { id });
  return checkChunk(found, id);
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
