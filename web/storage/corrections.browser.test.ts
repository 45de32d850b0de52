import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { runSteps } from '#shared/runtime/steps';
import { openRows } from '../rows/rowSource';
import { readRowViews } from '../rows/rowViews';
import { collectCorrection } from './corrections';
import { closeDatabase, DATABASE_NAME } from './database';
import { listDatasets, readDatasetInfo } from './datasets';
import { redoEdit, undoEdit } from './editJournal';
import { fingerprintKept, openKeptRows } from './keptRows';
import { markRemoved } from './removal';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

const collect = (text: string, label: 0 | 1) =>
  collectCorrection({ text, label, model: 'English', score: '0.7312', datasetName: 'Corrections' });

async function rowsOf(id: string) {
  const source = await openRows(id);
  const all = Uint32Array.from({ length: source.info.rows }, (_, row) => row);
  const views = await readRowViews(source, all, { columns: [1, 2, 3], clip: 1000 });
  return views.map(({ text, label, removed, cells }) => [text, label, removed ? 'removed' : 'kept', ...cells]);
}

test('the first correction makes a dataset, and later ones are added to it', async () => {
  const first = await collect('What a day', 0);
  const second = await collect('Ты не прав 🙂', 1);
  expect(second.info.id).toBe(first.info.id);
  expect([first.before, second.before, second.row]).toEqual(['absent', 'absent', 1]);
  expect(await listDatasets()).toMatchObject([
    {
      name: 'Corrections',
      origin: 'corrections',
      rows: 2,
      positives: 1,
      negatives: 1,
      chunks: 2,
      chunkStarts: [0, 1, 2],
    },
  ]);
  expect(await rowsOf(first.info.id)).toEqual([
    ['What a day', 0, 'kept', '0', 'English', '0.7312'],
    ['Ты не прав 🙂', 1, 'kept', '1', 'English', '0.7312'],
  ]);
});

test('the fingerprint is that of the rows, and bytes are counted as they are stored', async () => {
  await collect('one', 0);
  const { info } = await collect('два', 1);
  expect(info.fingerprint).toBe(await runSteps(fingerprintKept(await openKeptRows(info.id))));
  expect(info.textBytes).toBe(9);
  expect(info.report).toMatchObject({ rows: 2, positives: 1, negatives: 1, unlabelled: 0 });
});

test('a comment is not collected twice: a later judgement replaces the earlier', async () => {
  await collect('a comment', 0);
  await collect('another', 0);
  const again = await collect('a comment', 0);
  expect(again).toMatchObject({ row: 0, before: 0, summary: { rows: 0 } });
  const changed = await collect('a comment', 1);
  expect(changed).toMatchObject({ row: 0, before: 0, info: { rows: 2, positives: 1, negatives: 1 } });
  expect((await rowsOf(changed.info.id)).map(([text, label]) => [text, label])).toEqual([
    ['a comment', 1],
    ['another', 0],
  ]);
});

test('additions and changes are undone and redone one by one', async () => {
  await collect('a comment', 0);
  await collect('another', 1);
  const { info } = await collect('a comment', 1);
  const state = async () => (await rowsOf(info.id)).map(([, label, kept]) => `${label} ${kept}`);
  expect((await undoEdit(info.id))?.summary).toEqual({ name: 'label', rows: 1 });
  expect((await undoEdit(info.id))?.summary).toEqual({ name: 'add', rows: 1 });
  expect(await state()).toEqual(['0 kept', '1 removed']);
  await redoEdit(info.id);
  await redoEdit(info.id);
  expect(await state()).toEqual(['1 kept', '1 kept']);
  expect((await readDatasetInfo(info.id)).positives).toBe(2);
});

test('a comment that was taken back can be collected anew, and edits of other rows stay', async () => {
  await collect('a comment', 0);
  await collect('another', 1);
  const { info } = await collect('a comment', 1);
  await undoEdit(info.id);
  await undoEdit(info.id);
  const again = await collect('another', 0);
  expect(again).toMatchObject({ row: 2, before: 'absent', info: { rows: 3, removed: 1, negatives: 2 } });
  const { stored } = await openRows(info.id);
  expect([...(stored.keep ?? [])]).toEqual([1, 0, 1]);
});

test('a removed dataset of corrections is not added to', async () => {
  const first = await collect('a comment', 0);
  await markRemoved('datasets', first.info.id);
  const second = await collect('a comment', 0);
  expect(second.info.id).not.toBe(first.info.id);
  expect(second.before).toBe('absent');
});

test('corrections made at once end up in one dataset, each a row', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, i) => collect(`comment ${i}`, i % 2 === 0 ? 0 : 1)));
  expect(await listDatasets()).toMatchObject([{ rows: 12, positives: 6, negatives: 6, chunks: 12 }]);
});
