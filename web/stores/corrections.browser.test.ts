import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { closeDatabase, DATABASE_NAME } from '../storage/database';
import { correct, corrections, judgementOf, takeBack } from './corrections';
import { datasets, loadDatasets } from './datasets';

const by = { model: 'a model', score: '0.5' };
const say = (text: string, label: 0 | 1) => correct(text, label, by, 'Corrections');
const counts = () => datasets()?.map(({ positives, negatives, removed = 0 }) => [positives, negatives, removed]);

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
});

test('an answer that is given twice at once is collected once, and can be taken back', async () => {
  await Promise.all([say('you goose', 1), say('you goose ', 1)]);
  expect(judgementOf('you goose')).toMatchObject({ label: 1, row: 0, before: 'absent' });
  expect(counts()).toEqual([[1, 0, 0]]);
  await Promise.all([takeBack('you goose'), takeBack('you goose')]);
  expect(judgementOf('you goose')).toBeUndefined();
  expect(counts()).toEqual([[0, 0, 1]]);
});

test('of two answers the later one counts, and is taken back together with the first', async () => {
  await Promise.all([say('hello', 1), say('hello', 0)]);
  expect(judgementOf('hello')).toMatchObject({ label: 0, before: 'absent' });
  expect(counts()).toEqual([[0, 1, 0]]);
  await takeBack('hello');
  expect(counts()).toEqual([[0, 0, 1]]);
  expect(corrections()).toMatchObject({ rows: 1, removed: 1 });
});
