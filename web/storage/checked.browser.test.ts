import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { damagedAsJson, deleteDamaged } from './damaged';
import { closeDatabase, DATABASE_NAME, withDatabase } from './database';
import { editDataset } from './datasetEdits';
import { readColumn, readDatasetInfo, readDatasetList } from './datasets';
import { writeDataset } from './datasetWriter';
import { putModel, readModelList, readModelRecord } from './models';
import type { DatasetInfo, DatasetLabels, ModelRecord } from './records';
import { readSnapshot } from './snapshot';
import { sampleInfo, sampleModel } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await writeDataset('good', keepTwo);
  await writeDataset('bad', keepTwo);
  for (const id of ['good', 'bad']) await putModel(sampleModel(id, `model ${id}`), Uint8Array.of(1));
});

async function keepTwo(writer: Parameters<Parameters<typeof writeDataset>[1]>[0]) {
  await writer.write([textColumnOf(['one', 'two']), textColumnOf(['0', '1'])]);
  return writer.finish({ ...sampleInfo(2), positives: 1, negatives: 1 }, Uint8Array.of(0, 1));
}

/** Values of every type; no field of a record accepts all of them. */
const JUNK: readonly unknown[] = [undefined, null, -1.5, Number.NaN, '', 'junk', [], [null], {}, true, new Date(0), 7n];

/** What was put into a record by hand, whatever its type. */
async function putAnything(store: 'datasets' | 'models' | 'labels', value: unknown, key?: string): Promise<void> {
  await withDatabase((database) => database.put(store, value as never, key));
}

const read = async () => {
  const [{ datasets, damaged }, models] = await Promise.all([readDatasetList(), readModelList()]);
  return {
    datasets: datasets.map(({ id }) => id),
    models: models.models.map(({ id }) => id),
    damaged: [...damaged, ...models.damaged],
  };
};

test.each(Object.keys({ ...sampleInfo(2), chunks: 1, chunkStarts: [], storedBytes: 1 }))(
  'a dataset whose %s is junk is listed as damaged, or is still right, and the others are listed',
  async (field) => {
    const info = await readDatasetInfo('bad');
    for (const junk of JUNK) {
      await putAnything('datasets', { ...info, [field]: junk });
      const { datasets, damaged } = await read();
      expect(datasets).toContain('good');
      expect([...datasets, ...damaged.map(({ key }) => key)].sort()).toEqual(['bad', 'good']);
      if (damaged.length === 0) expect(await readDatasetInfo('bad')).toMatchObject({ id: 'bad', rows: 2 });
      else await expect(readDatasetInfo('bad')).rejects.toMatchObject({ code: 'record-damaged' });
    }
  },
);

test.each(Object.keys(sampleModel('bad')).filter((field) => field !== 'id'))(
  'a model whose %s is junk is listed as damaged, or is still right, and the others are listed',
  async (field) => {
    const record = await readModelRecord('bad');
    for (const junk of JUNK) {
      await putAnything('models', { ...record, [field]: junk });
      const { models, damaged } = await read();
      expect([...models, ...damaged.map(({ key }) => key)].sort()).toEqual(['bad', 'good']);
      if (damaged.length > 0) await expect(readModelRecord('bad')).rejects.toMatchObject({ code: 'record-damaged' });
    }
  },
);

const wrong: [string, Partial<Record<keyof DatasetInfo, unknown>>][] = [
  ['a name that is no text', { name: 5 }],
  ['a date that is none', { createdAt: Number.NaN }],
  ['a text column that is not there', { textColumn: 2 }],
  ['counts that do not add up', { positives: 2 }],
  ['chunks that leave rows out', { chunkStarts: [0, 1] }],
  ['a notice of an unknown shape', { report: { ...sampleInfo(2).report, notices: [{ code: 'one-class' }] } }],
];

test.each(wrong)('a dataset with %s is damaged', async (_, change) => {
  await putAnything('datasets', { ...(await readDatasetInfo('bad')), ...change });
  const { datasets, damaged } = await read();
  expect(datasets).toEqual(['good']);
  expect(damaged).toMatchObject([{ store: 'datasets', key: 'bad', name: 'name' in change ? null : 'sample.csv' }]);
  expect(damaged[0].problem).toMatch(/expected/);
});

test('a model without a manifest, or with one for other labels, is damaged', async () => {
  const { manifest, ...rest } = sampleModel('bad', 'mine');
  const { labels: _, ...half } = manifest;
  for (const other of [undefined, half, { ...manifest, positives: [1, 2] }, { ...manifest, metrics: [] }]) {
    await putAnything('models', { ...rest, manifest: other });
    expect((await read()).damaged).toMatchObject([{ store: 'models', key: 'bad', name: 'mine' }]);
  }
});

test('a damaged record is replaced when its model is imported again', async () => {
  await putAnything('models', { id: 'bad', name: 7 });
  const again: ModelRecord = sampleModel('bad', 'imported again');
  expect(await putModel(again, Uint8Array.of(1))).toEqual({ record: again, existed: false });
  expect((await read()).damaged).toEqual([]);
});

test('a damaged record is deleted with all that is stored of it, whatever its key is', async () => {
  await putAnything('datasets', { id: 'bad', name: 'broken' });
  await putAnything('datasets', { id: 17 });
  await putAnything('models', { id: [1, 'x'], name: 'list' });
  for (const record of (await read()).damaged) await deleteDamaged(record);
  expect(await read()).toEqual({ datasets: ['good'], models: ['good', 'bad'].sort(), damaged: [] });
  expect(await withDatabase((database) => database.getAllKeys('labels'))).toEqual(['good']);
  expect(await withDatabase((database) => database.count('chunks'))).toBe(2);
});

test('a damaged record is written as JSON with all that it holds', async () => {
  const loop: Record<string, unknown> = { bytes: Uint8Array.of(1, 2), big: 7n, date: new Date(0), nan: Number.NaN };
  loop.self = loop;
  loop.map = new Map([['a', loop]]);
  const text = damagedAsJson({ store: 'datasets', key: 'x', name: null, problem: '', value: { id: 'x', loop } });
  expect(JSON.parse(text)).toEqual({
    id: 'x',
    loop: {
      bytes: [1, 2],
      big: '7',
      date: '1970-01-01T00:00:00.000Z',
      nan: 'NaN',
      self: '(circular)',
      map: [['a', '(circular)']],
    },
  });
});

const badLabels: [string, (stored: DatasetLabels) => unknown][] = [
  ['too few labels', (stored) => ({ ...stored, labels: Uint8Array.of(1) })],
  ['labels that are a list', (stored) => ({ ...stored, labels: [0, 1] })],
  ['removed rows for other rows', (stored) => ({ ...stored, keep: Uint8Array.of(1, 1, 1) })],
  ['parts without names', (stored) => ({ ...stored, parts: { of: Uint8Array.of(0, 0) } })],
  ['nothing', () => null],
];

test.each(badLabels)('a dataset with %s is refused when it is read or edited', async (_, change) => {
  const { stored } = await readSnapshot('bad');
  await putAnything('labels', change(stored), 'bad');
  const refused = { code: 'record-damaged', params: { store: 'labels', name: 'sample.csv' } };
  await expect(readSnapshot('bad')).rejects.toMatchObject(refused);
  await expect(editDataset('bad', { kind: 'parts', parts: null })).rejects.toMatchObject(refused);
  expect((await readSnapshot('good')).stored.labels).toEqual(Uint8Array.of(0, 1));
});

test.each<[string, unknown]>([
  ['no bytes', { offsets: Uint32Array.of(0, 3, 6) }],
  ['offsets that go back', { bytes: new Uint8Array(6), offsets: Uint32Array.of(0, 7, 6) }],
  ['offsets beyond its bytes', { bytes: new Uint8Array(2), offsets: Uint32Array.of(0, 3, 6) }],
  ['no offsets', { bytes: new Uint8Array(2), offsets: new Uint32Array(0) }],
])('a chunk with %s is refused when it is read', async (_, chunk) => {
  await withDatabase((database) => database.put('chunks', chunk as never, ['bad', 0, 0]));
  await expect(readColumn('bad', 0).next()).rejects.toMatchObject({ code: 'record-damaged' });
});
