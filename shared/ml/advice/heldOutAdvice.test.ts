import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { runSteps } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import { adviseOnHoldOut, crossCut } from './heldOutAdvice';

const random = createRandom(4);
const words = (rude: boolean) =>
  Array.from({ length: 6 }, () => `${rude && random.below(3) === 0 ? 'rude' : 'word'}${random.below(60)}`).join(' ');
const labels = Array.from({ length: 600 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const data = labelledTexts(
  labels.map((label) => words(label === 1)),
  labels,
);
const spec = parsePipelineSpec({ validation: { testSize: 0.25, refit: false } });

test('on separable scores the best cut makes no mistakes, on constant ones it flags all', () => {
  const truth = Uint8Array.from({ length: 80 }, (_, i) => i % 2);
  expect(crossCut(truth, Float64Array.from(truth), 1)).toEqual({ precision: 1, recall: 1, f1: 1 });
  expect(crossCut(truth, new Float64Array(80), 1)).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3 });
});

test('a cut is not measured on the rows that it was picked on: chance scores look no better than chance', () => {
  const truth = Uint8Array.from({ length: 4000 }, (_, i) => (i % 4 === 0 ? 1 : 0));
  const chance = Float64Array.from(truth, () => random.unit());
  expect(crossCut(truth, chance, 1).f1).toBeLessThan(0.41); // flagging everything: 0.4
});

test('a model that flags too little is told a better threshold, and compared with itself it is equal', async () => {
  const { measured, manifest } = await trainedOn(data, spec);
  if (measured === null) throw new Error('nothing was held out');
  const advice = await runSteps(adviseOnHoldOut(data, spec, measured, measured.scorer));
  expect(advice.other).toEqual(manifest.metrics?.[0]);
  expect(advice.bestCut?.f1).toBeGreaterThan(manifest.metrics?.[0].f1 ?? 1);
  expect(advice.halfCut?.f1).toBeGreaterThan(0);
  expect(advice.halfCut?.f1).toBeLessThanOrEqual(advice.bestCut?.f1 ?? 0);
});

test('with fewer than 20 comments of a class held out nothing is said about thresholds', async () => {
  const few = labelledTexts(
    labels.slice(0, 150).map((label) => words(label === 1)),
    labels.slice(0, 150),
  );
  const { measured } = await trainedOn(few, spec);
  if (measured === null) throw new Error('nothing was held out');
  expect(await runSteps(adviseOnHoldOut(few, spec, measured, null))).toEqual({
    bestCut: null,
    halfCut: null,
    other: null,
  });
});
