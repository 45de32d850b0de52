import { unzipSync } from 'fflate';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import type { FitResult } from '#shared/ml/pipeline/pipeline';
import { labelledTexts, trainedOn } from '#shared/testing/specimens';
import {
  closeDatabase,
  DATABASE_NAME,
  deleteDatabase,
  listenForFault,
  openAsItIs,
  type StorageFault,
  withDatabase,
} from '../database';
import { listDatasets } from '../datasets';
import { writeDataset } from '../datasetWriter';
import { makeEdit } from '../editJournal';
import { putModel } from '../models';
import { readSnapshot } from '../snapshot';
import { sampleInfo, sampleModel } from '../testing/samples';
import { checkEverything } from './checkEverything';
import { restoreBackup } from './restoreBackup';
import { writeBackup } from './writeBackup';
import { writeRawParts } from './writeRawParts';

let model: FitResult;
const faults: (StorageFault | null)[] = [];

beforeAll(async () => {
  listenForFault((fault) => faults.push(fault));
  const texts = Array.from({ length: 40 }, (_, i) => (i % 2 ? `you fool ${i}` : `thank you ${i}`));
  model = await trainedOn(
    labelledTexts(
      texts,
      texts.map((_, i) => i % 2),
    ),
    { validation: { testSize: 0 } },
  );
});

beforeEach(async () => {
  await openAsItIs(false);
  await closeDatabase().catch(() => undefined); // the test before left one that cannot be opened
  await deleteDB(DATABASE_NAME);
  faults.length = 0;
  for (const id of ['d1', 'd2']) {
    await writeDataset(id, async (writer) => {
      for (const texts of [['one', 'two'], ['three']]) {
        await writer.write([textColumnOf(texts), textColumnOf(texts.map(() => '0'))]);
      }
      return writer.finish(sampleInfo(3, `${id}.csv`), new Uint8Array(3));
    });
  }
  await makeEdit('d1', 'label', { kind: 'labels', rows: Uint32Array.of(1), values: Uint8Array.of(1) });
  await putModel(
    { ...sampleModel(model.id, 'mine'), bytes: model.bytes.length, manifest: model.manifest },
    model.bytes,
    Float64Array.of(-5, 1.5),
  );
});

afterEach(() => vi.restoreAllMocks());

/** Changes the shape of the database, as another version of the app would. */
async function reshape(version: number, change: (database: IDBDatabase) => void): Promise<void> {
  await closeDatabase();
  const database = await openDB(DATABASE_NAME, version, {
    upgrade: (opened) => change(opened as unknown as IDBDatabase),
  });
  database.close();
}

/** Puts a value of any shape. */
async function put(store: 'modelBytes' | 'chunks', value: unknown, key: IDBValidKey): Promise<void> {
  await closeDatabase();
  const untyped = await openDB(DATABASE_NAME);
  await untyped.put(store, value, key);
  untyped.close();
}

async function backup() {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const summary = await writeBackup(
    async (bytes) => void pieces.push(bytes),
    {},
    () => undefined,
  );
  return { file: new File(pieces, 'backup.zip'), summary };
}

async function raw() {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const summary = await writeRawParts(
    async (bytes) => void pieces.push(bytes),
    () => undefined,
  );
  const entries = unzipSync(new Uint8Array(await new Blob(pieces).arrayBuffer()));
  return { summary, entries, json: (path: string) => JSON.parse(new TextDecoder().decode(entries[path])) as unknown };
}

test('what a newer version wrote is a fault of its own; it is saved, deleted and restored', async () => {
  await reshape(99, (database) => void database.createObjectStore('inventions'));
  await expect(listDatasets()).rejects.toMatchObject({ code: 'storage-damaged', params: { fault: 'newer' } });
  expect(faults.at(-1)?.params.fault).toBe('newer');
  await openAsItIs(true);
  const { file, summary } = await backup();
  expect(summary).toMatchObject({ datasets: 2, models: 1, notSaved: [] });
  await openAsItIs(false);
  await deleteDatabase();
  await restoreBackup(file, 'merge', () => undefined);
  expect((await readSnapshot('d1')).stored.labels).toEqual(Uint8Array.of(0, 1, 0));
  expect(faults.at(-1)).toBeNull();
});

test.each<[string, (database: IDBDatabase) => void, object]>([
  ['journals', (database) => database.deleteObjectStore('journals'), { datasets: 2, models: 1, notSaved: [] }],
  [
    'chunks',
    (database) => database.deleteObjectStore('chunks'),
    { datasets: 0, models: 1, notSaved: ['d1.csv', 'd2.csv'].map((name) => ({ kind: 'dataset', name })) },
  ],
  ['models', (database) => database.deleteObjectStore('models'), { datasets: 2, models: 0 }],
])('without the store "%s" the rest is saved', async (name, change, saved) => {
  // A version below ours would only be upgraded; this one is at ours.
  await closeDatabase();
  const opened = await openDB(DATABASE_NAME);
  const { version } = opened;
  opened.close();
  await reshape(version + 1, change);
  const open = IDBFactory.prototype.open;
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, database, wanted) {
    return open.call(this, database, wanted === undefined ? wanted : version + 1);
  });
  await expect(listDatasets()).rejects.toMatchObject({
    code: 'storage-damaged',
    params: { fault: 'incomplete', reason: name },
  });
  await openAsItIs(true);
  expect((await backup()).summary).toMatchObject(saved);
  const { summary, json } = await raw();
  expect(summary.unread).toEqual([]);
  expect(json('index.json')).toMatchObject({ format: 'moderato-raw', records: summary.records });
});

test('a database that the browser cannot open is a fault, and deleting it is tried all the same', async () => {
  await closeDatabase();
  const internal = () => new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  const failing = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw internal();
  });
  await expect(listDatasets()).rejects.toMatchObject({ code: 'storage-damaged', params: { fault: 'unopened' } });
  failing.mockRestore();
  await deleteDatabase();
  expect(await listDatasets()).toEqual([]);
  vi.spyOn(IDBFactory.prototype, 'deleteDatabase').mockImplementation(() => {
    throw internal();
  });
  await expect(deleteDatabase()).rejects.toMatchObject({ code: 'storage-damaged', params: { fault: 'unopened' } });
});

test('a check names what is gone or altered, and nothing else', async () => {
  expect(await checkEverything(() => undefined)).toEqual({ datasets: 2, models: 1, findings: [] });
  await withDatabase((database) => database.delete('chunks', ['d2', 0, 1]));
  await put('chunks', textColumnOf(['only one']), ['d2', 1, 0]);
  const altered = model.bytes.slice();
  altered[altered.length >> 1] ^= 1;
  await put('modelBytes', altered, model.id);
  const { findings } = await checkEverything(() => undefined);
  expect(findings).toEqual([
    {
      kind: 'dataset',
      id: 'd2',
      name: 'd2.csv',
      damage: { what: 'rows', column: 'comment', from: 2, to: 3, pieces: 2 },
    },
    { kind: 'model', id: model.id, name: 'mine', damage: { what: 'file', reason: 'altered' } },
  ]);
  await withDatabase((database) => database.delete('modelBytes', model.id));
  expect((await checkEverything(() => undefined)).findings[1].damage).toEqual({ what: 'file', reason: 'missing' });
});

test('a model whose file was altered is left out of a backup, which can be restored', async () => {
  const altered = model.bytes.slice();
  altered[altered.length >> 1] ^= 1;
  await put('modelBytes', altered, model.id);
  const { file, summary } = await backup();
  expect(summary).toMatchObject({ datasets: 2, models: 0, notSaved: [{ kind: 'model', name: 'mine' }] });
  await deleteDatabase();
  expect(await restoreBackup(file, 'merge', () => undefined)).toMatchObject({ datasets: 2, models: 0 });
});

test('raw parts hold every record with its bytes, and list what cannot be read', async () => {
  const get = IDBObjectStore.prototype.get;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name === 'labels' && key === 'd2') throw new DOMException('Failed to read large value', 'DataError');
    return get.call(this, key);
  });
  const { summary, entries, json } = await raw();
  expect(summary.unread).toEqual([{ store: 'labels', key: '"d2"', reason: expect.stringContaining('Failed to read') }]);
  const first = Object.keys(entries).find((path) => path.startsWith('chunks/') && path.endsWith('.json')) ?? '';
  expect(json(first)).toEqual({
    key: ['d1', 0, 0],
    value: { bytes: { $bytes: [0, 6], as: 'Uint8Array' }, offsets: { $bytes: [6, 12], as: 'Uint32Array' } },
  });
  expect(new TextDecoder().decode(entries[first.replace('.json', '.bin')].subarray(0, 6))).toBe('onetwo');
  const file = Object.entries(entries).find(([path]) => path.startsWith('modelBytes/') && path.endsWith('.bin'));
  expect(file?.[1]).toEqual(model.bytes);
});
