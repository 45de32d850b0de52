import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeDatabase, DATABASE_NAME, withDatabase } from '../storage/database';
import { listDatasets, readDatasetInfo, readDatasetList } from '../storage/datasets';
import { datasetLock, withLock } from '../storage/locks';
import { markRemoved, purgeExpired } from '../storage/removal';
import { readSnapshot } from '../storage/snapshot';
import {
  cancelImport,
  datasets,
  deleteDatasetNow,
  importFile,
  importing,
  loadDatasets,
  previewFile,
  removeDataset,
  removedDatasets,
  restoreDataset,
} from './datasets';
import { readRows } from './rowActions';
import { busy } from './tasks/runTask';

const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
});

afterEach(() => vi.useRealTimers());

const csv = (name: string, text: string) => new File([text], name, { type: 'text/csv' });
const small = () => csv('small.csv', 'comment,toxic\nhello there,0\n"you, idiot",1\nпривет,0\n,1\nwhat,maybe\n');

/** A file of `rows` rows; each a few dozen bytes. */
function large(rows: number): File {
  const lines = Array.from({ length: rows }, (_, row) => `${row},a comment with the number ${row},${row % 2}\n`);
  return new File(['id,comment,toxic\n', ...lines], 'large.csv');
}

const everythingStored = () =>
  withDatabase(async (database) => (await database.count('chunks')) + (await database.count('labels')));

test('a preview guesses the columns and shows the first rows', async () => {
  const preview = await previewFile(small(), {}, new AbortController().signal);
  expect(preview).toMatchObject({ delimiter: ',', encoding: 'utf-8', textColumn: 0, labelColumn: 1, hasHeader: true });
  expect(preview.sampleRows[1]).toEqual(['you, idiot', '1']);
});

test('an imported file is listed with its counts and can be read row by row', async () => {
  const info = await importFile(small(), {});
  expect(info).toMatchObject({ name: 'small.csv', rows: 4, positives: 2, negatives: 2, columns: ['comment', 'toxic'] });
  expect(info.report.refused).toEqual([{ reason: 'label-not-understood', count: 1, lines: [6] }]);
  expect(info.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(datasets()?.map(({ id }) => id)).toEqual([info.id]);
  expect(await readRows(info.id, Uint32Array.of(2, 1), 100)).toMatchObject([
    { row: 2, text: 'привет', label: 0 },
    { row: 1, text: 'you, idiot', label: 1 },
  ]);
  expect(importing()).toBeNull();
  expect(busy()).toBe(false);
});

test('a large file is imported with progress, and its rows are where they were', async () => {
  const file = large(60_000);
  const seen: number[] = [];
  const watch = setInterval(() => seen.push(importing()?.bytesRead ?? 0), 5);
  const info = await importFile(file, { datasetName: 'Large' });
  clearInterval(watch);
  expect(info).toMatchObject({ name: 'Large', rows: 60_000, positives: 30_000, chunks: 15 });
  expect(Math.max(...seen)).toBeGreaterThan(0);
  expect((await readRows(info.id, Uint32Array.of(45_677), 100))[0]).toMatchObject({
    row: 45_677,
    text: 'a comment with the number 45677',
    label: 1,
  });
});

test('a cancelled import leaves nothing', async () => {
  const working = importFile(large(200_000), {});
  const ended = expect(working).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => importing()?.rows ?? 0, { interval: 5, timeout: 30_000 }).toBeGreaterThan(0);
  cancelImport();
  await ended;
  expect(importing()).toBeNull();
  expect(datasets()).toEqual([]);
  expect(await everythingStored()).toBe(0);
});

test('a file that cannot be read to its end leaves nothing and rejects with the reason', async () => {
  const broken = csv('broken.csv', `comment,toxic\n${'fine,0\n'.repeat(90_000)}"never closed,1\n`);
  await expect(importFile(broken, {})).rejects.toMatchObject({ code: 'csv-quote-unclosed', params: { line: 90_002 } });
  expect(await everythingStored()).toBe(0);
  const info = await importFile(broken, { quotes: 'text' });
  expect(info.rows).toBe(90_001);
});

test('an import whose database is deleted beneath it ends with its reason, and the next one works', async () => {
  const working = importFile(large(200_000), {});
  const ended = expect(working).rejects.toMatchObject({ code: 'import-interrupted' });
  await expect.poll(() => importing()?.rows ?? 0, { interval: 5, timeout: 30_000 }).toBeGreaterThan(0);
  await deleteDB(DATABASE_NAME);
  await ended;
  expect(await everythingStored()).toBe(0);
  expect((await importFile(small(), {})).rows).toBe(4);
});

test('two imports at once are done one after the other', async () => {
  const [first, second] = await Promise.all([importFile(small(), {}), importFile(large(5000), {})]);
  expect(datasets()?.map(({ id }) => id)).toEqual([second.id, first.id]);
});

const ids = (list: readonly { readonly id: string }[] | undefined) => list?.map(({ id }) => id);

test('a removed dataset is gone from the list, and stored as removed, when the removal resolves', async () => {
  const { id } = await importFile(small(), {});
  await removeDataset(id);
  expect(ids(datasets())).toEqual([]);
  expect(ids(removedDatasets())).toEqual([id]);
  // As after a reload: what is stored decides.
  await closeDatabase();
  expect(await listDatasets()).toEqual([]);
  await loadDatasets();
  expect(ids(removedDatasets())).toEqual([id]);
  await expect(readDatasetInfo(id)).rejects.toMatchObject({ code: 'dataset-missing' });
  await expect(readSnapshot(id)).rejects.toMatchObject({ code: 'dataset-missing' });
  await expect(readRows(id, Uint32Array.of(0), 100)).rejects.toMatchObject({ code: 'dataset-missing' });
});

test('a restored dataset is as it was, and is never purged', async () => {
  const { id } = await importFile(small(), {});
  const before = datasets();
  await removeDataset(id);
  await restoreDataset(id);
  expect(datasets()).toEqual(before);
  expect(removedDatasets()).toEqual([]);
  await purgeExpired(Date.now() + 100 * DAY_MS);
  await loadDatasets();
  expect(datasets()).toEqual(before);
  expect(await readRows(id, Uint32Array.of(1), 100)).toMatchObject([{ text: 'you, idiot', label: 1 }]);
});

test('a removed dataset can be restored for seven days and not after, when nothing of it is left', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { id } = await importFile(small(), {});
  await removeDataset(id);
  vi.setSystemTime(Date.now() + 7 * DAY_MS - 1);
  await loadDatasets();
  expect(ids(removedDatasets())).toEqual([id]);
  vi.setSystemTime(Date.now() + 1);
  await loadDatasets();
  expect(removedDatasets()).toEqual([]);
  expect(await everythingStored()).toBe(0);
  await expect(restoreDataset(id)).rejects.toMatchObject({ code: 'dataset-missing' });
});

test('a removed dataset that is deleted now leaves nothing, and the others stay', async () => {
  const [first, second] = [await importFile(small(), {}), await importFile(small(), {})];
  const stored = await everythingStored();
  await removeDataset(first.id);
  await deleteDatasetNow(first.id);
  expect(removedDatasets()).toEqual([]);
  expect(ids(datasets())).toEqual([second.id]);
  expect(await everythingStored()).toBe(stored / 2);
});

test('if storage is full, what was removed the longest ago is deleted until the write succeeds', async () => {
  const [first, second, third, kept] = [
    await importFile(small(), {}),
    await importFile(small(), {}),
    await importFile(small(), {}),
    await importFile(small(), {}),
  ];
  for (const [place, { id }] of [second, first, third].entries()) await markRemoved('datasets', id, 1000 + place);
  let tries = 0;
  const write = () =>
    withDatabase(async () => {
      if (++tries < 3) throw new DOMException('no room', 'QuotaExceededError');
      return 'written';
    });
  expect(await write()).toBe('written');
  expect(ids((await readDatasetList(2000)).removed)).toEqual([third.id]);
  expect(ids(await listDatasets())).toEqual([kept.id]);
});

test('a removed dataset that is being read is not deleted to free space', async () => {
  const { id } = await importFile(small(), {});
  await removeDataset(id);
  const full = () => withDatabase(() => Promise.reject(new DOMException('no room', 'QuotaExceededError')));
  await withLock(datasetLock(id), 'shared', async () => {
    await expect(full()).rejects.toMatchObject({ code: 'storage-full' });
  });
  await loadDatasets();
  expect(ids(removedDatasets())).toEqual([id]);
  await expect(full()).rejects.toMatchObject({ code: 'storage-full' });
  await loadDatasets();
  expect(removedDatasets()).toEqual([]);
});
