import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { openRows } from '../rows/rowSource';
import { rowReading } from '../workers/rows/client';
import { applyEdit, type DatasetEdit } from './applyEdit';
import { closeDatabase, DATABASE_NAME } from './database';
import { writeDataset } from './datasetWriter';
import { openKeptRows } from './keptRows';
import type { DatasetInfo, DatasetLabels } from './records';
import { readSnapshot } from './snapshot';
import { sampleInfo } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

afterEach(() => vi.restoreAllMocks());

const ROWS = 500;

async function keepNegatives(id: string): Promise<void> {
  await writeDataset(id, async (writer) => {
    const texts = Array.from({ length: ROWS }, (_, row) => `comment ${row}`);
    await writer.write([textColumnOf(texts), textColumnOf(texts)]);
    return writer.finish(sampleInfo(ROWS), new Uint8Array(ROWS));
  });
}

const relabel = (row: number, value: 0 | 1): DatasetEdit => ({
  kind: 'labels',
  rows: Uint32Array.of(row),
  values: Uint8Array.of(value),
});

/** Queues an edit right after the first read transaction that is opened from now on, as another thread may. */
function editAfterFirstRead(id: string, info: DatasetInfo, stored: DatasetLabels): void {
  const open = IDBDatabase.prototype.transaction;
  let edited = false;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...request) {
    const transaction = open.apply(this, request);
    if (!edited) {
      edited = true;
      const writing = open.call(this, ['datasets', 'labels'], 'readwrite');
      writing.objectStore('labels').put(applyEdit(stored, relabel(0, 1)).next, id);
      writing.objectStore('datasets').put({ ...info, revision: 1, positives: 1, negatives: ROWS - 1 });
    }
    return transaction;
  });
}

test.each([
  ['readSnapshot', async () => readSnapshot('d1')],
  ['openRows', async () => openRows('d1')],
  ['openKeptRows', async () => openKeptRows('d1').then(({ info, labels }) => ({ info, stored: { labels } }))],
])('%s reads record and labels of one revision when an edit is made between', async (_name, read) => {
  await keepNegatives('d1');
  const before = await readSnapshot('d1');
  editAfterFirstRead('d1', before.info, before.stored);
  const { info, stored } = await read();
  expect({ revision: info.revision ?? 0, label: stored.labels[0] }).toEqual({ revision: 0, label: 0 });
  vi.restoreAllMocks();
  expect(await readSnapshot('d1')).toMatchObject({ info: { revision: 1 }, stored: { labels: { 0: 1 } } });
});

test('while a worker edits, every read has as many positives as its record', async () => {
  await keepNegatives('d1');
  let editing = true;
  const edits = (async () => {
    for (let row = 0; row < 120; row++) await rowReading.edit('d1', 'label', relabel(row, 1));
    editing = false;
  })();
  const revisions = new Set<number>();
  while (editing) {
    const { info, labels } = await openKeptRows('d1');
    expect(labels.reduce((sum, label) => sum + label, 0)).toBe(info.positives);
    revisions.add(info.revision ?? 0);
  }
  await edits;
  expect(revisions.size).toBeGreaterThan(3);
});

test('a dataset that is not there is missing', async () => {
  await keepNegatives('d1');
  await expect(readSnapshot('d2')).rejects.toMatchObject({ code: 'dataset-missing', params: { id: 'd2' } });
});
