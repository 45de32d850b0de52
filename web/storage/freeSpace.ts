import { announceChange } from './changes';
import type { Database } from './database';
import { datasetLock, withFreeLock } from './locks';
import { purgeDataset, purgeModel } from './purge';

/**
 * Deletes what was removed the longest ago and is kept only so that it could be restored.
 * @returns whether something was deleted: then a write that failed is worth another try.
 */
export async function freeSpace(database: Database): Promise<boolean> {
  const [datasets, models] = await Promise.all([database.getAll('datasets'), database.getAll('models')]);
  const removed = [
    ...datasets.map(({ id, removedAt }) => ({ id, removedAt, store: 'datasets' as const })),
    ...models.map(({ id, removedAt }) => ({ id, removedAt, store: 'models' as const })),
  ]
    .filter((one) => typeof one.removedAt === 'number' && typeof one.id === 'string')
    .sort((a, b) => (a.removedAt ?? 0) - (b.removedAt ?? 0));
  for (const { id, store } of removed) {
    let purged = false;
    const stillRemoved = (record: { readonly removedAt?: number } | undefined) => record?.removedAt !== undefined;
    if (store === 'models') purged = await purgeModel(database, id, stillRemoved);
    else {
      // It may still be read, perhaps by the very work that needs the space: then it stays.
      await withFreeLock(datasetLock(id), async () => {
        purged = await purgeDataset(database, id, stillRemoved);
      });
    }
    if (!purged) continue;
    announceChange(store);
    return true;
  }
  return false;
}
