import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { runStepsSync } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { smallModel } from '../../testing/models';
import { fitBeta } from '../calibration/betaCalibration';
import { fitSigmoid } from '../calibration/calibration';
import { decide } from './decide';
import { measureLabel } from './holdOut';
import type { OutOfFold } from './outOfFold';
import { pickByRule } from './threshold';

const ROWS = 60;
const FOLDS = 3;
const rows = Uint32Array.from({ length: ROWS }, (_, row) => row);

/** Labels and out-of-fold scores that have something to do with them. */
function heldOut(seed: number): { truth: Uint8Array<ArrayBuffer>; scores: Float64Array<ArrayBuffer>; held: OutOfFold } {
  const random = createRandom(seed);
  const truth = Uint8Array.from(rows, () => (random.unit() < 0.4 ? 1 : 0));
  const scores = Float64Array.from(rows, (row) => truth[row] + 3 * random.unit());
  const fold = Uint8Array.from(rows, (row) => row % FOLDS);
  return { truth, scores, held: { scores: [scores], fold, converged: true } };
}

test('the range of thresholds by fold holds the threshold itself, even where every fold alone picks on one side of it', () => {
  const rule = { rule: 'maxF1' } as const;
  const spec = parsePipelineSpec({ threshold: rule, validation: { folds: FOLDS } });
  let below = 0;
  let above = 0;
  for (let seed = 0; seed < 100; seed++) {
    const { truth, scores, held } = heldOut(seed);
    const { thresholds, picks } = runStepsSync(decide([{ name: 'toxic', values: truth }], spec, rows, held));
    const byFold = Array.from({ length: FOLDS }, (_, fold) => {
      const inFold = (_value: number, row: number) => held.fold[row] === fold;
      return runStepsSync(pickByRule(truth.filter(inFold), scores.filter(inFold), rule, null, 0)).threshold;
    });
    const [threshold] = thresholds;
    expect(picks).toEqual([
      expect.objectContaining({ lowest: Math.min(threshold, ...byFold), highest: Math.max(threshold, ...byFold) }),
    ]);
    if (threshold < Math.min(...byFold)) below++;
    if (threshold > Math.max(...byFold)) above++;
  }
  expect(below).toBeGreaterThan(0);
  expect(above).toBeGreaterThan(0);
});

test('with a prevalence a positive weighs p·N / ((1 − p)·P) in calibration, threshold rules and figures', () => {
  const prevalence = 0.1;
  const { truth, scores, held } = heldOut(1);
  const positives = truth.filter((value) => value === 1).length;
  const weight = (prevalence * (ROWS - positives)) / ((1 - prevalence) * positives);
  const weights = Float64Array.from(truth, (value) => (value === 1 ? weight : 1));
  const labels = [{ name: 'toxic', values: truth }];
  const rule = { rule: 'minPrecision', value: 0.5 } as const;
  const decided = (calibration: 'sigmoid' | 'beta') =>
    runStepsSync(
      decide(
        labels,
        parsePipelineSpec({ calibration, threshold: rule, validation: { prevalence, folds: FOLDS } }),
        rows,
        held,
      ),
    );

  const { a, b } = runStepsSync(fitSigmoid(truth, scores, weights));
  expect([...(decided('sigmoid').calibration ?? [])]).toEqual([a, b]);
  const beta = runStepsSync(fitBeta(truth, scores, weights));
  expect([...(decided('beta').calibration ?? [])]).toEqual([beta.platt.a, beta.platt.b, beta.a, beta.b, beta.c]);
  const { threshold } = runStepsSync(pickByRule(truth, scores, rule, weights, 0));
  expect(decided('sigmoid').thresholds).toEqual([threshold]);
  expect(threshold).not.toBe(runStepsSync(pickByRule(truth, scores, rule, null, 0)).threshold);

  const model = { ...smallModel(), manifest: { ...smallModel().manifest, thresholds: [threshold] } };
  const figures = measureLabel({ model }, 0, truth, scores, prevalence);
  const { tp, fp } = figures.confusion;
  expect(figures.precision).toBeCloseTo((tp * weight) / (tp * weight + fp), 12);
  expect(measureLabel({ model }, 0, truth, scores, null).precision).toBeCloseTo(tp / (tp + fp), 12);
});
