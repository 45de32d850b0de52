import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runStepsSync } from '../../runtime/steps';
import answers from '../frozen/calibration.json';
import { fitSigmoid } from './calibration';

const calibrationOf = (truth: Uint8Array, score: Float64Array, weight: Float64Array | null = null) =>
  runStepsSync(fitSigmoid(truth, score, weight));

function relativeError(got: number, expected: number): number {
  return Math.abs(got - expected) / Math.max(1, Math.abs(expected));
}

describe.each(answers.cases)('calibration of scores that are $name', (frozen) => {
  const truth = Uint8Array.from(frozen.truth);
  const score = Float64Array.from(frozen.score);
  const weight = frozen.weight === null ? null : Float64Array.from(frozen.weight);

  test('is where scikit-learn stops, and at the optimum itself', () => {
    const { a, b } = calibrationOf(truth, score, weight);
    expect(relativeError(a, frozen.sklearn.a)).toBeLessThan(1e-6);
    expect(relativeError(b, frozen.sklearn.b)).toBeLessThan(1e-6);
    expect(relativeError(a, frozen.optimum.a)).toBeLessThan(1e-9);
    expect(relativeError(b, frozen.optimum.b)).toBeLessThan(1e-9);
  });

  test('converges in few iterations and is deterministic to the bit', () => {
    expect([...fitSigmoid(truth, score, weight)].length).toBeLessThan(20);
    expect(calibrationOf(truth, score, weight)).toEqual(calibrationOf(truth, score, weight));
  });
});

test('equal scores give every row the mean target', () => {
  const { a, b } = calibrationOf(Uint8Array.from([1, 0, 0, 0]), new Float64Array(4).fill(3));
  // Targets 2/3 for the positive and 1/5 for the three negatives: mean 19/60, odds 19/41.
  expect(a).toBe(0);
  expect(b).toBeCloseTo(Math.log(19 / 41), 14);
});

test('one class only gives a flat calibration at its smoothed target', () => {
  const { a, b } = calibrationOf(Uint8Array.from([1, 1, 1]), Float64Array.from([1, 2, 4]));
  expect(a).toBeCloseTo(0, 9);
  expect(b).toBeCloseTo(Math.log(4), 9);
});

test('no scores, however large, small or far apart, break it: a and b are finite and the gradient vanishes', () => {
  const scale = fc.constantFrom(1e-200, 1e-8, 1, 1e8, 1e200);
  const rows = fc.array(fc.tuple(fc.nat(1), fc.double({ min: -10, max: 10, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(rows, scale, (drawn, unit) => {
      const truth = Uint8Array.from(drawn, ([label]) => label);
      const score = Float64Array.from(drawn, ([, value]) => value * unit);
      const { a, b } = calibrationOf(truth, score);
      expect(Number.isFinite(a) && Number.isFinite(b)).toBe(true);
      const positives = truth.reduce((sum, label) => sum + label, 0);
      const target = [1 / (truth.length - positives + 2), (positives + 1) / (positives + 2)];
      let gradient = 0;
      for (let i = 0; i < truth.length; i++) gradient += 1 / (1 + Math.exp(-(a * score[i] + b))) - target[truth[i]];
      expect(Math.abs(gradient)).toBeLessThan(1e-6 * truth.length);
    }),
    { numRuns: Number(process.env.CALIBRATION_RUNS ?? 300) },
  );
});

test('scores that differ by rounding alone are equal', () => {
  const truth = Uint8Array.from([1, 0, 0]);
  const { a, b } = calibrationOf(truth, Float64Array.from([10, 10 + 1e-10, 10]));
  expect(a).toBe(0);
  expect(1 / (1 + Math.exp(-b))).toBeCloseTo((2 / 3 + 1 / 4 + 1 / 4) / 3, 12);
  expect(calibrationOf(truth, Float64Array.from([10, 10 + 1e-6, 10])).a).not.toBe(0);
});

test('a row with weight 0 changes nothing, whatever its score', () => {
  const truth = Uint8Array.from([1, 0, 1, 0, 1]);
  const score = Float64Array.from([2, -1, 0.5, 0.75, 1e200]);
  const weight = Float64Array.from([1, 1, 1, 1, 0]);
  expect(calibrationOf(truth, score, weight)).toEqual(calibrationOf(truth.subarray(0, 4), score.subarray(0, 4)));
});

test('scaling and shifting the scores scales and shifts the calibration', () => {
  const truth = Uint8Array.from([1, 0, 1, 0, 0, 1, 0]);
  const score = Float64Array.from([2, -1, 0.5, 0.75, -2, 1, 0]);
  const plain = calibrationOf(truth, score);
  const moved = calibrationOf(
    truth,
    score.map((value) => 8 * value - 16),
  );
  expect(moved.a).toBeCloseTo(plain.a / 8, 12);
  expect(moved.b).toBeCloseTo(plain.b + 2 * plain.a, 11);
});

test('misuse is refused with a code', () => {
  const one = Uint8Array.from([1]);
  const refusal = (code: string, params = {}) =>
    expect.objectContaining({ code, params: expect.objectContaining(params) });
  expect(() => calibrationOf(one, Float64Array.from([Number.POSITIVE_INFINITY]))).toThrow(
    refusal('number-not-finite', { where: 'score', index: 0 }),
  );
  expect(() => calibrationOf(one, Float64Array.from([1]), Float64Array.from([0]))).toThrow(
    refusal('training-too-few-rows', { rows: 0, needed: 1, reason: 'calibration' }),
  );
  expect(() => calibrationOf(one, Float64Array.from([1, 2]))).toThrow(refusal('shape-mismatch'));
});
