import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brier } from './brier';
import { calibrationCurve } from './calibrationCurve';
import { ece } from './ece';
import answers from './frozen/probability.json';
import { logLoss } from './logLoss';

function expectClose(got: number, expected: number): void {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
}

describe.each(answers.cases)('scikit-learn on $name', (frozen) => {
  const truth = Uint8Array.from(frozen.truth);
  const probability = Float64Array.from(frozen.probability);
  const weight = frozen.weight === null ? null : Float64Array.from(frozen.weight);

  test('has the same log loss and Brier score', () => {
    expectClose(logLoss(truth, probability, weight), frozen.logLoss);
    expectClose(brier(truth, probability, weight), frozen.brier);
  });

  test('has the same calibration curves, point by point', () => {
    for (const { strategy, bins, probTrue, probPred } of frozen.curves) {
      const curve = calibrationCurve(truth, probability, {
        bins,
        strategy: strategy === 'uniform' ? 'uniform' : 'quantile',
      });
      expect(curve.probTrue.length).toBe(probTrue.length);
      probTrue.forEach((share, bin) => {
        expectClose(curve.probTrue[bin], share);
        expectClose(curve.probPred[bin], probPred[bin]);
      });
      expect(curve.weight.reduce((sum, w) => sum + w, 0)).toBe(truth.length);
    }
  });
});

const rows = fc.array(fc.tuple(fc.nat(1), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3)), { maxLength: 50 });

test('whole weights mean the same as rows repeated', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 12 }), (drawn, bins) => {
      const truth = Uint8Array.from(drawn, ([label]) => label);
      const probability = Float64Array.from(drawn, ([, p]) => p);
      const weight = Float64Array.from(drawn, ([, , w]) => w);
      const repeated = drawn.flatMap(([label, p, w]) => new Array<[number, number]>(w).fill([label, p]));
      const manyTruth = Uint8Array.from(repeated, ([label]) => label);
      const many = Float64Array.from(repeated, ([, p]) => p);
      if (many.length === 0) {
        for (const metric of [logLoss, brier]) expect(metric(truth, probability, weight)).toBeNaN();
        expect(ece(truth, probability, bins, weight)).toBeNaN();
        return;
      }
      expectClose(logLoss(truth, probability, weight), logLoss(manyTruth, many));
      expectClose(brier(truth, probability, weight), brier(manyTruth, many));
      expectClose(ece(truth, probability, bins, weight), ece(manyTruth, many, bins));
    }),
  );
});

test('calibration error is the mean gap of ten bins, written out', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      fc.pre(drawn.length > 0);
      const truth = Uint8Array.from(drawn, ([label]) => label);
      const probability = Float64Array.from(drawn, ([, p]) => p);
      let slow = 0;
      for (let bin = 0; bin < 10; bin++) {
        const inside = drawn.filter(([, p]) => (bin === 0 || p > bin * 0.1) && (bin === 9 || p <= (bin + 1) * 0.1));
        slow += Math.abs(inside.reduce((gap, [label, p]) => gap + label - p, 0)) / drawn.length;
      }
      expectClose(ece(truth, probability), slow);
    }),
  );
});

test('a calibrated forecast has no calibration error', () => {
  expect(ece(Uint8Array.from([1, 0, 0, 0]), new Float64Array(4).fill(0.25))).toBe(0);
  expect(ece(Uint8Array.from([1, 1]), Float64Array.from([0, 0]))).toBe(1);
});

test('without rows the result is NaN and an empty curve', () => {
  const truth = new Uint8Array(0);
  const none = new Float64Array(0);
  for (const metric of [logLoss, brier, ece]) expect(metric(truth, none)).toBeNaN();
  for (const strategy of ['uniform', 'quantile'] as const) {
    expect(calibrationCurve(truth, none, { strategy }).probTrue.length).toBe(0);
  }
});

test('misuse is refused with a code', () => {
  const truth = Uint8Array.from([1]);
  const invalid = expect.objectContaining({ code: 'argument-invalid' });
  for (const metric of [logLoss, brier, ece]) {
    expect(() => metric(truth, Float64Array.from([1.5]))).toThrow(invalid);
    expect(() => metric(truth, Float64Array.from([-0.1]))).toThrow(invalid);
    expect(() => metric(truth, Float64Array.from([Number.NaN]))).toThrow(
      expect.objectContaining({ code: 'number-not-finite' }),
    );
  }
  for (const bins of [0, 1.5, 1001]) {
    expect(() => calibrationCurve(truth, Float64Array.from([1]), { bins })).toThrow(invalid);
  }
});
