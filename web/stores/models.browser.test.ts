import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { closeDatabase, DATABASE_NAME } from '../storage/database';
import { deleteModel, putModel, readModelRecord } from '../storage/models';
import { sampleModel } from '../storage/testing/samples';
import { changeModel, loadModels, models, refreshModels, renameModel } from './models';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await putModel(sampleModel('a', 'first'), new Uint8Array(8));
  await putModel(sampleModel('b', 'second'), new Uint8Array(8));
  await loadModels();
});

const shown = (id: string) => models()?.find((model) => model.id === id);

test('a change is shown from when it is asked for, whatever is read meanwhile', async () => {
  const reading = refreshModels();
  const kept = changeModel('a', { notes: 'for the forum' });
  const again = changeModel('a', { notes: 'for the club', threshold: 0.5 });
  expect(shown('a')).toMatchObject({ name: 'first', notes: 'for the club', threshold: 0.5 });
  await reading;
  expect(shown('a')).toMatchObject({ notes: 'for the club', threshold: 0.5 });
  await Promise.all([kept, again]);
  expect(shown('a')).toMatchObject({ notes: 'for the club', threshold: 0.5 });
  expect(await readModelRecord('a')).toMatchObject({ notes: 'for the club', threshold: 0.5 });
  expect(shown('b')).toMatchObject({ notes: '', threshold: null });
});

test('a change that could not be kept is shown no longer', async () => {
  await deleteModel('a');
  const kept = changeModel('a', { notes: 'for the club' });
  expect(shown('a')).toMatchObject({ notes: 'for the club' });
  await expect(kept).rejects.toMatchObject({ code: 'model-missing' });
  expect(shown('a')).toBeUndefined();
});

test('of two models that are given one name at once the second keeps its own', async () => {
  const [first, second] = await Promise.allSettled([renameModel('a', 'Best'), renameModel('b', ' best')]);
  expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  expect(
    models()
      ?.map(({ name }) => name)
      .sort(),
  ).toEqual(['Best', 'second']);
});
