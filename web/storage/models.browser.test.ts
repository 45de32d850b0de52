import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { closeDatabase, DATABASE_NAME } from './database';
import {
  deleteModel,
  listModels,
  putModel,
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
