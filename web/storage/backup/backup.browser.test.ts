import { unzipSync, zipSync } from 'fflate';
import { deleteDB } from 'idb';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import type { FitResult } from '#shared/ml/pipeline/pipeline';
import { labelledTexts, trainedOn } from '#shared/testing/specimens';
import { closeDatabase, DATABASE_NAME, withDatabase } from '../database';
import { readDatasetInfo } from '../datasets';
import { writeDataset } from '../datasetWriter';
import { makeEdit, undoEdit } from '../editJournal';
import { taskLock, withLock } from '../locks';
import { putModel, readModelRecord, updateModel } from '../models';
import { markRemoved, restoreRemoved } from '../removal';
import { addTask } from '../tasks';
import { sampleInfo, sampleModel } from '../testing/samples';
import { clearEverything } from './clearEverything';
import type { KeptSettings } from './format';
import { restoreBackup } from './restoreBackup';
import { writeBackup } from './writeBackup';

const TEXTS = ['one', 'двa', '', 'four', 'five', 'six', 'seven'];
const SETTINGS: KeptSettings = { 'moderato.settings': '{"theme":"dark"}' };
const STORES = [
  'datasets',
  'chunks',
  'labels',
  'models',
  'modelBytes',
  'journals',
  'edits',
  'tasks',
  'trainedRows',
] as const;

let model: FitResult;

beforeAll(async () => {
  const texts = Array.from({ length: 40 }, (_, i) => (i % 2 ? `you fool ${i}` : `thank you ${i}`));
  model = await trainedOn(
    labelledTexts(
      texts,
      texts.map((_, i) => i % 2),
    ),
    { validation: { testSize: 0.25 } },
  );
});

beforeEach(wipe);

async function wipe(): Promise<void> {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
}

async function keepDataset(id: string, name = 'sample.csv'): Promise<void> {
  await writeDataset(id, async (writer) => {
    for (const texts of [TEXTS.slice(0, 3), TEXTS.slice(3)]) {
      await writer.write([textColumnOf(texts), textColumnOf(texts.map((text) => `${text}!`))]);
    }
    return writer.finish(sampleInfo(TEXTS.length, name), new Uint8Array(TEXTS.length));
  });
}

const record = () => ({
  ...sampleModel(model.id, 'mine'),
  bytes: model.bytes.length,
  manifest: model.manifest,
});

/** Two datasets, of which one is edited and one removed, a model with what it learnt from, and a task. */
async function keepMuch(): Promise<void> {
  await keepDataset('d1');
  await makeEdit('d1', 'label', { kind: 'labels', rows: Uint32Array.of(1, 2), values: Uint8Array.of(1, 1) });
  await makeEdit('d1', 'remove', { kind: 'keep', rows: Uint32Array.of(4), values: Uint8Array.of(0) });
  await makeEdit('d1', 'divide', {
    kind: 'parts',
    parts: { names: ['train', 'check'], of: Uint8Array.of(0, 0, 1, 0, 1, 0, 255) },
  });
  await undoEdit('d1');
  await keepDataset('d2', 'removed.csv');
  await markRemoved('datasets', 'd2');
  await putModel(record(), model.bytes, Float64Array.of(-5, 1.5, 9e15));
  await updateModel(model.id, { notes: 'for the forum', threshold: -0.25 });
  await addTask({
    id: 't1',
    kind: 'export',
    title: 'a.csv',
    state: 'failed',
    phase: null,
    fraction: 0.5,
    createdAt: 1,
    startedAt: 2,
    finishedAt: 3,
    error: { code: 'storage-full', params: { neededBytes: Number.NaN, freeBytes: null } },
    result: null,
    again: { deep: [1, { list: ['a'] }] },
  });
}

/** Every record of every store, with its key. */
function everything() {
  return withDatabase(async (database) =>
    Object.fromEntries(
      await Promise.all(
        STORES.map(async (store) => [store, await database.getAllKeys(store), await database.getAll(store)] as const),
      ).then((all) => all.map(([store, keys, values]) => [store, keys.map((key, i) => [key, values[i]])])),
    ),
  );
}

async function save(settings = SETTINGS) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const fractions: number[] = [];
  const summary = await writeBackup(
    async (bytes) => void pieces.push(bytes),
    settings,
    (fraction) => fractions.push(fraction),
  );
  expect(fractions.at(-1)).toBe(1);
  expect(fractions.every((fraction, i) => i === 0 || fraction >= fractions[i - 1])).toBe(true);
  const file = new File(pieces, 'backup.zip');
  expect(file.size).toBe(summary.bytes);
  return { file, summary };
}

const restore = (file: File, mode: 'merge' | 'replace') => restoreBackup(file, mode, () => undefined);

/** The backup with other entries; undefined removes one. */
async function changed(file: File, changes: Readonly<Record<string, Uint8Array | string | undefined>>): Promise<File> {
  const entries: Record<string, Uint8Array> = unzipSync(new Uint8Array(await file.arrayBuffer()));
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) delete entries[path];
    else entries[path] = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }
  return new File([new Uint8Array(zipSync(entries))], 'changed.zip');
}

async function manifestOf(file: File): Promise<Record<string, unknown>> {
  const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
  return JSON.parse(new TextDecoder().decode(entries['manifest.json']));
}

test.each(['merge', 'replace'] as const)('an empty device has everything again after a %s', async (mode) => {
  await keepMuch();
  const before = await everything();
  const { file, summary } = await save();
  expect(summary).toMatchObject({ datasets: 2, models: 1, tasks: 1, notSaved: [] });
  await wipe();
  const restored = await restore(file, mode);
  expect(restored).toEqual({
    datasets: 2,
    models: 1,
    tasks: 1,
    here: 0,
    settings: mode === 'replace' ? SETTINGS : null,
  });
  expect(await everything()).toEqual(before);
  // What was undone can be redone, what was done can be undone, what was removed can be restored.
  expect((await undoEdit('d1'))?.summary).toEqual({ name: 'remove', rows: 1 });
  await restoreRemoved('datasets', 'd2');
  expect((await readDatasetInfo('d2')).name).toBe('removed.csv');
});

test('a merge replaces nothing that is here, and adds what is not', async () => {
  await keepMuch();
  const { file } = await save();
  await makeEdit('d1', 'label', { kind: 'labels', rows: Uint32Array.of(0), values: Uint8Array.of(1) });
  await updateModel(model.id, { name: 'renamed since' });
  await withDatabase((database) => database.delete('datasets', 'd2'));
  await keepDataset('d3', 'newer.csv');
  const before = await everything();
  expect(await restore(file, 'merge')).toMatchObject({ datasets: 1, models: 0, tasks: 0, here: 2 });
  const after = await everything();
  expect(after.datasets.map(([key]) => key)).toEqual(['d1', 'd2', 'd3']);
  for (const store of ['models', 'modelBytes', 'trainedRows', 'tasks', 'journals', 'edits'] as const) {
    expect(after[store]).toEqual(before[store]);
  }
  expect(after.labels).toEqual(before.labels);
  expect((await readModelRecord(model.id)).name).toBe('renamed since');
});

test('replacing leaves what is in the backup and nothing else', async () => {
  await keepMuch();
  const before = await everything();
  const { file } = await save();
  await makeEdit('d1', 'label', { kind: 'labels', rows: Uint32Array.of(0), values: Uint8Array.of(1) });
  await updateModel(model.id, { name: 'renamed since' });
  await keepDataset('d3', 'newer.csv');
  await putModel(sampleModel('other'), Uint8Array.of(1));
  await restore(file, 'replace');
  expect(await everything()).toEqual(before);
});

test('a damaged record is left out and listed, and the rest is saved', async () => {
  await keepMuch();
  await withDatabase(async (database) => {
    await database.put('datasets', { id: 'bad', name: 'Broken' } as never);
    await database.delete('chunks', ['d2', 1, 1]);
    await database.put('journals', { steps: 'none' } as never, 'd1');
  });
  const { file, summary } = await save();
  expect(summary).toMatchObject({ datasets: 1, models: 1 });
  expect(summary.notSaved).toEqual([
    { kind: 'dataset', name: 'Broken' },
    { kind: 'undo', name: 'sample.csv' },
    { kind: 'dataset', name: 'removed.csv' },
  ]);
  await wipe();
  expect(await restore(file, 'merge')).toMatchObject({ datasets: 1, models: 1 });
});

test('what is no sound backup changes nothing, and the error names the cause', async () => {
  await keepMuch();
  const { file } = await save();
  await clearEverything();
  await keepDataset('here');
  const before = await everything();
  const manifest = await manifestOf(file);
  const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const state = new TextDecoder().decode(entries['datasets/0/state.json']);
  const moderato = entries['models/0.moderato'].slice();
  moderato[moderato.length >> 1] ^= 1;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const flipped = bytes.slice();
  flipped[60] ^= 0xff; // within the first entry
  const zip = (content: Uint8Array<ArrayBuffer>) => new File([content], 'a.zip');
  const cases: [what: string, bad: File, code: string, params?: object][] = [
    ['nothing', zip(new Uint8Array(0)), 'backup-foreign'],
    ['a text', new File(['comment,toxic\n'], 'a.csv'), 'backup-foreign', { name: 'a.csv' }],
    ['another zip', zip(new Uint8Array(zipSync({ 'a.csv': Uint8Array.of(1) }))), 'backup-foreign'],
    ['another manifest', await changed(file, { 'manifest.json': '{"format":"x"}' }), 'backup-foreign'],
    ['half of it', zip(bytes.slice(0, bytes.length >> 1)), 'archive-damaged'],
    ['without its last byte', zip(bytes.slice(0, -1)), 'archive-damaged'],
    ['a changed byte', zip(flipped), 'archive-damaged'],
    [
      'a newer one',
      await changed(file, { 'manifest.json': JSON.stringify({ ...manifest, version: 2, datasets: 'otherwise' }) }),
      'backup-too-new',
      { version: 2, supported: 1 },
    ],
    ['no JSON', await changed(file, { 'manifest.json': '{' }), 'backup-invalid', { entry: 'manifest.json' }],
    [
      'foreign settings',
      await changed(file, { 'manifest.json': JSON.stringify({ ...manifest, settings: { other: 'x' } }) }),
      'backup-invalid',
    ],
    ['a chunk that is missing', await changed(file, { 'datasets/1/text/1/1.bytes': undefined }), 'backup-invalid'],
    [
      'offsets of no whole number',
      await changed(file, { 'datasets/0/text/0/0.offsets': Uint8Array.of(0, 0, 0) }),
      'backup-invalid',
      { entry: 'datasets/0/text/0/0' },
    ],
    [
      'text that is too short',
      await changed(file, { 'datasets/0/text/0/0.bytes': Uint8Array.of(65) }),
      'backup-invalid',
    ],
    [
      'counts that do not add up',
      await changed(file, { 'datasets/0/state.json': state.replace('"rows":7', '"rows":8') }),
      'backup-invalid',
      { entry: 'datasets/0/state.json' },
    ],
    [
      'an array of another kind',
      await changed(file, { 'datasets/0/state.json': state.replace('Uint8Array', 'Map') }),
      'backup-invalid',
    ],
    ['labels that are missing', await changed(file, { 'datasets/0/state/0.bin': undefined }), 'backup-invalid'],
    ['another model', await changed(file, { 'models/0.moderato': moderato }), 'backup-invalid', { reason: 'SHA-256' }],
    ['a record of no model', await changed(file, { 'models/0.json': '{"id":1}' }), 'backup-invalid'],
    ['half a key', await changed(file, { 'models/0.rows': Uint8Array.of(1, 2) }), 'backup-invalid'],
    [
      'a damaged task',
      await changed(file, { 'tasks.json': '[{"id":"t1"}]' }),
      'backup-invalid',
      { entry: 'tasks.json' },
    ],
  ];
  for (const [what, bad, code, params] of cases) {
    for (const mode of ['merge', 'replace'] as const) {
      const error = await restore(bad, mode).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error, what).toMatchObject({ code, ...(params && { params }) });
    }
    expect(await everything(), what).toEqual(before);
  }
});

test('what was added is removed again if writing fails', async () => {
  await keepMuch();
  const { file } = await save();
  await clearEverything();
  await keepDataset('here');
  const before = await everything();
  const original = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
    if (this.name === 'modelBytes') throw new DOMException('full', 'QuotaExceededError');
    return original.apply(this, args);
  };
  try {
    await expect(restore(file, 'replace')).rejects.toMatchObject({ code: 'storage-full' });
  } finally {
    IDBObjectStore.prototype.put = original;
  }
  expect(await everything()).toEqual(before);
});

test('a cancelled restore leaves what was here', async () => {
  await keepMuch();
  const { file } = await save();
  await clearEverything();
  const controller = new AbortController();
  const stopped = restoreBackup(file, 'merge', (fraction) => fraction > 0.5 && controller.abort(), controller.signal);
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  expect((await everything()).datasets).toEqual([]);
});

test('everything can be cleared, though not while a task runs', async () => {
  await keepMuch();
  const { file } = await save();
  await withLock(taskLock('t9'), 'exclusive', async () => {
    await expect(clearEverything()).rejects.toMatchObject({ code: 'storage-busy' });
    await expect(restore(file, 'replace')).rejects.toMatchObject({ code: 'storage-busy' });
    expect(await restore(file, 'merge')).toMatchObject({ here: 3 });
  });
  await clearEverything();
  expect(Object.values(await everything()).flat()).toEqual([]);
});
