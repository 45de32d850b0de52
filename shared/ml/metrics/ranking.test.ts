import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averagePrecision } from './averagePrecision';
import { undefinedReason } from './checks';
import { accuracy, balancedAccuracy, confusion, f1, mcc, precision, recall, specificity } from './confusion';
import { cutCounts } from './cutCounts';
import answers from './frozen/ranking.json';
import { scoreOrder } from './order';
import { prCurve } from './prCurve';
import { rocAuc } from './rocAuc';
import { rocCurve } from './rocCurve';

/** null means NaN: undefined, or a warning in scikit-learn. */
function expectClose(got: number, expected: number | null): void {
  if (expected === null) expect(got).toBeNaN();
  else expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
}

function expectAllClose(got: Float64Array, expected: readonly (number | null)[]): void {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < got.length; i++) expectClose(got[i], expected[i]);
}

/** Every pair looked at, one by one. */
function slowAuc(truth: Uint8Array, score: Float64Array, weight: Float64Array | null): number {
  let won = 0;
  let pairs = 0;
  for (let i = 0; i < truth.length; i++) {
    for (let j = 0; j < truth.length; j++) {
      if (truth[i] !== 1 || truth[j] !== 0) continue;
      const w = weight === null ? 1 : weight[i] * weight[j];
      pairs += w;
      if (score[i] > score[j]) won += w;
      else if (score[i] === score[j]) won += w / 2;
    }
  }
  return pairs === 0 ? Number.NaN : won / pairs;
}

const labels = fc.array(fc.nat(1), { maxLength: 60 });
const anyScore = fc.oneof(
  fc.constantFrom(Number.NEGATIVE_INFINITY, -1, -0, 0, 0.5, 1, Number.POSITIVE_INFINITY),
  fc.double({ noNaN: true }),
);
const rows = labels.chain((truth) =>
  fc.record({
    truth: fc.constant(Uint8Array.from(truth)),
    score: fc.array(anyScore, { minLength: truth.length, maxLength: truth.length }).map((s) => Float64Array.from(s)),
    weight: fc.option(
      fc.array(fc.nat(4), { minLength: truth.length, maxLength: truth.length }).map((w) => Float64Array.from(w)),
    ),
  }),
);

describe.each(answers.cases)('scikit-learn on $name', (frozen) => {
  const truth = Uint8Array.from(frozen.truth);
  const score = Float64Array.from(frozen.score);
  const weight = frozen.weight === null ? null : Float64Array.from(frozen.weight);

  test('has the same ROC AUC and average precision', () => {
    expectClose(rocAuc(truth, score, weight), frozen.rocAuc);
    expectClose(averagePrecision(truth, score, weight), frozen.averagePrecision);
  });

  test('has the same ROC curve, point by point', () => {
    const curve = rocCurve(truth, score, weight);
    expectAllClose(curve.fpr, frozen.rocCurve.fpr);
    expectAllClose(curve.tpr, frozen.rocCurve.tpr);
    expectAllClose(curve.thresholds, frozen.rocCurve.thresholds);
  });

  test('has the same precision–recall curve, point by point', () => {
    const curve = prCurve(truth, score, weight);
    expectAllClose(curve.precision, frozen.prCurve.precision);
    // Without positives scikit-learn warns and calls recall 1; ours is undefined up to the end point.
    const undefinedRecall = frozen.truth.includes(1) ? frozen.prCurve.recall : frozen.prCurve.recall.map(() => null);
    expectAllClose(curve.recall.subarray(0, -1), undefinedRecall.slice(0, -1));
    expect(curve.recall.at(-1)).toBe(0);
    expectAllClose(curve.thresholds, frozen.prCurve.thresholds);
  });

  test('has the same confusion matrix and what follows from it', () => {
    const counts = confusion(truth, score, frozen.threshold, weight);
    for (const cell of ['tp', 'fp', 'fn', 'tn'] as const) expectClose(counts[cell], frozen.confusion[cell]);
    expectClose(precision(counts), frozen.precision);
    expectClose(recall(counts), frozen.recall);
    expectClose(specificity(counts), frozen.specificity);
    expectClose(f1(counts), frozen.f1);
    expectClose(accuracy(counts), frozen.accuracy);
    expectClose(balancedAccuracy(counts), frozen.balancedAccuracy);
    expectClose(mcc(counts), frozen.mcc);
  });
});

test('the order of scores is the stable ascending one, with zeros of both signs equal', () => {
  fc.assert(
    fc.property(fc.array(anyScore, { maxLength: 200 }), (values) => {
      const score = Float64Array.from(values);
      const slow = values.map((_, i) => i).sort((a, b) => (score[a] < score[b] ? -1 : score[a] > score[b] ? 1 : a - b));
      expect([...scoreOrder(score)]).toEqual(slow);
    }),
  );
});

test('the order of scores reads a view into a larger buffer', () => {
  const all = Float64Array.from([9, 9, 3, -1, 2, 9]);
  expect([...scoreOrder(all.subarray(2, 5))]).toEqual([1, 2, 0]);
});

test('AUC equals the count of all pairs, infinite scores, ties and weights included', () => {
  fc.assert(
    fc.property(rows, ({ truth, score, weight }) => {
      expectClose(
        rocAuc(truth, score, weight),
        Number.isNaN(slowAuc(truth, score, weight)) ? null : slowAuc(truth, score, weight),
      );
    }),
  );
});

test('AUC without weights is exact: inverted labels have exactly 1 − AUC', () => {
  fc.assert(
    fc.property(rows, ({ truth, score }) => {
      const auc = rocAuc(truth, score);
      fc.pre(!Number.isNaN(auc));
      expect(
        rocAuc(
          truth.map((label) => 1 - label),
          score.map((s) => -s),
        ),
      ).toBe(auc);
      expect(auc).toBe(slowAuc(truth, score, null));
    }),
  );
});

test('whole weights mean the same as rows repeated', () => {
  fc.assert(
    fc.property(rows, ({ truth, score, weight }) => {
      fc.pre(weight !== null);
      const repeated = [...truth.keys()].flatMap((row) => new Array<number>(weight?.[row] ?? 0).fill(row));
      const manyTruth = Uint8Array.from(repeated, (row) => truth[row]);
      const manyScore = Float64Array.from(repeated, (row) => score[row]);
      expect(cutCounts(truth, score, weight)).toEqual(cutCounts(manyTruth, manyScore));
      expect(rocAuc(truth, score, weight)).toBe(rocAuc(manyTruth, manyScore));
      expect(confusion(truth, score, 0.5, weight)).toEqual(confusion(manyTruth, manyScore, 0.5));
      expect(undefinedReason(truth, weight)).toBe(undefinedReason(manyTruth));
    }),
  );
});

test('average precision equals precision summed over recall gained, cut by cut', () => {
  fc.assert(
    fc.property(rows, ({ truth, score }) => {
      const cuts = [...new Set(score)].sort((a, b) => b - a);
      const positives = truth.reduce((sum, label) => sum + label, 0);
      let slow = 0;
      let before = 0;
      for (const cut of cuts) {
        const counts = confusion(truth, score, cut);
        slow += (counts.tp - before) * (counts.tp / (counts.tp + counts.fp));
        before = counts.tp;
      }
      expectClose(averagePrecision(truth, score), positives === 0 ? null : slow / positives);
    }),
  );
});

test('an order found beforehand changes nothing', () => {
  const truth = Uint8Array.from([0, 1, 1, 0, 1]);
  const score = Float64Array.from([3, 1, 4, 1, 5]);
  const order = scoreOrder(score);
  expect(rocAuc(truth, score, null, order)).toBe(rocAuc(truth, score));
  expect(averagePrecision(truth, score, null, order)).toBe(averagePrecision(truth, score));
});

test('undefined metrics have a reason', () => {
  expect(undefinedReason(Uint8Array.from([]))).toBe('no-rows');
  expect(undefinedReason(Uint8Array.from([0, 0]))).toBe('no-positives');
  expect(undefinedReason(Uint8Array.from([1]))).toBe('no-negatives');
  expect(undefinedReason(Uint8Array.from([1, 0]))).toBeNull();
  expect(undefinedReason(Uint8Array.from([1, 0]), Float64Array.from([1, 0]))).toBe('no-negatives');
});

test('without rows there is no curve and AUC is NaN', () => {
  const none = { truth: new Uint8Array(0), score: new Float64Array(0) };
  expect(rocCurve(none.truth, none.score).fpr.length).toBe(0);
  expect([...prCurve(none.truth, none.score).precision]).toEqual([1]);
  expect(rocAuc(none.truth, none.score)).toBeNaN();
  expect(averagePrecision(none.truth, none.score)).toBeNaN();
  const counts = confusion(none.truth, none.score, 0);
  for (const metric of [precision, recall, specificity, f1, accuracy, balancedAccuracy, mcc]) {
    expect(metric(counts)).toBeNaN();
  }
});

test('infinite scores rank first and last, and the curve starts at Infinity', () => {
  const truth = Uint8Array.from([1, 0, 1, 0]);
  const score = Float64Array.from([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]);
  expect(rocAuc(truth, score)).toBe(0.875);
  expect([...rocCurve(truth, score).thresholds]).toEqual([
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    0,
    Number.NEGATIVE_INFINITY,
  ]);
});

test('misuse is refused with a code', () => {
  const truth = Uint8Array.from([1, 0]);
  const score = Float64Array.from([0.5, 0.25]);
  const refusal = (code: string) => expect.objectContaining({ code });
  expect(() => rocAuc(truth, new Float64Array(3))).toThrow(refusal('shape-mismatch'));
  expect(() => rocAuc(truth, score, new Float64Array(1))).toThrow(refusal('shape-mismatch'));
  expect(() => rocAuc(truth, Float64Array.from([0, Number.NaN]))).toThrow(refusal('number-not-finite'));
  expect(() => rocAuc(Uint8Array.from([2, 0]), score)).toThrow(refusal('argument-invalid'));
  expect(() => confusion(truth, score, 0, Float64Array.from([1, -1]))).toThrow(refusal('argument-invalid'));
  expect(() => confusion(truth, score, 0, Float64Array.from([1, Number.POSITIVE_INFINITY]))).toThrow(
    refusal('number-not-finite'),
  );
});
