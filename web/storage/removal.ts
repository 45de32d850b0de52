import { CodedError } from '#shared/base/errors';
import { announceChange } from './changes';
import { checkAll } from './checked';
import { withDatabase } from './database';
import { deleteDataset } from './datasets';
import { isExpired } from './expiry';
import { freeBytes } from './failures';
import { purgeModel } from './purge';

/*
 * A dataset or model that a person removes is only marked, in its own record: the mark is on disk before the removal is
 * announced, and it is no longer listed. It can be restored for seven days, or until a write needs its space
 * (freeSpace.ts).
 */

/** What can be removed and restored. */
export type RemovableStore = 'datasets' | 'models';

/**
 * Marks a record as removed. It is flushed to disk when this resolves.
 * @throws CodedError `dataset-missing`, `model-missing`.
 */
export function markRemoved(store: RemovableStore, id: string, now = Date.now()): Promise<void> {
  return changeMark(store, id, now);
}

/**
 * Removes the mark again.
 * @throws CodedError `dataset-missing`, `model-missing` if it was deleted meanwhile.
 */
export function restoreRemoved(store: RemovableStore, id: string): Promise<void> {
  return changeMark(store, id, undefined);
}

async function changeMark(store: RemovableStore, id: string, removedAt: number | undefined): Promise<void> {
  const found = await withDatabase(async (database) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    const record = await transaction.store.get(id);
    if (record !== undefined) {
      const { removedAt: _, ...rest } = record;
      await transaction.store.put(removedAt === undefined ? rest : { ...rest, removedAt });
    }
    await transaction.done;
    return record !== undefined;
  });
  if (!found) throw new CodedError(store === 'datasets' ? 'dataset-missing' : 'model-missing', { id });
  announceChange(store);
}

/** Deletes for good what was removed more than seven days ago. */
export async function purgeExpired(now = Date.now()): Promise<void> {
  const { datasets, models } = await readRemoved();
  const expired = ({ removedAt }: { readonly removedAt?: number }) =>
    removedAt !== undefined && isExpired(removedAt, now);
  for (const { id } of datasets.filter(expired))
    await deleteDataset(id, (record) => record !== undefined && expired(record));
  for (const { id } of models.filter(expired)) {
    await withDatabase((database) => purgeModel(database, id, (record) => record !== undefined && expired(record)));
    announceChange('models');
  }
}

/** Bytes that deleting everything removed would free. */
export async function reclaimableBytes(): Promise<number> {
  const { datasets, models } = await readRemoved();
  const ofDatasets = datasets.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  return models.reduce((sum, { bytes }) => sum + bytes, ofDatasets);
}

/**
 * Bytes there is room for: those that are free, and those of removed datasets and models, which a write that finds no
 * space deletes (freeSpace.ts). Null if the browser does not report what is free.
 */
export async function writableBytes(): Promise<number | null> {
  const free = await freeBytes();
  if (free === null) return null;
  try {
    return free + (await reclaimableBytes());
  } catch {
    return free; // no database yet to be had: the import itself reports why
  }
}

/** Deletes a removed one at once; one that was restored meanwhile stays. Deleting one that is gone is no error. */
export async function deleteRemoved(store: RemovableStore, id: string): Promise<void> {
  const isRemoved = (record: { readonly removedAt?: number } | undefined) => record?.removedAt !== undefined;
  if (store === 'datasets') return deleteDataset(id, isRemoved);
  await withDatabase((database) => purgeModel(database, id, isRemoved));
  announceChange('models');
}

async function readRemoved() {
  const [datasets, models] = await withDatabase((database) =>
    Promise.all([database.getAll('datasets'), database.getAll('models')]),
  );
  const removed = ({ removedAt }: { readonly removedAt?: number }) => removedAt !== undefined;
  return {
    datasets: checkAll('datasets', datasets).records.filter(removed),
    models: checkAll('models', models).records.filter(removed),
  };
}
