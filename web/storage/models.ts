import { CodedError } from '#shared/base/errors';
import { announceChange } from './changes';
import { checkAll, checkModel, type DamagedRecord } from './checked';
import { withDatabase } from './database';
import { isKept, newestFirst, restorable, withoutMark } from './lists';
import { purgeModel } from './purge';
import type { ModelRecord } from './records';

/** What a person may change of a model's record. The bytes never change. */
export type ModelChange = Partial<Pick<ModelRecord, 'name' | 'notes' | 'threshold'>>;

/** What is stored of models. */
export interface ModelList {
  /** The newest first. */
  readonly models: ModelRecord[];
  /** Removed ones that can be restored, the last removed first. */
  readonly removed: ModelRecord[];
  readonly damaged: DamagedRecord[];
}

/** Everything that is stored of models. `now`: milliseconds since 1970. */
export async function readModelList(now = Date.now()): Promise<ModelList> {
  const { records, damaged } = checkAll('models', await withDatabase((database) => database.getAll('models')));
  return { models: newestFirst(records.filter(isKept)), removed: restorable(records, now), damaged };
}

/** Every model that nobody removed, the newest first. */
export async function listModels(): Promise<ModelRecord[]> {
  return (await readModelList()).models;
}

/** @throws CodedError `model-missing` also for a removed one; `record-damaged`. */
export async function readModelRecord(id: string): Promise<ModelRecord> {
  const value = await withDatabase((database) => database.get('models', id));
  if (value === undefined) throw new CodedError('model-missing', { id });
  const record = checkModel(value);
  if (!isKept(record)) throw new CodedError('model-missing', { id });
  return record;
}

/** @throws CodedError `model-missing`. */
export async function readModelBytes(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await withDatabase((database) => database.get('modelBytes', id));
  if (!bytes) throw new CodedError('model-missing', { id });
  return bytes;
}

/** A model to keep: `record.id` must be the SHA-256 of `bytes`. */
export interface NewModel {
  readonly record: ModelRecord;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Sorted keys of the comments that it learnt from, if they are known. */
  readonly trainedRows?: Float64Array<ArrayBuffer> | null;
}

/** The record that is kept, and whether the model was here before. */
export interface PutModel {
  readonly record: ModelRecord;
  readonly existed: boolean;
}

/** Keeps one model, as `putModels`. */
export async function putModel(
  record: ModelRecord,
  bytes: Uint8Array<ArrayBuffer>,
  trainedRows: Float64Array<ArrayBuffer> | null = null,
): Promise<PutModel> {
  const [put] = await putModels([{ record, bytes, trainedRows }]);
  return put;
}

/**
 * Keeps models, all of them or, if that fails, none: their bytes and records in one transaction, flushed to disk. Where one is
 * here already its record (name, notes, threshold) stays as it was; one that was removed is restored, and a damaged
 * record is replaced.
 * @returns one for each, in their order.
 * @throws CodedError `storage-full`, `storage-unavailable`, `storage-damaged`.
 */
export async function putModels(models: readonly NewModel[]): Promise<PutModel[]> {
  const needed = models.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const known = await withDatabase(async (database) => {
    const stores = ['models', 'modelBytes', 'trainedRows'] as const;
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    const put = async ({ record, bytes, trainedRows = null }: NewModel): Promise<ModelRecord | undefined> => {
      const records = transaction.objectStore('models');
      const stored: unknown = await records.get(record.id);
      const [existing] = stored === undefined ? [] : checkAll('models', [stored]).records;
      if (existing === undefined) {
        const owned = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
        await Promise.all([records.put(record), transaction.objectStore('modelBytes').put(owned, record.id)]);
      } else if (!isKept(existing)) await records.put(withoutMark(existing));
      // Also of a model that was here: the same one may have been imported before.
      if (trainedRows !== null) await transaction.objectStore('trainedRows').put(trainedRows, record.id);
      return existing;
    };
    const before: (ModelRecord | undefined)[] = [];
    try {
      for (const model of models) before.push(await put(model));
    } catch (error) {
      await abort(transaction);
      throw error;
    }
    await transaction.done;
    return before;
  }, needed);
  if (known.some((existing) => existing === undefined || !isKept(existing))) announceChange('models');
  return known.map((existing, i) =>
    existing === undefined
      ? { record: models[i].record, existed: false }
      : { record: withoutMark(existing), existed: true },
  );
}

/** Undoes what a transaction has written so far; one that failed by itself has done so. */
async function abort(transaction: { abort(): void; readonly done: Promise<void> }): Promise<void> {
  const ended = transaction.done.catch(() => undefined); // the caller has the error that matters
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
  await ended;
}

/** Sorted keys of the comments that a model learnt from; null of one that was not trained on this device. */
export async function readTrainedRows(id: string): Promise<Float64Array<ArrayBuffer> | null> {
  const stored: unknown = await withDatabase((database) => database.get('trainedRows', id));
  return stored instanceof Float64Array && stored.buffer instanceof ArrayBuffer ? new Float64Array(stored) : null;
}

/**
 * Changes what may change of a record.
 * @throws CodedError `model-missing`.
 */
export async function updateModel(id: string, change: ModelChange): Promise<ModelRecord> {
  const changed = await withDatabase(async (database) => {
    const transaction = database.transaction('models', 'readwrite', { durability: 'strict' });
    const record = await transaction.store.get(id);
    const next = record && isKept(record) ? { ...record, ...change } : undefined;
    if (next) await transaction.store.put(next);
    await transaction.done;
    return next;
  });
  if (!changed) throw new CodedError('model-missing', { id });
  announceChange('models');
  return changed;
}

/** Deletes a model and its bytes for good. Deleting one that is gone is no error. */
export async function deleteModel(id: string): Promise<void> {
  await withDatabase((database) => purgeModel(database, id));
  announceChange('models');
}
