import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { explainText } from '#shared/ml/explain/explain';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { smallModel } from '#shared/testing/models';
import { isHeldOut } from '../../rows/labelOrder';
import { closeDatabase, DATABASE_NAME } from '../../storage/database';
import { writeDataset } from '../../storage/datasetWriter';
import { makeEdit } from '../../storage/editJournal';
import { sampleInfo } from '../../storage/testing/samples';
import { queueOf } from './queueOf';

const TEXTS = Array.from({ length: 60 }, (_, i) => ['you are rubbish', 'thanks', 'thanks, rubbish', 'you'][i % 4]);
const scorer = await loadScorer(smallModel());
const cut = scorer.model.manifest.thresholds[0];
const queue = (datasetId: string, label = 0) =>
  queueOf({ id: 'small', scorer }, datasetId, null, label, () => {}, new AbortController().signal);
const labelOf = (row: number) => (explainText(scorer, TEXTS[row]).score >= cut ? 1 : 0);

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await writeDataset('d1', async (writer) => {
    for (const half of [TEXTS.slice(0, 30), TEXTS.slice(30)]) {
      await writer.write([textColumnOf(half), textColumnOf(half.map(() => ''))]);
    }
    // The first ten rows came with a label.
    const labels = Uint8Array.from(TEXTS, (_, row) => (row < 10 ? 0 : 255));
    return writer.finish({ ...sampleInfo(60), negatives: 10, unlabelled: 50 }, labels);
  });
});

const edit = (kind: 'labels' | 'keep', rows: readonly number[], values: readonly number[]) =>
  makeEdit('d1', 'label', { kind, rows: Uint32Array.from(rows), values: Uint8Array.from(values) });

test('kept rows without a label are listed, with the labels of the model, those nearest to the threshold first', async () => {
  await edit('keep', [11, 12], [0, 0]);
  const { rows, labels, measured } = await queue('d1');
  expect([...rows].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 47 }, (_, i) => i + 13)
      .concat(10)
      .sort((a, b) => a - b),
  );
  expect([...labels]).toEqual([...rows].map(labelOf));
  const distances = [...rows]
    .filter((row) => !isHeldOut(row))
    .map((row) => Math.abs(explainText(scorer, TEXTS[row]).score - cut));
  expect(distances.every((distance, i) => i === 0 || distance >= distances[i - 1] - 1e-9)).toBe(true);
  expect(measured).toEqual({ rows: 0, agreed: 0 });
});

test('agreement is counted on held-out rows that a person labelled, not on labels that came with the file', async () => {
  const answered = Array.from({ length: 30 }, (_, i) => i + 10);
  // Every third answer is not the model's.
  const values = answered.map((row, i) => (i % 3 === 0 ? 1 - labelOf(row) : labelOf(row)));
  await edit('labels', answered, values);
  const held = answered.filter(isHeldOut);
  expect(held.length).toBeGreaterThan(2);
  const agreed = held.filter((row) => values[answered.indexOf(row)] === labelOf(row)).length;
  const { rows, measured } = await queue('d1');
  expect(measured).toEqual({ rows: held.length, agreed });
  expect(rows.length).toBe(20);
});

test('a label beside the first has a queue of its own', async () => {
  await writeDataset('d2', async (writer) => {
    await writer.write([TEXTS, TEXTS.map(() => '0'), TEXTS.map(() => '')].map((cells) => textColumnOf(cells)));
    const info = { ...sampleInfo(60), columns: ['comment', 'toxic', 'threat'], negatives: 60, unlabelled: 0 };
    const moreLabels = [{ column: 2, positives: 0, negatives: 1, unlabelled: 59 }];
    const threat = Uint8Array.from(TEXTS, (_, row) => (row === 0 ? 0 : 255));
    return writer.finish({ ...info, moreLabels }, new Uint8Array(60), [threat]);
  });
  expect((await queue('d2')).rows).toHaveLength(0);
  const { rows, labels } = await queue('d2', 1);
  expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 59 }, (_, i) => i + 1));
  expect([...labels]).toEqual([...rows].map(labelOf));
  await expect(queue('d2', 2)).rejects.toMatchObject({ code: 'argument-invalid' });
});
