import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { EDA_DEFAULTS } from '#shared/eda/section/settings';
import { closeDatabase, DATABASE_NAME, withDatabase } from '../storage/database';
import { readDatasetInfo } from '../storage/datasets';
import { makeEdit } from '../storage/editJournal';
import { readSnapshot } from '../storage/snapshot';
import { findRows } from '../workers/rows/client';
import { datasets, importFile, loadDatasets } from './datasets';
import {
  editing,
  labelRows,
  loadEdits,
  redoable,
  redoEdit,
  removeRows,
  renameParts,
  restoreRows,
  setParts,
  undoable,
  undoEdit,
} from './edits';
import { loadModels } from './models';
import { divide, exportRows, findDuplicates, readRows, rowsOf, workOutFingerprint } from './rowActions';
import { EVERY_ROW } from './rowQuery';
import { train } from './training';

const never = new AbortController().signal;
const silent = () => undefined;

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
  await loadModels();
});

/** Comments with a signal, every third toxic, some repeated; and further columns. */
async function bring(rows: number, name = 'talk.csv'): Promise<string> {
  const lines = Array.from({ length: rows }, (_, row) => {
    const text = row % 3 === 0 ? `what ""rubbish"", you goose, ${row % 40}` : `thank you, see note ${row % 50}\nbelow`;
    return `${row},"${text}",${row % 3 === 0 ? '0.9' : 'no'},${row % 2 ? '=ann' : 'bob'}`;
  });
  const info = await importFile(new File([`id,comment,toxic,author\n${lines.join('\n')}\n`], name), {});
  return info.id;
}

const shown = (id: string) => datasets()?.find((dataset) => dataset.id === id);
const exported = async (id: string, format: 'csv' | 'jsonl') => {
  const rows = await rowsOf(id, null, never);
  const blob = await exportRows(id, rows, { format, safe: false }, null, silent, never);
  if (blob === null) throw new Error('There was no file.');
  return new File([blob], `again.${format}`);
};

test('edits of every kind are shown at once, and can be undone and redone', async () => {
  const id = await bring(30);
  expect(undoable(id)).toBeNull();
  expect(await labelRows(id, Uint32Array.of(0, 1, 2), 1)).toBe(2);
  expect(await removeRows(id, Uint32Array.of(5, 6))).toBe(2);
  expect(await restoreRows(id, Uint32Array.of(6, 7))).toBe(1);
  await setParts(id, { names: ['a', 'b'], of: Uint8Array.from({ length: 30 }, (_, row) => row % 2) });
  await renameParts(id, ['train', 'check']);
  expect(shown(id)).toMatchObject({ positives: 12, negatives: 17, removed: 1 });
  expect(shown(id)?.parts).toMatchObject([
    { name: 'train', rows: 15 },
    { name: 'check', rows: 14 },
  ]);
  const done = [];
  for (let last = await undoEdit(id); last !== null; last = await undoEdit(id)) done.push(last);
  expect(done).toEqual([
    { name: 'rename', rows: 0 },
    { name: 'divide', rows: 0 },
    { name: 'restore', rows: 1 },
    { name: 'remove', rows: 2 },
    { name: 'label', rows: 2 },
  ]);
  expect(shown(id)).toMatchObject({
    positives: 10,
    negatives: 20,
    removed: 0,
    fingerprint: shown(id)?.report.fingerprint,
  });
  expect(shown(id)?.parts).toBeUndefined();
  while (redoable(id) !== null) await redoEdit(id);
  expect(shown(id)).toMatchObject({ positives: 12, negatives: 17, removed: 1 });
  expect(shown(id)?.parts?.map(({ name }) => name)).toEqual(['train', 'check']);
});

test('parts are renamed as they are when it is done, not as they were when it was asked for', async () => {
  const id = await bring(30);
  await setParts(id, { names: ['a', 'b'], of: Uint8Array.from({ length: 30 }, (_, row) => row % 2) });
  const divided = setParts(id, { names: ['x', 'y'], of: Uint8Array.from({ length: 30 }, (_, row) => +(row > 9)) });
  const renamed = renameParts(id, ['train', 'check']);
  await Promise.all([divided, renamed]);
  expect(shown(id)?.parts).toMatchObject([
    { name: 'train', rows: 10 },
    { name: 'check', rows: 20 },
  ]);
  const undivided = setParts(id, null);
  await expect(renameParts(id, ['a', 'b'])).rejects.toMatchObject({
    code: 'part-missing',
    params: { part: 'b', parts: [] },
  });
  await undivided;
  expect(shown(id)?.parts).toBeUndefined();
});

test('an edit made before the page was loaded, or by another tab, can be undone and redone', async () => {
  const id = await bring(12);
  await makeEdit(id, 'label', { kind: 'labels', rows: Uint32Array.of(1, 2), values: Uint8Array.of(1, 1) });
  expect(undoable(id)).toBeNull();
  await loadEdits(id);
  expect(undoable(id)).toEqual({ name: 'label', rows: 2 });
  await undoEdit(id);
  expect(shown(id)).toMatchObject({ positives: 4 });
  await redoEdit(id);
  expect(shown(id)).toMatchObject({ positives: 6 });
  await makeEdit(id, 'remove', { kind: 'keep', rows: Uint32Array.of(0), values: Uint8Array.of(0) });
  const otherTab = new BroadcastChannel('moderato-changes');
  otherTab.postMessage('datasets');
  await expect.poll(() => undoable(id)).toEqual({ name: 'remove', rows: 1 });
  otherTab.close();
});

test('an edit that fails does not block the next one', async () => {
  const id = await bring(12);
  const failing = labelRows('no such dataset', Uint32Array.of(0), 1);
  const next = labelRows(id, Uint32Array.of(1), 1);
  await expect(failing).rejects.toMatchObject({ code: 'dataset-missing' });
  expect(await next).toBe(1);
  expect(editing()).toBe(false);
});

test('a new edit clears what could be redone, and an edit that changes nothing is not recorded', async () => {
  const id = await bring(12);
  await labelRows(id, Uint32Array.of(0), 0);
  await undoEdit(id);
  expect(redoable(id)).toEqual({ name: 'label', rows: 1 });
  await labelRows(id, Uint32Array.of(0), 1);
  expect(undoable(id)).toBeNull();
  expect(redoable(id)).toEqual({ name: 'label', rows: 1 });
  await labelRows(id, Uint32Array.of(3), null);
  expect(redoable(id)).toBeNull();
  expect(undoable(id)).toEqual({ name: 'label', rows: 1 });
});

test('many edits at once are made one after another', async () => {
  const id = await bring(60);
  await Promise.all(Array.from({ length: 40 }, (_, row) => labelRows(id, Uint32Array.of(row), row % 2 ? 1 : 0)));
  expect([...(await readSnapshot(id)).stored.labels.slice(0, 40)]).toEqual(
    Array.from({ length: 40 }, (_, row) => row % 2),
  );
  for (let i = 0; i < 40; i++) void undoEdit(id);
  await undoEdit(id);
  expect((await readSnapshot(id)).stored.original).toBeUndefined();
});

test.each(['csv', 'jsonl'] as const)(
  'edited, exported as %s and imported again, the data has the same fingerprint and trains the same model',
  async (format) => {
    const id = await bring(200);
    await labelRows(id, Uint32Array.of(1, 3, 60), 1);
    await labelRows(id, Uint32Array.of(9), 0);
    await removeRows(id, Uint32Array.of(0, 20, 199));
    const fingerprint = await workOutFingerprint(id);
    expect((await readDatasetInfo(id)).fingerprint).toBe(fingerprint);
    const again = await importFile(await exported(id, format), { datasetName: 'Again' });
    expect(again).toMatchObject({ rows: 197, fingerprint, columns: ['id', 'comment', 'toxic', 'author'] });
    const spec = { validation: { testSize: 0.25 } };
    const [first, second] = [
      await train([{ datasetId: id }], spec, 'First'),
      await train([{ datasetId: again.id }], spec, 'Second'),
    ];
    expect(second.id).toBe(first.id);
    expect(first.manifest).toMatchObject({ rows: 197, fingerprint });
  },
);

test.each([
  ['the same cut', { labelCut: 0.7 }],
  ['the default cut', {}],
])(
  'edited with a cut of 0.7, exported and imported again with %s, the data trains the same model',
  async (_, again) => {
    const lines = Array.from({ length: 120 }, (_, row) => {
      const text = row % 3 === 0 ? `what rubbish, you goose, ${row % 40}` : `thank you, see note ${row % 50}`;
      return `"${text}",${row % 3 === 0 ? '0.9' : row % 2 ? '0.6' : '0.1'}`;
    });
    const file = new File([`comment,toxicity\n${lines.join('\n')}\n`], 'fractions.csv');
    const { id, labelCut, positives } = await importFile(file, { labelCut: 0.7 });
    expect({ labelCut, positives }).toEqual({ labelCut: 0.7, positives: 40 });
    await labelRows(id, Uint32Array.of(1, 5, 7), 1); // of 0.6
    await labelRows(id, Uint32Array.of(0, 3), 0); // of 0.9
    const fingerprint = await workOutFingerprint(id);
    const second = await importFile(await exported(id, 'csv'), again);
    expect(second.fingerprint).toBe(fingerprint);
    expect((await train([{ datasetId: second.id }], {}, 'Second')).id).toBe(
      (await train([{ datasetId: id }], {}, 'First')).id,
    );
  },
);

test('training on a part equals training on its export', async () => {
  const id = await bring(300);
  await divide(
    id,
    {
      parts: [
        { name: 'train', share: 0.8 },
        { name: 'check', share: 0.2 },
      ],
      seed: 3,
      groupDuplicates: true,
    },
    silent,
    never,
  );
  expect(undoable(id)).toEqual({ name: 'divide', rows: 0 });
  const parts = shown(id)?.parts ?? [];
  expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(300);
  const model = await train([{ datasetId: id, part: 'train' }], {}, 'On a part');
  expect(model).toMatchObject({ datasetName: 'talk.csv: train', manifest: { rows: parts[0].rows } });
  const rows = await rowsOf(id, 'train', never);
  expect(rows.length).toBe(parts[0].rows);
  const blob = await exportRows(id, rows, { format: 'csv', safe: false }, null, silent, never);
  const again = await importFile(new File([blob ?? ''], 'part.csv'), {});
  expect((await train([{ datasetId: again.id }], {}, 'The same')).id).toBe(model.id);
  await expect(train([{ datasetId: id, part: 'no such part' }], {}, 'x')).rejects.toMatchObject({
    code: 'part-missing',
  });
});

test('repeated comments are found in the worker, exact and near', async () => {
  const thanks = 'thank you for the source, I have added it to the history of the old bridge';
  const texts = [`${thanks}!`, thanks.toUpperCase(), `${thanks}, see there`, 'bye'];
  const info = await importFile(
    new File([`comment,toxic\n${texts.map((text, i) => `"${text}",${i % 2}`).join('\n')}\n`], 'few.csv'),
    {},
  );
  const exact = await findDuplicates(info.id, 'exact', silent, never);
  expect([...exact.rows]).toEqual([0, 1]);
  expect([...exact.labels]).toEqual([0, 1]);
  const near = await findDuplicates(info.id, 'near', silent, never);
  expect([...near.starts]).toEqual([0, 2]);
  expect([...near.rows]).toEqual([0, 2]);
});

test('comments imported without labels can be labelled and then trained on', async () => {
  const lines = Array.from({ length: 60 }, (_, row) => (row % 3 === 0 ? `what rubbish ${row}` : `thank you ${row}`));
  const info = await importFile(new File([`comment\n${lines.join('\n')}\n`], 'plain.csv'), { labelColumn: null });
  await expect(train([{ datasetId: info.id }], {}, 'x')).rejects.toMatchObject({ code: 'training-one-class' });
  const all = await rowsOf(info.id, null, never);
  await labelRows(info.id, all, 0);
  await labelRows(
    info.id,
    all.filter((row) => row % 3 === 0),
    1,
  );
  const [view] = await readRows(info.id, Uint32Array.of(3), 100);
  expect(view).toMatchObject({ label: 1, imported: null });
  expect((await train([{ datasetId: info.id }], {}, 'By hand')).manifest).toMatchObject({
    labels: ['toxic'],
    rows: 60,
    positives: [20],
  });
  const text = await (await exported(info.id, 'csv')).text();
  expect(text.split('\r\n').slice(0, 3)).toEqual(['comment,toxic', 'what rubbish 0,1', 'thank you 1,0']);
});

test('records of an older version are read unchanged', async () => {
  const id = await bring(9);
  await withDatabase(async (database) => {
    const { labels } = (await readSnapshot(id)).stored;
    await database.put('labels', { labels }, id);
    const { removed: _, revision: __, parts: ___, ...older } = await readDatasetInfo(id);
    await database.put('datasets', older);
  });
  await loadDatasets();
  await removeRows(id, Uint32Array.of(0));
  expect(shown(id)).toMatchObject({ rows: 9, removed: 1, revision: 1, positives: 2 });
});

/** Comments with three labels, the last of which is in words. */
async function bringSeveral(name = 'many.csv'): Promise<string> {
  const lines = Array.from({ length: 40 }, (_, row) => {
    const text = row % 2 ? `you silly goose ${row}` : `thank you kindly ${row}`;
    return `${text},${row % 2},${row % 8 === 1 ? 1 : 0},${row % 5 === 0 ? 'offensive' : 'clean'}`;
  });
  const file = new File([`comment,toxic,threat,tone\n${lines.join('\n')}\n`], name);
  const info = await importFile(file, { labelColumns: ['toxic', 'threat', 'tone'] });
  return info.id;
}

test('each of several labels is edited, undone, filtered, learnt, exported and imported again', async () => {
  const id = await bringSeveral();
  expect(shown(id)?.moreLabels).toMatchObject([
    { positives: 5, negatives: 35 },
    { positives: 8, negatives: 32 },
  ]);
  expect(await labelRows(id, Uint32Array.of(1, 3), 1, 1)).toBe(1);
  expect(await labelRows(id, Uint32Array.of(0, 7), null, 2)).toBe(2);
  const counts = [
    { positives: 6, negatives: 34 },
    { positives: 7, negatives: 31, unlabelled: 2 },
  ];
  expect(shown(id)).toMatchObject({ positives: 20, negatives: 20, moreLabels: counts });
  expect(shown(id)?.fingerprint).toBe(shown(id)?.report.fingerprint);

  const changed = (label: number) =>
    findRows(
      id,
      { filters: [{ kind: 'edited' }], settings: EDA_DEFAULTS, sort: EVERY_ROW.sort, removed: false, label },
      silent,
      never,
    ).then((rows) => [...rows]);
  expect(await Promise.all([changed(0), changed(1), changed(2)])).toEqual([[], [3], [0, 7]]);
  const [first, third] = await readRows(id, Uint32Array.of(0, 3), 100);
  expect(first.more).toEqual([{ label: 0 }, { label: null, imported: 1 }]);
  expect(third.more).toEqual([{ label: 1, imported: 0 }, { label: 0 }]);

  const model = await train([{ datasetId: id }], { label: ['threat', 'tone'], validation: { testSize: 0 } }, 'two');
  expect(model.manifest.positives).toEqual([6, 7]);

  for (const format of ['csv', 'jsonl'] as const) {
    const file = await exported(id, format);
    const again = await importFile(file, { labelColumns: ['toxic', 'threat', 'toxic (tone)'] });
    expect(again).toMatchObject({ positives: 20, negatives: 20, moreLabels: counts });
    const [a, b] = await Promise.all([readSnapshot(id), readSnapshot(again.id)]);
    expect(b.stored.labels).toEqual(a.stored.labels);
    expect(b.stored.more).toEqual(a.stored.more);
  }

  expect(await undoEdit(id)).toEqual({ name: 'label', rows: 2 });
  expect(await undoEdit(id)).toEqual({ name: 'label', rows: 1 });
  expect((await readSnapshot(id)).stored.moreOriginal).toBeUndefined();
  expect(await Promise.all([changed(0), changed(1), changed(2)])).toEqual([[], [], []]);
  await redoEdit(id);
  expect(shown(id)).toMatchObject({ moreLabels: [counts[0], { positives: 8, negatives: 32 }] });
});
