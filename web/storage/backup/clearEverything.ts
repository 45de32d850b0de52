import { CodedError } from '#shared/base/errors';
import { announceChange } from '../changes';
import { withDatabase } from '../database';
import { isAnyTaskRunning } from '../locks';

/**
 * Deletes everything that is stored in the database, in one transaction: all of it, or nothing.
 * @throws CodedError `storage-busy` while a task runs in any tab; `storage-unavailable`.
 */
export async function clearEverything(): Promise<void> {
  if (await isAnyTaskRunning()) throw new CodedError('storage-busy', {});
  await withDatabase(async (database) => {
    const stores = [...database.objectStoreNames];
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    await Promise.all([...stores.map((store) => transaction.objectStore(store).clear()), transaction.done]);
  });
  announceChange('datasets');
  announceChange('models');
  announceChange('outbox');
}
