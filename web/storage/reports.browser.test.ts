import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { EDA_DEFAULTS, type EdaSettings } from '#shared/eda/section/settings';
import { closeDatabase, DATABASE_NAME, withDatabase } from './database';
import { deleteDataset, listDatasets } from './datasets';
import { writeDataset } from './datasetWriter';
import { keepSection, readReport } from './reports';
import { sampleInfo } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

async function stored(id = 'd'): Promise<string> {
  await writeDataset(id, async (writer) => {
    await writer.write([textColumnOf(['hello']), textColumnOf(['0'])]);
    return writer.finish(sampleInfo(1), new Uint8Array(1));
  });
  return id;
}

const found = { rows: 7 };
const kept = () => withDatabase((database) => database.count('reports'));
const withMinCount = (minCount: number): EdaSettings => ({ ...EDA_DEFAULTS, minCount });

test('a section is found again, for the same revision and settings only', async () => {
  const datasetId = await stored();
  const of = { datasetId, revision: 0, settings: EDA_DEFAULTS };
  await keepSection(of, 'terms', found);
  expect([...(await readReport(of, ['terms', 'overview']))]).toEqual([['terms', found]]);
  expect((await readReport({ ...of, revision: 1 }, ['terms'])).size).toBe(0);
  expect((await readReport({ ...of, settings: withMinCount(2) }, ['terms'])).size).toBe(0);
});

test('a section that does not depend on the settings is found whatever they are', async () => {
  const datasetId = await stored();
  await keepSection({ datasetId, revision: 0, settings: EDA_DEFAULTS }, 'lengths', found);
  expect((await readReport({ datasetId, revision: 0, settings: withMinCount(9) }, ['lengths'])).size).toBe(1);
});

test('findings are kept for the last few settings only', async () => {
  const datasetId = await stored();
  for (let minCount = 1; minCount <= 20; minCount++) {
    await keepSection({ datasetId, revision: 0, settings: withMinCount(minCount) }, 'terms', found);
  }
  expect(await kept()).toBe(6);
  expect((await readReport({ datasetId, revision: 0, settings: withMinCount(20) }, ['terms'])).size).toBe(1);
});

test('findings of rows that have been edited since, or deleted, are not kept', async () => {
  const datasetId = await stored();
  await keepSection({ datasetId, revision: 3, settings: EDA_DEFAULTS }, 'terms', found);
  await keepSection({ datasetId: 'gone', revision: 0, settings: EDA_DEFAULTS }, 'terms', found);
  expect(await kept()).toBe(0);
});

test('a section is not kept if storage is full, and that is no error', async () => {
  const of = { datasetId: await stored(), revision: 0, settings: EDA_DEFAULTS };
  const full = new DOMException('Quota exceeded.', 'QuotaExceededError');
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw full;
  });
  expect(await keepSection(of, 'terms', found)).toBe(false);
  put.mockRestore();
  expect(await keepSection(of, 'terms', found)).toBe(true);
});

test('findings are deleted with their dataset, and others stay', async () => {
  const settings = EDA_DEFAULTS;
  for (const id of ['a', 'b'])
    await keepSection({ datasetId: await stored(id), revision: 0, settings }, 'terms', found);
  await deleteDataset('a');
  expect(await kept()).toBe(1);
  expect((await readReport({ datasetId: 'b', revision: 0, settings }, ['terms'])).size).toBe(1);
});

test('a database of the version before gets the new store and keeps what it has', async () => {
  const old = await openDB(DATABASE_NAME, 1, {
    upgrade(database) {
      database.createObjectStore('datasets', { keyPath: 'id' });
      for (const name of ['chunks', 'labels', 'modelBytes']) database.createObjectStore(name);
      database.createObjectStore('models', { keyPath: 'id' });
    },
  });
  await old.put('datasets', { ...sampleInfo(1), id: 'old', chunks: 1, chunkStarts: [0, 1], storedBytes: 0 });
  old.close();
  expect((await listDatasets()).map(({ id }) => id)).toEqual(['old']);
  await keepSection({ datasetId: 'old', revision: 0, settings: EDA_DEFAULTS }, 'overview', found);
  expect(await kept()).toBe(1);
});

test.each<[string, (kept: Record<string, unknown>) => unknown]>([
  ['with a field changed', (kept) => ({ ...kept, rows: '7' })],
  ['with a number changed', (kept) => ({ ...kept, rows: 8 })],
  ['with a number that is none', (kept) => ({ ...kept, rows: Number.NaN })],
  ['with a field more', (kept) => ({ ...kept, terms: null })],
  ['with a field less', ({ rows: _, ...kept }) => kept],
  ['without its digest', ({ seal: _, ...kept }) => kept],
  ['that is a text', () => 'junk'],
  ['that is a list', () => []],
  ['that is nothing', () => null],
])('a stored section %s counts as none, and the others are found', async (_, damage) => {
  const datasetId = await stored();
  const of = { datasetId, revision: 0, settings: EDA_DEFAULTS };
  await keepSection(of, 'lengths', found);
  await keepSection(of, 'overview', found);
  await withDatabase(async (database) => {
    const key = (await database.getAllKeys('reports')).find((each) => each[3] === 'lengths');
    if (key === undefined) throw new Error('nothing was kept');
    const kept = (await database.get('reports', key)) as Record<string, unknown>;
    await database.put('reports', damage(kept) as object, key);
  });
  expect([...(await readReport(of, ['lengths', 'overview']))]).toEqual([['overview', found]]);
});
