import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { encodeModel } from '#shared/ml/model/encode';
import { smallModel } from '#shared/testing/models';
import { closeDatabase, DATABASE_NAME } from '../storage/database';
import { importFile, loadDatasets } from './datasets';
import { importModelFile, loadModels, models } from './models';
import { measureModel } from './scoring';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
  await loadModels();
});

const never = new AbortController().signal;

/** Comments that the small model is sure of, with these labels. */
async function datasetOf(labels: readonly [toxic: number, fine: number]): Promise<string> {
  const lines = Array.from({ length: 40 }, (_, i) =>
    i % 2 === 0 ? `you are rubbish ${i},${labels[0]}` : `many thanks ${i},${labels[1]}`,
  );
  return (await importFile(new File([`comment,toxic\n${lines.join('\n')}\n`], 'talk.csv'), {})).id;
}

test('a model is measured on a dataset: figures, calibration and histogram count every labelled comment', async () => {
  await importModelFile(new File([encodeModel(smallModel())], 'small.moderato'));
  const [{ id }] = models() ?? [];
  const shares: number[] = [];
  const measured = await measureModel(id, await datasetOf([1, 0]), (share) => shares.push(share), never);
  expect(measured).toMatchObject({ dataset: 'talk.csv', label: 'toxic', learntFrom: false });
  expect(measured.metrics).toMatchObject({ rows: 40, positives: 20, rocAuc: 1, f1: 1 });
  expect(measured.calibration?.reduce((sum, { rows }) => sum + rows, 0)).toBe(40);
  for (const { predicted, actual } of measured.calibration ?? []) expect(actual).toBe(predicted > 0.5 ? 1 : 0);
  const { edges, positives, negatives } = measured.histogram;
  expect([edges[0], edges.at(-1)]).toEqual([0, 1]);
  expect([positives, negatives].map((counts) => counts.reduce((sum, count) => sum + count, 0))).toEqual([20, 20]);
});

test('scores of a model without percentages are in bins that hold all of them', async () => {
  const model = smallModel();
  const spec = { ...model.manifest.spec, estimator: { ...model.manifest.spec.estimator, kind: 'linearSvc' as const } };
  const svc = { ...model, manifest: { ...model.manifest, spec, link: 'margin' as const } };
  await importModelFile(
    new File([encodeModel({ ...svc, linear: { ...model.linear, link: 'margin' } })], 'svc.moderato'),
  );
  const [{ id }] = models() ?? [];
  const { calibration, histogram } = await measureModel(id, await datasetOf([1, 0]), () => {}, never);
  expect(calibration).toBeNull();
  expect([...histogram.positives, ...histogram.negatives].reduce((sum, count) => sum + count, 0)).toBe(40);
});

test('a dataset that is gone is reported', async () => {
  await importModelFile(new File([encodeModel(smallModel())], 'small.moderato'));
  const [{ id }] = models() ?? [];
  await expect(measureModel(id, 'nothing', () => {}, never)).rejects.toMatchObject({ code: 'dataset-missing' });
});
