import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { closeDatabase, DATABASE_NAME } from './database';
import {
  deleteModel,
  listModels,
  putModel,
  putModels,
  readModelBytes,
  readModelRecord,
  readTrainedRows,
  updateModel,
} from './models';
import { sampleModel } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

test('a model is kept with its bytes and read back', async () => {
  const record = sampleModel('a');
  expect(await putModel(record, bytes)).toEqual({ record, existed: false });
  expect(await listModels()).toEqual([record]);
  expect(await readModelRecord('a')).toEqual(record);
  expect(await readModelBytes('a')).toEqual(bytes);
});

test('adding the same model again keeps its record and reports that it existed', async () => {
  await putModel(sampleModel('a', 'mine'), bytes);
  await updateModel('a', { notes: 'for forum 3', threshold: 0.5 });
  const again = await putModel(sampleModel('a', 'theirs'), bytes);
  expect(again.existed).toBe(true);
  expect(again.record).toMatchObject({ name: 'mine', notes: 'for forum 3', threshold: 0.5 });
  expect(await readModelRecord('a')).toEqual(again.record);
  expect(await listModels()).toHaveLength(1);
});

test('of several models all are kept, or where there is no room for one, none', async () => {
  const models = ['a', 'b', 'c'].map((id) => ({ record: sampleModel(id), bytes }));
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  IDBObjectStore.prototype.put = function (...args: Parameters<IDBObjectStore['put']>) {
    if (puts++ > 3) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, args);
  };
  try {
    const full = { code: 'storage-full', params: { neededBytes: 3 * bytes.length } };
    await expect(putModels(models)).rejects.toMatchObject(full);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  expect(puts).toBeGreaterThan(3);
  expect(await listModels()).toEqual([]);
  await putModel(sampleModel('b', 'mine'), bytes);
  const kept = await putModels(models);
  expect(kept.map(({ record, existed }) => [record.id, record.name, existed])).toEqual([
    ['a', sampleModel('a').name, false],
    ['b', 'mine', true],
    ['c', sampleModel('c').name, false],
  ]);
  expect(await readModelBytes('c')).toEqual(bytes);
});

test('renaming changes only the name', async () => {
  await putModel(sampleModel('a', 'old'), bytes);
  expect(await updateModel('a', { name: 'new' })).toEqual({ ...sampleModel('a'), name: 'new' });
  expect(await readModelBytes('a')).toEqual(bytes);
});

test('deleting removes record and bytes; reading it afterwards is model-missing', async () => {
  await putModel(sampleModel('a'), bytes);
  await deleteModel('a');
  await deleteModel('a');
  expect(await listModels()).toEqual([]);
  await expect(readModelBytes('a')).rejects.toMatchObject({ code: 'model-missing', params: { id: 'a' } });
  await expect(readModelRecord('a')).rejects.toMatchObject({ code: 'model-missing' });
  await expect(updateModel('a', { name: 'x' })).rejects.toMatchObject({ code: 'model-missing' });
});

test('the newest model comes first', async () => {
  await putModel({ ...sampleModel('a'), createdAt: 1 }, bytes);
  await putModel({ ...sampleModel('b'), createdAt: 3 }, bytes);
  await putModel({ ...sampleModel('c'), createdAt: 2 }, bytes);
  expect((await listModels()).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test('what a model learnt from is stored with it, also when the model was here before, and goes with it', async () => {
  await putModel(sampleModel('a'), bytes);
  expect(await readTrainedRows('a')).toBeNull();
  await putModel(sampleModel('a'), bytes, Float64Array.of(1, 5));
  expect(await readTrainedRows('a')).toEqual(Float64Array.of(1, 5));
  await deleteModel('a');
  expect(await readTrainedRows('a')).toBeNull();
});
