import { deleteDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { closeDatabase, DATABASE_NAME, withDatabase } from './database';
import { daysLeft, REMOVED_KEPT_MS } from './expiry';
import { putModel, readModelBytes, readModelList, readModelRecord, updateModel } from './models';
import { deleteRemoved, markRemoved, purgeExpired, reclaimableBytes, restoreRemoved, writableBytes } from './removal';
import { sampleModel } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const modelIds = async (now?: number) => {
  const { models, removed } = await readModelList(now);
  return { kept: models.map(({ id }) => id), removed: removed.map(({ id }) => id) };
};

test('a removed model is listed separately, the last removed first, and cannot be read or changed', async () => {
  for (const id of ['a', 'b', 'c']) await putModel(sampleModel(id), bytes);
  await markRemoved('models', 'c', 1000);
  await markRemoved('models', 'a', 2000);
  expect(await modelIds(3000)).toEqual({ kept: ['b'], removed: ['a', 'c'] });
  await expect(readModelRecord('a')).rejects.toMatchObject({ code: 'model-missing' });
  await expect(updateModel('a', { name: 'x' })).rejects.toMatchObject({ code: 'model-missing' });
  expect(await reclaimableBytes()).toBe(16);
});

test('a restored model is as it was', async () => {
  await putModel(sampleModel('a', 'mine'), bytes);
  await markRemoved('models', 'a', 1000);
  await restoreRemoved('models', 'a');
  expect(await readModelRecord('a')).toEqual(sampleModel('a', 'mine'));
  expect(await readModelBytes('a')).toEqual(bytes);
});

test('what was restored meanwhile, in another tab perhaps, is not deleted', async () => {
  await putModel(sampleModel('a'), bytes);
  await markRemoved('models', 'a', 1000);
  await restoreRemoved('models', 'a');
  await deleteRemoved('models', 'a');
  expect(await modelIds()).toEqual({ kept: ['a'], removed: [] });
  expect(await readModelBytes('a')).toEqual(bytes);
  await markRemoved('models', 'a', 2000);
  await deleteRemoved('models', 'a');
  expect(await modelIds(3000)).toEqual({ kept: [], removed: [] });
});

test('adding the same model again restores a removed one with its name and notes', async () => {
  await putModel(sampleModel('a', 'mine'), bytes);
  await markRemoved('models', 'a', 1000);
  expect(await putModel(sampleModel('a', 'theirs'), bytes)).toEqual({
    record: sampleModel('a', 'mine'),
    existed: true,
  });
  expect(await modelIds(2000)).toEqual({ kept: ['a'], removed: [] });
});

test('after seven days a removed model is not listed, and the purge deletes its bytes and nothing else', async () => {
  for (const id of ['a', 'b', 'c']) await putModel(sampleModel(id), bytes);
  await markRemoved('models', 'a', 1000);
  await markRemoved('models', 'b', 1001);
  const now = 1000 + REMOVED_KEPT_MS;
  expect((await modelIds(now)).removed).toEqual(['b']);
  await purgeExpired(now - 1);
  expect(await withDatabase((database) => database.count('modelBytes'))).toBe(3);
  await purgeExpired(now);
  expect(await withDatabase((database) => database.getAllKeys('modelBytes'))).toEqual(['b', 'c']);
  await expect(restoreRemoved('models', 'a')).rejects.toMatchObject({ code: 'model-missing', params: { id: 'a' } });
});

test('deleting now removes record and bytes', async () => {
  await putModel(sampleModel('a'), bytes);
  await markRemoved('models', 'a', 1000);
  await deleteRemoved('models', 'a');
  expect(await modelIds(1000)).toEqual({ kept: [], removed: [] });
  await expect(readModelBytes('a')).rejects.toMatchObject({ code: 'model-missing' });
});

test('the days left go from seven to one, also where the clock was set back', () => {
  const day = REMOVED_KEPT_MS / 7;
  const removedAt = 1_000_000;
  expect([-3 * day, 0, 1, day, 6 * day, 7 * day - 1].map((after) => daysLeft(removedAt, removedAt + after))).toEqual([
    7, 7, 7, 6, 1, 1,
  ]);
});

test('the space for writing is what is free plus what removed models and datasets occupy', async () => {
  const estimate = vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: 1000, usage: 990 });
  try {
    for (const id of ['a', 'b']) await putModel(sampleModel(id), bytes);
    expect(await writableBytes()).toBe(10);
    await markRemoved('models', 'a', 1000);
    expect(await writableBytes()).toBe(18);
    estimate.mockResolvedValue({});
    expect(await writableBytes()).toBeNull();
  } finally {
    estimate.mockRestore();
  }
});
