import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { runStepsSync } from '../../runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';
import { smallModel } from '../../testing/models';
import { fitBeta } from '../calibration/betaCalibration';
import { fitSigmoid } from '../calibration/calibration';
import { decide, needsOutOfFold } from './decide';
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

test('figures weighed to a prevalence are those of rows in which each positive stands as often as it weighs', () => {
  const { truth, scores } = heldOut(2);
  const positives = truth.filter((value) => value === 1).length;
  const times = 3;
  const prevalence = (times * positives) / (times * positives + ROWS - positives);
  const rowsOf = [...truth.keys()].flatMap((row) => new Array<number>(truth[row] === 1 ? times : 1).fill(row));
  const model = { ...smallModel(), manifest: { ...smallModel().manifest, thresholds: [2] } };
  const weighed = measureLabel({ model }, 0, truth, scores, prevalence);
  const repeated = measureLabel(
    { model },
    0,
    Uint8Array.from(rowsOf, (row) => truth[row]),
    Float64Array.from(rowsOf, (row) => scores[row]),
    null,
  );
  const plain = measureLabel({ model }, 0, truth, scores, null);
  for (const figure of ['averagePrecision', 'accuracy', 'precision', 'f1', 'mcc', 'logLoss', 'brier', 'ece'] as const) {
    expect(weighed[figure], figure).toBeCloseTo(repeated[figure] ?? Number.NaN, 10);
    expect(weighed[figure], figure).not.toBeCloseTo(plain[figure] ?? Number.NaN, 4);
  }
  // What does not depend on how many there are of each, and what counts rows.
  const same = ({ rows, positives, rocAuc, rocAucLower, rocAucUpper, recall, confusion }: typeof plain) => ({
    ...{ rows, positives, rocAuc, rocAucLower, rocAucUpper, recall, confusion },
  });
  expect(same(weighed)).toEqual(same(plain));
  expect(weighed.balancedAccuracy).toBeCloseTo(plain.balancedAccuracy ?? Number.NaN, 10);
  expect(plain).toMatchObject({ rows: ROWS, positives });
  expect(plain.rocAucLower).toBeLessThan(plain.rocAuc ?? Number.NaN);
  expect(plain.rocAucUpper).toBeGreaterThan(plain.rocAuc ?? Number.NaN);
});

test('figures that are not defined are null, and scores that are no probabilities have no figures of probabilities', () => {
  const model = { ...smallModel(), manifest: { ...smallModel().manifest, thresholds: [2] } };
  const negatives = measureLabel({ model }, 0, new Uint8Array(4), new Float64Array(4), null);
  expect(negatives).toMatchObject({ rows: 4, positives: 0, rocAuc: null, recall: null, precision: null });
  expect(negatives.logLoss).not.toBeNull();
  const margins = { ...model, linear: { ...model.linear, link: 'margin' as const } };
  const { truth, scores } = heldOut(3);
  expect(measureLabel({ model: margins }, 0, truth, scores, null)).toMatchObject({
    logLoss: null,
    brier: null,
    ece: null,
  });
});

test('every label has its own calibration, threshold and range by fold, from its own scores and known rows', () => {
  const one = heldOut(4);
  const two = heldOut(5);
  const unknown = two.truth.map((value, row) => (row % 5 === 0 ? 255 : value));
  const labels = [
    { name: 'toxic', values: one.truth },
    { name: 'threat', values: unknown },
  ];
  const held: OutOfFold = { ...one.held, scores: [one.scores, two.scores] };
  const rule = { rule: 'minPrecision', value: 0.8 } as const;
  for (const calibration of ['sigmoid', 'beta'] as const) {
    const spec = parsePipelineSpec({ calibration, threshold: rule, validation: { folds: FOLDS } });
    const both = runStepsSync(decide(labels, spec, rows, held));
    const alone = labels.map((label, i) =>
      runStepsSync(decide([label], spec, rows, { ...held, scores: [held.scores[i]] })),
    );
    expect([...(both.calibration ?? [])]).toEqual(alone.flatMap((own) => [...(own.calibration ?? [])]));
    expect(both.thresholds).toEqual(alone.flatMap(({ thresholds }) => thresholds));
    expect(both.picks).toEqual(alone.flatMap(({ picks }) => picks));
    // Rows of unknown label are as if they were not there.
    const known = rows.filter((row) => unknown[row] !== 255);
    const less: OutOfFold = {
      scores: [Float64Array.from(known, (row) => two.scores[row])],
      fold: Uint8Array.from(known, (row) => held.fold[row]),
      converged: true,
    };
    expect(alone[1]).toEqual(runStepsSync(decide([{ name: 'threat', values: unknown }], spec, known, less)));
  }
});

test('a fold without positives has no threshold of its own, and leaves the range as it is', () => {
  const { truth, scores, held } = heldOut(6);
  const rare = truth.map((value, row) => (row % FOLDS === 0 ? 0 : value));
  const spec = parsePipelineSpec({ threshold: { rule: 'maxF1' }, validation: { folds: FOLDS } });
  const { picks } = runStepsSync(decide([{ name: 'toxic', values: rare }], spec, rows, held));
  expect(picks?.every(({ lowest, highest }) => Number.isFinite(lowest) && Number.isFinite(highest))).toBe(true);
  const none = { name: 'threat', values: new Uint8Array(ROWS) };
  expect(() => runStepsSync(decide([none], spec, rows, { ...held, scores: [scores] }))).toThrow(
    expect.objectContaining({ code: 'number-not-finite', params: { where: 'threshold of threat', index: 0 } }),
  );
});

/** What is decided without scores of unseen rows, or with some that may be the other way round. */
function thresholdOf(spec: PipelineSpecInput, turned = false): number {
  const { truth, scores, held } = heldOut(7);
  const parsed = parsePipelineSpec({ ...spec, validation: { folds: FOLDS } });
  const own = turned ? { ...held, scores: [scores.map((score) => -score)] } : held;
  const decided = runStepsSync(
    decide([{ name: 'toxic', values: truth }], parsed, rows, needsOutOfFold(parsed) ? own : null),
  );
  expect(decided.picks).toBeNull();
  return decided.thresholds[0];
}

test('a threshold that is given is a probability, or of a model without them a score', () => {
  expect(thresholdOf({})).toBe(0);
  expect(thresholdOf({ threshold: 0.8 })).toBeCloseTo(Math.log(4), 12);
  expect(thresholdOf({ threshold: 0.2 })).toBeCloseTo(-Math.log(4), 12);
  expect(thresholdOf({ estimator: { kind: 'linearSvc' } })).toBe(0);
  expect(thresholdOf({ estimator: { kind: 'linearSvc' }, threshold: 1.5 })).toBe(1.5);
  for (const threshold of [0, 1, -0.5, 1.5]) {
    expect(() => thresholdOf({ threshold })).toThrow(
      expect.objectContaining({ code: 'spec-invalid', params: expect.objectContaining({ path: 'threshold' }) }),
    );
  }
});

test('of a calibrated model it is the score that has the probability; where scores say nothing, 0', () => {
  const { truth, scores } = heldOut(7);
  const { a, b } = runStepsSync(fitSigmoid(truth, scores, null));
  for (const estimator of [{}, { kind: 'linearSvc' } as const]) {
    const score = thresholdOf({ estimator, calibration: 'sigmoid', threshold: 0.8 });
    expect(a * score + b).toBeCloseTo(Math.log(4), 9);
    expect(a * thresholdOf({ estimator, calibration: 'sigmoid' }) + b).toBeCloseTo(0, 9);
    expect(thresholdOf({ estimator, calibration: 'sigmoid', threshold: 0.8 }, true)).toBe(0);
  }
});

test.each<[PipelineSpecInput, boolean]>([
  [{}, false],
  [{ threshold: 0.8 }, false],
  [{ threshold: null }, false],
  [{ calibration: 'sigmoid' }, true],
  [{ calibration: 'beta', threshold: 0.8 }, true],
  [{ threshold: { rule: 'maxF1' } }, true],
])('%j needs scores of rows that the model has not seen: %s', (spec, needed) => {
  expect(needsOutOfFold(parsePipelineSpec(spec))).toBe(needed);
});
