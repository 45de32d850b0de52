import { CodedError } from '#shared/base/errors';
import { sha256Hex } from '#shared/base/hash';
import { rowCount } from '#shared/data/column/textColumn';
import { throwIfAborted } from '#shared/runtime/steps';
import type { DatasetEdit } from '../applyEdit';
import { checkAll, checkDataset, checkLabels } from '../checked';
import { withDatabase } from '../database';
import { readChunk } from '../datasets';
import { isEdit, isJournal } from '../editJournal';
import { datasetLock, withLock } from '../locks';
import { readTrainedRows } from '../models';
import { keysOf } from '../purge';
import type { DatasetInfo, DatasetLabels, EditJournal, ModelRecord } from '../records';
import { readTasks } from '../tasks';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupManifest,
  type BackupSummary,
  chunkPath,
  type KeptSettings,
  MANIFEST_PATH,
  modelPath,
  type NotSaved,
  statePath,
  TASKS_PATH,
} from './format';
import { bytesOfArray, pack } from './packed';
import { createZipSink, type WriteBytes, type ZipSink } from './zipSink';

/** What of a dataset changes with edits: all of one moment. */
export interface DatasetState {
  readonly info: DatasetInfo;
  readonly labels: DatasetLabels;
  /** Null: nothing can be undone. */
  readonly journal: EditJournal | null;
  readonly edits: readonly { readonly sequence: number; readonly edit: DatasetEdit }[];
}

/** What is reported while a backup is written or restored: 0 to 1. */
export type OnFraction = (fraction: number) => void;

/**
 * Writes everything that is kept on this device into one zip, also what was removed and can still be restored. Memory
 * holds one chunk of text, or one model, at a time. What is damaged is left out and listed.
 *
 * @throws CodedError `backup-too-large`, `storage-unavailable`; an AbortError; whatever `write` throws.
 */
export async function writeBackup(
  write: WriteBytes,
  settings: KeptSettings,
  onFraction: OnFraction,
  signal?: AbortSignal,
): Promise<BackupSummary> {
  const zip = createZipSink(write);
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const notSaved: NotSaved[] = [];
  const has = await storesHere();
  const [datasets, models] = await withDatabase((database) =>
    Promise.all([has('datasets') ? database.getAll('datasets') : [], has('models') ? database.getAll('models') : []]),
  );
  const found = { datasets: checkAll('datasets', datasets), models: checkAll('models', models) };
  for (const { name } of found.datasets.damaged) notSaved.push({ kind: 'dataset', name: name ?? '?' });
  for (const { name } of found.models.damaged) notSaved.push({ kind: 'model', name: name ?? '?' });

  const total = found.datasets.records.reduce((sum, { storedBytes }) => sum + storedBytes, 1);
  const whole = found.models.records.reduce((sum, { bytes }) => sum + bytes, total);
  let done = 0;
  const onBytes = (bytes: number) => {
    throwIfAborted(signal);
    done += bytes;
    onFraction(Math.min(1, done / whole));
  };

  const saved: { datasets: BackupManifest['datasets']; models: BackupManifest['models'] } = {
    datasets: [],
    models: [],
  };
  for (const { id, name } of found.datasets.records) {
    const index = saved.datasets.length;
    const outcome = await leavingOut(notSaved, { kind: 'dataset', name }, () =>
      withLock(datasetLock(id), 'shared', () => addDataset(zip, index, id, notSaved, onBytes), signal),
    );
    if (outcome !== null) saved.datasets.push({ id, name: outcome });
  }
  for (const record of found.models.records) {
    const index = saved.models.length;
    const { id, name } = record;
    const outcome = await leavingOut(notSaved, { kind: 'model', name }, () => addModel(zip, index, record, onBytes));
    if (outcome !== null) saved.models.push({ id, name, trainedRows: outcome.trainedRows });
  }

  const { records, damaged } = has('tasks') ? await readTasks() : { records: [], damaged: [] };
  for (const { name } of damaged) notSaved.push({ kind: 'task', name: name ?? '?' });
  const tasks: unknown[] = [];
  for (const record of records) {
    const { json, arrays } = packed(record) ?? { json: '', arrays: [] };
    if (json !== '' && arrays.length === 0) tasks.push(JSON.parse(json));
    else notSaved.push({ kind: 'task', name: record.title });
  }
  await zip.add(TASKS_PATH, encode(tasks));
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    app: __APP_VERSION__,
    createdAt: Date.now(),
    ...saved,
    tasks: tasks.length,
    settings,
  };
  await zip.add(MANIFEST_PATH, encode(manifest));
  const bytes = await zip.finish();
  onFraction(1);
  return { datasets: saved.datasets.length, models: saved.models.length, tasks: tasks.length, bytes, notSaved };
}

/** Whether the database has a store: one that was opened as it is may lack any (see `openAsItIs`). */
async function storesHere(): Promise<(name: StoreName) => boolean> {
  const names = new Set<string>(await withDatabase(async (database) => [...database.objectStoreNames]));
  return (name) => names.has(name);
}

type StoreName =
  | 'datasets'
  | 'labels'
  | 'chunks'
  | 'journals'
  | 'edits'
  | 'models'
  | 'modelBytes'
  | 'trainedRows'
  | 'tasks';

function missing(store: StoreName, name: string): CodedError {
  return new CodedError('record-damaged', { store, name, reason: 'missing' });
}

/** What the browser cannot read of a single record is `storage-unavailable`, too. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'record-damaged',
  'dataset-missing',
  'model-missing',
  'storage-unavailable',
]);

/** What cannot be read on this device is listed, and the rest is saved. Other failures pass. */
async function leavingOut<Result>(
  notSaved: NotSaved[],
  what: NotSaved,
  work: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    const unreadable = error instanceof CodedError && UNREADABLE.has(error.code);
    if (!unreadable) throw error;
    notSaved.push(what);
    return null;
  }
}

/** @returns the name of the dataset as it was saved. */
async function addDataset(
  zip: ZipSink,
  index: number,
  id: string,
  notSaved: NotSaved[],
  onBytes: (bytes: number) => void,
): Promise<string> {
  const has = await storesHere();
  if (!has('chunks')) throw missing('chunks', id);
  const state = await readState(id, notSaved, has);
  const { info } = state;
  for (let column = 0; column < info.columns.length; column++) {
    for (let chunk = 0; chunk < info.chunks; chunk++) {
      const text = await readChunk(id, column, chunk);
      const rows = info.chunkStarts[chunk + 1] - info.chunkStarts[chunk];
      if (rowCount(text) !== rows) {
        const reason = `${rowCount(text)} rows, expected ${rows}`;
        throw new CodedError('record-damaged', { store: 'chunks', name: info.name, reason });
      }
      const path = chunkPath(index, column, chunk);
      await zip.add(`${path}.bytes`, text.bytes);
      await zip.add(`${path}.offsets`, bytesOfArray(text.offsets));
      onBytes(text.bytes.length + text.offsets.byteLength);
    }
  }
  const whole = packed(state);
  if (whole === null) throw new CodedError('record-damaged', { store: 'datasets', name: info.name, reason: 'values' });
  for (const [at, array] of whole.arrays.entries()) await zip.add(`${statePath(index)}/${at}.bin`, bytesOfArray(array));
  await zip.add(`${statePath(index)}.json`, new TextEncoder().encode(whole.json));
  return info.name;
}

async function readState(id: string, notSaved: NotSaved[], has: (name: StoreName) => boolean): Promise<DatasetState> {
  if (!has('labels')) throw missing('labels', id);
  const undo = has('journals') && has('edits');
  const stored = await withDatabase(async (database) => {
    const names = ['datasets', 'labels', ...(undo ? (['journals', 'edits'] as const) : [])] as const;
    const transaction = database.transaction([...names], 'readonly');
    const [info, labels, journal, keys, edits] = await Promise.all([
      transaction.objectStore('datasets').get(id),
      transaction.objectStore('labels').get(id),
      undo ? transaction.objectStore('journals').get(id) : undefined,
      undo ? transaction.objectStore('edits').getAllKeys(keysOf(id)) : [],
      undo ? transaction.objectStore('edits').getAll(keysOf(id)) : [],
      transaction.done,
    ]);
    return { info, labels, journal, edits: keys.map(([, sequence], i) => ({ sequence, edit: edits[i] })) };
  });
  if (stored.info === undefined || stored.labels === undefined) throw new CodedError('dataset-missing', { id });
  const info = checkDataset(stored.info);
  const labels = checkLabels(stored.labels, info);
  const { journal, edits } = stored;
  if (journal === undefined) return { info, labels, journal: null, edits: [] };
  const inverses = new Map(edits.map(({ sequence, edit }) => [sequence, edit]));
  const usable = isJournal(journal) && journal.steps.every(({ sequence }) => isEdit(inverses.get(sequence)));
  if (usable) return { info, labels, journal, edits };
  notSaved.push({ kind: 'undo', name: info.name });
  return { info, labels, journal: null, edits: [] };
}

async function addModel(
  zip: ZipSink,
  index: number,
  record: ModelRecord,
  onBytes: (bytes: number) => void,
): Promise<{ trainedRows: boolean }> {
  const has = await storesHere();
  if (!has('modelBytes')) throw missing('modelBytes', record.name);
  const whole = packed(record);
  const bytes: unknown = await withDatabase((database) => database.get('modelBytes', record.id));
  if (whole === null || whole.arrays.length > 0 || !(bytes instanceof Uint8Array)) {
    throw new CodedError('record-damaged', { store: 'models', name: record.name, reason: 'values' });
  }
  // A restore would refuse the whole backup for it.
  if (sha256Hex(bytes) !== record.id) {
    throw new CodedError('record-damaged', { store: 'modelBytes', name: record.name, reason: 'SHA-256' });
  }
  const trainedRows = has('trainedRows') ? await readTrainedRows(record.id) : null;
  const path = modelPath(index);
  await zip.add(`${path}.moderato`, bytes);
  if (trainedRows !== null) await zip.add(`${path}.rows`, bytesOfArray(trainedRows));
  await zip.add(`${path}.json`, new TextEncoder().encode(whole.json));
  onBytes(bytes.length);
  return { trainedRows: trainedRows !== null };
}

/** Null for a record with something that no version of the app wrote. */
function packed(value: unknown): ReturnType<typeof pack> | null {
  try {
    return pack(value);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
