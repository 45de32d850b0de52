import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sigmoid, softplus } from '../../base/elementary';
import { createRandom } from '../../base/random';
import { runStepsSync } from '../../runtime/steps';
import { ece } from '../metrics/ece';
import { type BetaCalibration, betaLogit, fitBeta } from './betaCalibration';
import { calibratedLogit, scoreOfLogit } from './calibrated';
import { fitSigmoid } from './calibration';

const numbersOf = ({ platt, a, b, c }: BetaCalibration) => Float64Array.of(platt.a, platt.b, a, b, c);

/** The gradient of the objective, summed as the definition states it. */
function gradientAt(truth: Uint8Array, score: Float64Array, weight: Float64Array, fit: BetaCalibration): number[] {
  const sums = [0, 0];
  truth.forEach((label, i) => {
    sums[label] += weight[i];
  });
  const total = sums[0] + sums[1];
  const gradient = [1e-6 * total * (fit.a - 1), 1e-6 * total * (fit.b - 1), 0];
  truth.forEach((label, i) => {
    const t = fit.platt.a * score[i] + fit.platt.b;
    const target = label === 1 ? (sums[1] + 1) / (sums[1] + 2) : 1 / (sums[0] + 2);
    const residual = weight[i] * (sigmoid(betaLogit(fit, score[i])) - target);
    gradient[0] -= residual * softplus(-t);
    gradient[1] += residual * softplus(t);
    gradient[2] += residual;
  });
  return gradient.map((value) => value / total);
}

test('the gradient vanishes, or points out of bounds where a slope is 0', () => {
  const rows = fc.array(
    fc.tuple(fc.nat(1), fc.double({ min: -10, max: 10, noNaN: true }), fc.constantFrom(0.5, 1, 3)),
    { minLength: 2, maxLength: 60 },
  );
  fc.assert(
    fc.property(rows, fc.constantFrom(0.01, 1, 100), (drawn, unit) => {
      const truth = Uint8Array.from(drawn, ([label]) => label);
      const score = Float64Array.from(drawn, ([, value]) => value * unit);
      const weight = Float64Array.from(drawn, ([, , w]) => w);
      const fit = runStepsSync(fitBeta(truth, score, weight));
      expect([fit.a, fit.b, fit.c].every(Number.isFinite)).toBe(true);
      const [da, db, dc] = gradientAt(truth, score, weight, fit);
      expect(Math.abs(dc)).toBeLessThan(1e-8);
      for (const [slope, derivative] of [
        [fit.a, da],
        [fit.b, db],
      ]) {
        expect(slope).toBeGreaterThanOrEqual(0);
        if (slope > 0) expect(Math.abs(derivative)).toBeLessThan(1e-8);
      }
    }),
    { numRuns: 300 },
  );
});

test('two slopes are found where there are two, and probabilities come right that a sigmoid leaves wrong', () => {
  const random = createRandom(3);
  const score = Float64Array.from({ length: 40_000 }, () => 12 * (random.unit() - 0.5));
  // Steep below 0, nearly flat above: labels of the surest rows are often wrong.
  const truth = Uint8Array.from(score, (s) =>
    random.unit() < sigmoid(1 + 0.2 * softplus(s) - 2 * softplus(-s)) ? 1 : 0,
  );
  const fit = runStepsSync(fitBeta(truth, score));
  expect(fit.a * fit.platt.a).toBeGreaterThan(3 * fit.b * fit.platt.a);
  const beta = score.map((s) => sigmoid(betaLogit(fit, s)));
  const { a, b } = runStepsSync(fitSigmoid(truth, score));
  expect(fit.platt).toEqual({ a, b });
  const platt = score.map((s) => sigmoid(a * s + b));
  expect(ece(truth, beta)).toBeLessThan(0.5 * ece(truth, platt));
});

/** Rows of these scores, so many of each, of which a share is positive. */
function rowsOf(shares: readonly (readonly [score: number, share: number])[], each = 100) {
  const rows = shares.flatMap(([score, share]) =>
    Array.from({ length: each }, (_, i) => ({ score, label: i < share * each ? 1 : 0 })),
  );
  return {
    score: Float64Array.from(rows, (row) => row.score),
    truth: Uint8Array.from(rows, (row) => row.label),
  };
}

test.each([
  [
    'fall below',
    [
      [-3, 0.3],
      [-1, 0.1],
      [0, 0.2],
      [3, 0.9],
    ],
    'a',
  ],
  [
    'fall above',
    [
      [-3, 0.1],
      [0, 0.8],
      [1, 0.9],
      [3, 0.7],
    ],
    'b',
  ],
  [
    'fall all the way, which Platt turns over, and rise at the end',
    [
      [-3, 0.9],
      [-1, 0.7],
      [0, 0.2],
      [3, 0.4],
    ],
    'a',
  ],
] as const)('a slope is 0 where positives %s: the other is the best with it', (_, shares, flat) => {
  const { truth, score } = rowsOf(shares);
  const fit = runStepsSync(fitBeta(truth, score));
  const steep = flat === 'a' ? 'b' : 'a';
  expect(fit[flat]).toBe(0);
  expect(fit[steep]).toBeGreaterThan(0.1);
  const [da, db, dc] = gradientAt(truth, score, new Float64Array(truth.length).fill(1), fit);
  const derivative = { a: da, b: db };
  expect(derivative[flat]).toBeGreaterThan(1e-4); // it would be negative if it could
  expect(Math.abs(derivative[steep])).toBeLessThan(1e-9);
  expect(Math.abs(dc)).toBeLessThan(1e-9);
});

test('equal scores are left as Platt has them', () => {
  const fit = runStepsSync(fitBeta(Uint8Array.of(1, 0, 0, 0), new Float64Array(4).fill(3)));
  expect(sigmoid(betaLogit(fit, 3))).toBeCloseTo(19 / 60, 5);
});

test('log-odds lead back to the score they came from', () => {
  const slope = fc.double({ min: 0.01, max: 5, noNaN: true });
  const shift = fc.double({ min: -3, max: 3, noNaN: true });
  const score = fc.double({ min: -8, max: 8, noNaN: true });
  fc.assert(
    fc.property(slope, shift, slope, slope, shift, score, (plattA, plattB, a, b, c, at) => {
      const numbers = numbersOf({ platt: { a: plattA, b: plattB }, a, b, c });
      const logit = calibratedLogit('beta', numbers, 0, at);
      const back = scoreOfLogit('beta', numbers, 0, logit);
      expect(calibratedLogit('beta', numbers, 0, back)).toBeGreaterThanOrEqual(logit);
      expect(Math.abs(calibratedLogit('beta', numbers, 0, back) - logit)).toBeLessThan(1e-9);
    }),
  );
  const flatBelow = numbersOf({ platt: { a: 1, b: 0 }, a: 0, b: 1, c: 0.5 });
  expect(Number.isFinite(scoreOfLogit('beta', flatBelow, 0, -3))).toBe(true);
  expect(scoreOfLogit('sigmoid', Float64Array.of(2, 1), 0, 5)).toBe(2);
  // As far as softplus is not straight.
  for (const [a, b] of [
    [0.01, -3],
    [4, 2],
  ]) {
    const wide = numbersOf({ platt: { a, b }, a: 2, b: 0.5, c: -1 });
    for (const t of [-1000, -30, 0, 30, 1000]) {
      const at = (t - b) / a;
      expect(scoreOfLogit('beta', wide, 0, calibratedLogit('beta', wide, 0, at))).toBeCloseTo(at, 8);
    }
  }
});

test('each label has its own numbers', () => {
  const two = Float64Array.of(2, 1, -4, 3);
  expect(calibratedLogit('sigmoid', two, 0, 0.5)).toBe(2);
  expect(calibratedLogit('sigmoid', two, 1, 0.5)).toBe(1);
  expect(scoreOfLogit('sigmoid', two, 1, 1)).toBe(0.5);
  const fits = [
    { platt: { a: 1, b: 0.5 }, a: 2, b: 1, c: 0 },
    { platt: { a: 3, b: -1 }, a: 1, b: 0.25, c: 2 },
  ];
  const numbers = Float64Array.from(fits.flatMap((fit) => [...numbersOf(fit)]));
  for (const [label, fit] of fits.entries()) {
    expect(calibratedLogit('beta', numbers, label, 0.75)).toBe(betaLogit(fit, 0.75));
    expect(scoreOfLogit('beta', numbers, label, betaLogit(fit, 0.75))).toBeCloseTo(0.75, 12);
  }
});
