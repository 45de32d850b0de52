import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import type { DatasetEdit } from './applyEdit';
import { closeDatabase, DATABASE_NAME, withDatabase } from './database';
import { deleteDataset, readDatasetInfo } from './datasets';
import { writeDataset } from './datasetWriter';
import { makeEdit, readTops, redoEdit, undoEdit } from './editJournal';
import { readSnapshot } from './snapshot';
import { sampleInfo } from './testing/samples';

const ROWS = 6;

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  for (const id of ['d1', 'd2']) {
    await writeDataset(id, async (writer) => {
      await writer.write([textColumnOf(Array(ROWS).fill('text')), textColumnOf(Array(ROWS).fill('0'))]);
      return writer.finish(sampleInfo(ROWS), new Uint8Array(ROWS));
    });
  }
});

const relabel = (rows: number[], value: 0 | 1): DatasetEdit => ({
  kind: 'labels',
  rows: Uint32Array.from(rows),
  values: new Uint8Array(rows.length).fill(value),
});
const labels = async (id = 'd1') => [...(await readSnapshot(id)).stored.labels];
const storedEdits = () => withDatabase((database) => database.getAllKeys('edits'));
/** What a reload does to this thread's connection; there is nothing else to forget. */
const reload = closeDatabase;

test('after a reload edits can be undone in turn and redone in turn', async () => {
  await makeEdit('d1', 'label', relabel([0, 1], 1));
  await makeEdit('d1', 'remove', { kind: 'keep', rows: Uint32Array.of(3), values: Uint8Array.of(0) });
  await reload();
  expect(await readTops('d1')).toEqual({ undoable: { name: 'remove', rows: 1 }, redoable: null });
  expect((await undoEdit('d1'))?.summary).toEqual({ name: 'remove', rows: 1 });
  await reload();
  expect((await undoEdit('d1'))?.tops).toEqual({ undoable: null, redoable: { name: 'label', rows: 2 } });
  expect(await readDatasetInfo('d1')).toMatchObject({ positives: 0, removed: 0 });
  expect(await undoEdit('d1')).toBeNull();
  await reload();
  expect((await redoEdit('d1'))?.summary).toEqual({ name: 'label', rows: 2 });
  await redoEdit('d1');
  expect(await redoEdit('d1')).toBeNull();
  expect(await readDatasetInfo('d1')).toMatchObject({ positives: 2, removed: 1 });
});

test('each dataset has a journal of its own, which is deleted with it', async () => {
  await makeEdit('d1', 'label', relabel([0], 1));
  await makeEdit('d2', 'label', relabel([0, 1, 2], 1));
  expect((await readTops('d1')).undoable).toEqual({ name: 'label', rows: 1 });
  await deleteDataset('d1');
  expect(await readTops('d1')).toEqual({ undoable: null, redoable: null });
  expect(await storedEdits()).toEqual([['d2', 1]]);
  await undoEdit('d2');
  expect(await labels('d2')).toEqual([0, 0, 0, 0, 0, 0]);
});

test('a new edit discards what was undone, and one that changes nothing discards nothing', async () => {
  await makeEdit('d1', 'label', relabel([0], 1));
  await makeEdit('d1', 'label', relabel([1], 1));
  await undoEdit('d1');
  await makeEdit('d1', 'label', relabel([0], 1)); // it is 1 already
  expect((await readTops('d1')).redoable).toEqual({ name: 'label', rows: 1 });
  await makeEdit('d1', 'label', relabel([2, 3], 1));
  expect(await readTops('d1')).toEqual({ undoable: { name: 'label', rows: 2 }, redoable: null });
  expect(await storedEdits()).toHaveLength(2);
  await undoEdit('d1');
  await undoEdit('d1');
  expect(await labels()).toEqual([0, 0, 0, 0, 0, 0]);
});

test('the last two hundred edits can be undone, and older ones are deleted', async () => {
  for (let i = 0; i < 203; i++) await makeEdit('d1', 'label', relabel([0], i % 2 === 0 ? 1 : 0));
  expect(await storedEdits()).toHaveLength(200);
  let undone = 0;
  while ((await undoEdit('d1')) !== null) undone++;
  expect(undone).toBe(200);
  expect(await labels()).toEqual([1, 0, 0, 0, 0, 0]); // as after the third edit
});

test('an edit that cannot be written leaves rows and journal as they were', async () => {
  await makeEdit('d1', 'label', relabel([0], 1));
  await withDatabase((database) => database.put('labels', { labels: Uint8Array.of(1) }, 'd1'));
  await expect(makeEdit('d1', 'label', relabel([1], 1))).rejects.toMatchObject({ code: 'record-damaged' });
  expect(await storedEdits()).toEqual([['d1', 1]]);
  await expect(makeEdit('gone', 'label', relabel([0], 1))).rejects.toMatchObject({ code: 'dataset-missing' });
  expect(await withDatabase((database) => database.getAllKeys('journals'))).toEqual(['d1']);
});

test('a damaged journal is an empty one, and a damaged step is refused', async () => {
  await makeEdit('d1', 'label', relabel([0], 1));
  await withDatabase((database) => database.put('edits', { kind: 'labels', rows: [0] } as never, ['d1', 1]));
  await expect(undoEdit('d1')).rejects.toMatchObject({ code: 'record-damaged', params: { store: 'edits' } });
  expect(await labels()).toEqual([1, 0, 0, 0, 0, 0]);
  for (const junk of [null, 7, { steps: 'x', done: 0 }, { steps: [], done: 3 }]) {
    await withDatabase((database) => database.put('journals', junk as never, 'd1'));
    expect(await readTops('d1')).toEqual({ undoable: null, redoable: null });
  }
  await makeEdit('d1', 'label', relabel([4], 1));
  await undoEdit('d1');
  expect(await labels()).toEqual([1, 0, 0, 0, 0, 0]);
});
