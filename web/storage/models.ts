import { CodedError } from '#shared/base/errors';
import { announceChange } from './changes';
import { withDatabase } from './database';
import type { ModelRecord } from './records';

/** What a person may change of a model's record. The bytes never change. */
export type ModelChange = Partial<Pick<ModelRecord, 'name' | 'notes' | 'threshold'>>;

/** Every model kept here, the newest first. */
export async function listModels(): Promise<ModelRecord[]> {
  const all = await withDatabase((database) => database.getAll('models'));
  return all.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
}

/** @throws CodedError `model-missing`. */
export async function readModelRecord(id: string): Promise<ModelRecord> {
  const record = await withDatabase((database) => database.get('models', id));
  if (!record) throw new CodedError('model-missing', { id });
  return record;
}

/** @throws CodedError `model-missing`. */
export async function readModelBytes(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await withDatabase((database) => database.get('modelBytes', id));
  if (!bytes) throw new CodedError('model-missing', { id });
  return bytes;
}

/**
 * Keeps a model: bytes and record in one transaction, flushed to disk. `record.id` must be the SHA-256 of `bytes`.
 * If it is here already its record (name, notes, threshold) stays as it was.
 *
 * @returns the record kept, and whether the model was here before.
 */
export async function putModel(
  record: ModelRecord,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ record: ModelRecord; existed: boolean }> {
  const kept = await withDatabase(async (database) => {
    const transaction = database.transaction(['models', 'modelBytes'], 'readwrite', { durability: 'strict' });
    const existing = await transaction.objectStore('models').get(record.id);
    if (!existing) {
      const owned = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
      await Promise.all([
        transaction.objectStore('models').put(record),
        transaction.objectStore('modelBytes').put(owned, record.id),
      ]);
    }
    await transaction.done;
    return existing;
  }, bytes.byteLength);
  if (kept) return { record: kept, existed: true };
  announceChange('models');
  return { record, existed: false };
}

/**
 * Changes what may change of a record.
 * @throws CodedError `model-missing`.
 */
export async function updateModel(id: string, change: ModelChange): Promise<ModelRecord> {
  const changed = await withDatabase(async (database) => {
    const transaction = database.transaction('models', 'readwrite', { durability: 'strict' });
    const record = await transaction.store.get(id);
    const next = record ? { ...record, ...change } : undefined;
    if (next) await transaction.store.put(next);
    await transaction.done;
    return next;
  });
  if (!changed) throw new CodedError('model-missing', { id });
  announceChange('models');
  return changed;
}

/** Deletes a model and its bytes. Deleting one that is gone is no error. */
export async function deleteModel(id: string): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction(['models', 'modelBytes'], 'readwrite');
    await Promise.all([
      transaction.objectStore('models').delete(id),
      transaction.objectStore('modelBytes').delete(id),
      transaction.done,
    ]);
  });
  announceChange('models');
}
