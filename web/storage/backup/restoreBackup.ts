import { CodedError } from '#shared/base/errors';
import type { DataFile } from '#shared/data/bytes/source';
import { throwIfAborted } from '#shared/runtime/steps';
import { announceChange } from '../changes';
import { withDatabase } from '../database';
import { deleteDataset } from '../datasets';
import { datasetLock, isAnyTaskRunning, withLock } from '../locks';
import { deleteModel } from '../models';
import { keysOf } from '../purge';
import type { RestoreMode, RestoreSummary } from './format';
import { type Backup, checkBackup, openBackup } from './readBackup';
import type { DatasetState, OnFraction } from './writeBackup';

/** The part of the progress that checking takes: it inflates everything, and so does writing. */
const CHECKING = 0.5;

/**
 * Restores a backup. All of it is checked first, and nothing is written if anything is wrong. Each dataset and each
 * model is written completely or not at all. If writing fails or is stopped, what was added by then is removed again;
 * when everything is replaced, what is not in the backup is deleted last, once all else is written.
 *
 * @throws CodedError `storage-busy` when everything is to be replaced while a task runs; `storage-full`,
 *   `storage-unavailable`; as `openBackup`; an AbortError.
 */
export async function restoreBackup(
  file: DataFile,
  mode: RestoreMode,
  onFraction: OnFraction,
  signal?: AbortSignal,
): Promise<RestoreSummary> {
  const refuseWhileBusy = async () => {
    if (mode === 'replace' && (await isAnyTaskRunning())) throw new CodedError('storage-busy', {});
  };
  await refuseWhileBusy();
  const backup = await openBackup(file);
  await checkBackup(backup, (fraction) => onFraction(CHECKING * fraction), signal);
  await refuseWhileBusy();
  const { manifest } = backup;
  const before = await storedKeys();
  const added: { datasets: string[]; models: string[] } = { datasets: [], models: [] };
  const written = { datasets: 0, models: 0 };
  const steps = Math.max(1, manifest.datasets.length + manifest.models.length);
  const onStep = () => {
    onFraction(CHECKING + ((1 - CHECKING) * (written.datasets + written.models)) / steps);
  };
  try {
    for (const [index, { id }] of newFirst(manifest.datasets, before.datasets)) {
      const known = before.datasets.has(id);
      if (known && mode === 'merge') continue;
      if (!known) added.datasets.push(id);
      await writeDatasetState(backup, index, signal);
      written.datasets++;
      onStep();
    }
    for (const [index, { id }] of newFirst(manifest.models, before.models)) {
      throwIfAborted(signal);
      const known = before.models.has(id);
      if (known && mode === 'merge') continue;
      if (!known) added.models.push(id);
      await writeModel(backup, index);
      written.models++;
      onStep();
    }
    const tasks = await writeTasks(backup, mode);
    if (mode === 'replace') await deleteOthers(backup, before);
    announceChange('datasets');
    announceChange('models');
    const here = manifest.datasets.length + manifest.models.length - written.datasets - written.models;
    return { ...written, tasks, here, settings: mode === 'replace' ? manifest.settings : null };
  } catch (error) {
    // What cannot be removed now is seen in the lists and can be removed there; the error that matters is the first.
    await Promise.allSettled([...added.datasets.map((id) => deleteDataset(id)), ...added.models.map(deleteModel)]);
    throw error;
  }
}

interface StoredKeys {
  readonly datasets: ReadonlySet<IDBValidKey>;
  readonly models: ReadonlySet<IDBValidKey>;
}

async function storedKeys(): Promise<StoredKeys> {
  const [datasets, models] = await withDatabase((database) =>
    Promise.all([database.getAllKeys('datasets'), database.getAllKeys('models')]),
  );
  return { datasets: new Set<IDBValidKey>(datasets), models: new Set<IDBValidKey>(models) };
}

/** What is not here comes first: it can be removed again if there is no room for the rest. */
function newFirst<Item extends { readonly id: string }>(
  items: readonly Item[],
  here: ReadonlySet<IDBValidKey>,
): (readonly [number, Item])[] {
  const numbered = items.map((item, index) => [index, item] as const);
  return [...numbered.filter(([, { id }]) => !here.has(id)), ...numbered.filter(([, { id }]) => here.has(id))];
}

/** Writes the chunks, then, in one transaction, all that makes them a dataset. */
async function writeDatasetState(backup: Backup, index: number, signal?: AbortSignal): Promise<void> {
  const state = await backup.readState(index);
  const { info } = state;
  await withLock(
    datasetLock(info.id),
    'exclusive',
    async () => {
      for (let column = 0; column < info.columns.length; column++) {
        for (let chunk = 0; chunk < info.chunks; chunk++) {
          throwIfAborted(signal);
          const text = await backup.readChunk(index, state, column, chunk);
          await withDatabase(
            (database) => database.put('chunks', text, [info.id, column, chunk]),
            text.bytes.length + text.offsets.byteLength,
          );
        }
      }
      await withDatabase((database) => putState(database, state));
    },
    signal,
  );
}

async function putState(
  database: Parameters<Parameters<typeof withDatabase>[0]>[0],
  { info, labels, journal, edits }: DatasetState,
): Promise<void> {
  const transaction = database.transaction(['datasets', 'labels', 'journals', 'edits', 'reports'], 'readwrite', {
    durability: 'strict',
  });
  const { id } = info;
  await Promise.all([
    transaction.objectStore('edits').delete(keysOf(id)),
    transaction.objectStore('reports').delete(keysOf(id)),
    journal === null
      ? transaction.objectStore('journals').delete(id)
      : transaction.objectStore('journals').put(journal, id),
    ...edits.map(({ sequence, edit }) => transaction.objectStore('edits').put(edit, [id, sequence])),
    transaction.objectStore('labels').put(labels, id),
    transaction.objectStore('datasets').put(info),
    transaction.done,
  ]);
}

async function writeModel(backup: Backup, index: number): Promise<void> {
  const { record, bytes, trainedRows } = await backup.readModel(index);
  const { id } = record;
  await withDatabase(async (database) => {
    const transaction = database.transaction(['models', 'modelBytes', 'trainedRows'], 'readwrite', {
      durability: 'strict',
    });
    const rows = transaction.objectStore('trainedRows');
    await Promise.all([
      transaction.objectStore('modelBytes').put(bytes, id),
      trainedRows === null ? rows.delete(id) : rows.put(trainedRows, id),
      transaction.objectStore('models').put(record),
      transaction.done,
    ]);
  }, bytes.length);
}

/** @returns how many were written. */
async function writeTasks(backup: Backup, mode: RestoreMode): Promise<number> {
  const tasks = await backup.readTasks();
  return withDatabase(async (database) => {
    const transaction = database.transaction('tasks', 'readwrite', { durability: 'strict' });
    const here = new Set(await transaction.store.getAllKeys());
    if (mode === 'replace') await transaction.store.clear();
    const wanted = mode === 'replace' ? tasks : tasks.filter(({ id }) => !here.has(id));
    await Promise.all([...wanted.map((task) => transaction.store.put(task)), transaction.done]);
    return wanted.length;
  });
}

/** Deletes what was here and is not in the backup. */
async function deleteOthers({ manifest }: Backup, before: StoredKeys): Promise<void> {
  for (const store of ['datasets', 'models'] as const) {
    const wanted = new Set<IDBValidKey>(manifest[store].map(({ id }) => id));
    for (const key of before[store]) {
      if (wanted.has(key)) continue;
      // A damaged record may have another kind of key; nothing else is stored under that.
      if (typeof key !== 'string') await withDatabase((database) => database.delete(store, IDBKeyRange.only(key)));
      else if (store === 'datasets') await deleteDataset(key);
      else await deleteModel(key);
    }
  }
}
