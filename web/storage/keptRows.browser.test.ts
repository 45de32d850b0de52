import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { createFingerprint } from '#shared/data/column/fingerprint';
import { rowCount, rowText, textColumnOf } from '#shared/data/column/textColumn';
import { runSteps } from '#shared/runtime/steps';
import { closeDatabase, DATABASE_NAME } from './database';
import { type DatasetEdit, editDataset, keepFingerprint } from './datasetEdits';
import { deleteDataset, listDatasets, readDatasetInfo } from './datasets';
import { writeDataset } from './datasetWriter';
import { fingerprintKept, type KeptOptions, openKeptRows, readKeptChunks } from './keptRows';
import { keptCount, NO_PART } from './records';
import { readSnapshot } from './snapshot';
import { sampleInfo } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

const TEXTS = ['one', 'двa', '', 'four', 'five', 'six', 'seven'];
const LABELS = Uint8Array.of(0, 1, 0, 255, 1, 0, 0);

/** Seven rows in chunks of three, one and three. */
async function keepSeven(id = 'd1'): Promise<void> {
  await writeDataset(id, async (writer) => {
    for (const [from, to] of [
      [0, 3],
      [3, 4],
      [4, 7],
    ]) {
      const texts = TEXTS.slice(from, to);
      await writer.write([textColumnOf(texts), textColumnOf(texts.map((text) => `${text}!`))]);
    }
    return writer.finish({ ...sampleInfo(7), positives: 2, negatives: 4, unlabelled: 1 }, LABELS.slice());
  });
}

async function collect(id: string, options?: KeptOptions): Promise<[row: number, text: string, label: number][]> {
  const found: [number, string, number][] = [];
  for await (const { column, labels, rows } of readKeptChunks(id, options)) {
    expect(rowCount(column)).toBe(rows.length);
    expect(labels.length).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(0);
    rows.forEach((row, i) => {
      found.push([row, rowText(column, i), labels[i]]);
    });
  }
  return found;
}

const remove = (...rows: number[]): DatasetEdit => ({
  kind: 'keep',
  rows: Uint32Array.from(rows),
  values: new Uint8Array(rows.length),
});
const relabel = (rows: number[], values: number[]): DatasetEdit => ({
  kind: 'labels',
  rows: Uint32Array.from(rows),
  values: Uint8Array.from(values),
});
const divide = (...of: number[]): DatasetEdit => ({
  kind: 'parts',
  parts: { names: ['train', 'check'], of: Uint8Array.from(of) },
});

test('without edits every row is there, empty ones too', async () => {
  await keepSeven();
  expect(await collect('d1')).toEqual(TEXTS.map((text, row) => [row, text, LABELS[row]]));
});

test('removed rows are left out, a whole chunk of them included, and the others keep their numbers', async () => {
  await keepSeven();
  const { info } = await editDataset('d1', remove(0, 3, 5));
  expect(info).toMatchObject({ rows: 7, removed: 3, positives: 2, negatives: 2, unlabelled: 0, revision: 1 });
  expect(keptCount(info)).toBe(4);
  expect(await collect('d1')).toEqual([
    [1, 'двa', 1],
    [2, '', 0],
    [4, 'five', 1],
    [6, 'seven', 0],
  ]);
});

test('a part has its kept rows, and an unknown part is refused by name', async () => {
  await keepSeven();
  await editDataset('d1', divide(0, 1, 0, NO_PART, 1, 0, 0));
  await editDataset('d1', remove(4));
  expect((await collect('d1', { part: 'check' })).map(([row]) => row)).toEqual([1]);
  expect((await collect('d1', { part: 'train' })).map(([row]) => row)).toEqual([0, 2, 5, 6]);
  expect(await collect('d1')).toHaveLength(6);
  await expect(collect('d1', { part: 'tests' })).rejects.toMatchObject({
    code: 'part-missing',
    params: { part: 'tests', parts: ['train', 'check'] },
  });
});

test('an edited label is read back, counted, and the imported ones are not lost', async () => {
  await keepSeven();
  const { info, inverse } = await editDataset('d1', relabel([0, 1, 3], [1, 1, 0]));
  expect(info).toMatchObject({ positives: 3, negatives: 4, unlabelled: 0 });
  expect(inverse).toEqual(relabel([0, 3], [0, 255]));
  expect([...(await readSnapshot('d1')).stored.labels]).toEqual([1, 1, 0, 0, 1, 0, 0]);
  expect((await readSnapshot('d1')).stored.original).toEqual(LABELS);
});

test('undoing every edit restores the rows, and redoing them restores the edits', async () => {
  await keepSeven();
  const edits = [relabel([0, 6], [1, 255]), remove(1, 2), divide(0, 0, 1, 1, 0, 0, 0), remove(4), relabel([0], [0])];
  const states = [(await readSnapshot('d1')).stored];
  const undo: DatasetEdit[] = [];
  for (const edit of edits) {
    undo.push((await editDataset('d1', edit)).inverse);
    states.push((await readSnapshot('d1')).stored);
  }
  const redo: DatasetEdit[] = [];
  for (let i = edits.length - 1; i >= 0; i--) {
    redo.push((await editDataset('d1', undo[i])).inverse);
    expect((await readSnapshot('d1')).stored).toEqual(states[i]);
  }
  expect(await readDatasetInfo('d1')).toMatchObject({ positives: 2, negatives: 4, unlabelled: 1, removed: 0 });
  for (const [i, edit] of redo.reverse().entries()) {
    await editDataset('d1', edit);
    expect((await readSnapshot('d1')).stored).toEqual(states[i + 1]);
  }
});

test('a long read sees the rows as they were when it began', async () => {
  await keepSeven();
  const kept = await openKeptRows('d1');
  await editDataset('d1', remove(0, 1, 2));
  await editDataset('d1', relabel([4], [0]));
  const rows: number[] = [];
  const labels: number[] = [];
  for await (const chunk of kept.chunks()) {
    rows.push(...chunk.rows);
    labels.push(...chunk.labels);
  }
  expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(labels).toEqual([...LABELS]);
});

test('the fingerprint depends on the kept rows and their labels, and is the same when they are restored', async () => {
  await keepSeven();
  const imported = (await readDatasetInfo('d1')).fingerprint;
  const { info, inverse } = await editDataset('d1', remove(1, 2, 3, 4, 5));
  expect(info.fingerprint).toBeNull();
  const print = createFingerprint();
  print.rows(textColumnOf(['one', 'seven']), Uint8Array.of(0, 0));
  const expected = print.hex();
  const fingerprint = await runSteps(fingerprintKept(await openKeptRows('d1')));
  expect(fingerprint).toBe(expected);
  await keepFingerprint('d1', 0, 'of an older revision');
  expect((await readDatasetInfo('d1')).fingerprint).toBeNull();
  await keepFingerprint('d1', 1, fingerprint);
  expect((await readDatasetInfo('d1')).fingerprint).toBe(expected);
  expect((await editDataset('d1', inverse)).info.fingerprint).toBe(imported);
});

test('other tabs are notified of an edit, and an edit of a deleted dataset is refused', async () => {
  await keepSeven();
  const received: string[] = [];
  const otherTab = new BroadcastChannel('moderato-changes');
  otherTab.onmessage = (event: MessageEvent<string>) => received.push(event.data);
  await editDataset('d1', remove(0));
  await expect.poll(() => received).toEqual(['datasets']);
  otherTab.close();
  await deleteDataset('d1');
  await expect(editDataset('d1', remove(0))).rejects.toMatchObject({ code: 'dataset-missing' });
  await expect(collect('d1')).rejects.toMatchObject({ code: 'dataset-missing' });
  expect(await listDatasets()).toEqual([]);
});

test('further labels follow the kept rows, and are unchanged when the first is edited or rows are removed', async () => {
  const info = { ...sampleInfo(7), columns: ['comment', 'toxic', 'threat'] };
  const threat = Uint8Array.of(1, 255, 0, 0, 1, 0, 0);
  await writeDataset('d1', async (writer) => {
    await writer.write([textColumnOf(TEXTS), textColumnOf(TEXTS), textColumnOf(TEXTS)]);
    const moreLabels = [{ column: 2, positives: 2, negatives: 4, unlabelled: 1 }];
    return writer.finish({ ...info, moreLabels, positives: 2, negatives: 4, unlabelled: 1 }, LABELS.slice(), [threat]);
  });
  await editDataset('d1', { kind: 'labels', rows: Uint32Array.of(0), values: Uint8Array.of(1) });
  await editDataset('d1', { kind: 'keep', rows: Uint32Array.of(0, 1), values: Uint8Array.of(0, 0) });
  const kept = await openKeptRows('d1');
  expect(kept.more).toEqual([{ name: 'threat', values: Uint8Array.of(0, 0, 1, 0, 0) }]);
  expect(kept.info.moreLabels).toEqual([{ column: 2, positives: 1, negatives: 4, unlabelled: 0 }]);
  const short = writeDataset('d2', async (writer) => {
    await writer.write([textColumnOf(TEXTS), textColumnOf(TEXTS), textColumnOf(TEXTS)]);
    return writer.finish(info, LABELS.slice(), [Uint8Array.of(1)]);
  });
  await expect(short).rejects.toMatchObject({ code: 'shape-mismatch' });
});
