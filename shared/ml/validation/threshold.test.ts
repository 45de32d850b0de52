import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { runStepsSync } from '../../runtime/steps';
import { confusion, f1, precision, recall } from '../metrics/confusion';
import { prevalenceWeights } from '../metrics/prevalence';
import { pickByRule, pickThreshold, type ThresholdRule } from './threshold';

const truth = Uint8Array.from([0, 0, 1, 0, 1, 1]);
const score = Float64Array.from([-2, -1, 0, 1, 2, 4]);

test('the threshold of the best F1 is midway between the scores it separates', () => {
  // Flagging from 0 up: tp 3, fp 1, F1 6/7; from 2 up: tp 2, F1 4/5.
  expect(pickThreshold(truth, score, { rule: 'maxF1' })).toEqual({
    threshold: -0.5,
    precision: 3 / 4,
    recall: 1,
    f1: 6 / 7,
    attained: true,
  });
});

test('of equal F1 the highest threshold stays', () => {
  // Flagging one row: 2·1/(1 + 2) = 2/3; flagging four: 2·2/(4 + 2) = 2/3.
  const picked = pickThreshold(Uint8Array.from([1, 0, 0, 1]), Float64Array.from([4, 3, 2, 1]), { rule: 'maxF1' });
  expect(picked.threshold).toBe(3.5);
});

test('a minimum precision maximises recall, a minimum recall precision', () => {
  expect(pickThreshold(truth, score, { rule: 'minPrecision', value: 0.9 })).toMatchObject({
    threshold: 1.5,
    precision: 1,
    recall: 2 / 3,
    attained: true,
  });
  expect(pickThreshold(truth, score, { rule: 'minPrecision', value: 0.75 }).threshold).toBe(-0.5);
  expect(pickThreshold(truth, score, { rule: 'minRecall', value: 0.5 }).threshold).toBe(1.5);
  expect(pickThreshold(truth, score, { rule: 'minRecall', value: 1 }).threshold).toBe(-0.5);
});

test('an unattainable precision returns the nearest one, marked as not attained', () => {
  const worse = Uint8Array.from([1, 1, 0, 0]);
  const picked = pickThreshold(worse, Float64Array.from([1, 2, 3, 4]), { rule: 'minPrecision', value: 0.9 });
  expect(picked).toEqual({ threshold: 1, precision: 0.5, recall: 1, f1: 2 / 3, attained: false });
});

test('flagging every row puts the threshold at the lowest score', () => {
  expect(pickThreshold(Uint8Array.from([1, 1]), Float64Array.from([3, 7]), { rule: 'maxF1' }).threshold).toBe(3);
});

test('without positives there is no threshold', () => {
  for (const none of [Uint8Array.from([]), Uint8Array.from([0, 0])]) {
    const picked = pickThreshold(none, new Float64Array(none.length), { rule: 'minRecall', value: 0.5 });
    expect(picked.threshold).toBeNaN();
    expect(picked.attained).toBe(false);
  }
});

test('neighbouring doubles and infinite scores are separated too', () => {
  const labels = Uint8Array.from([0, 1]);
  const next = 1 + Number.EPSILON;
  expect(pickThreshold(labels, Float64Array.from([1, next]), { rule: 'maxF1' }).threshold).toBe(next);
  const minus = Number.NEGATIVE_INFINITY;
  expect(pickThreshold(labels, Float64Array.from([minus, 5]), { rule: 'maxF1' }).threshold).toBe(5);
  expect(pickThreshold(labels, Float64Array.from([minus, -minus]), { rule: 'maxF1' }).threshold).toBe(-minus);
  expect(pickThreshold(labels, Float64Array.from([-1.7e308, 1.7e308]), { rule: 'maxF1' }).threshold).toBe(0);
});

const rules: fc.Arbitrary<ThresholdRule> = fc.oneof(
  fc.constant({ rule: 'maxF1' } as const),
  fc.record({ rule: fc.constantFrom('minPrecision', 'minRecall'), value: fc.constantFrom(0.1, 0.5, 0.75, 0.9, 1) }),
);

test('no cut is better, and the reported figures hold when the threshold is applied', () => {
  const rows = fc.array(fc.tuple(fc.nat(1), fc.integer({ min: -6, max: 6 }), fc.constantFrom(0, 1, 1, 2)), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(rows, rules, fc.boolean(), (drawn, rule, weighted) => {
      const labels = Uint8Array.from(drawn, ([label]) => label);
      const scores = Float64Array.from(drawn, ([, value]) => value / 3);
      const weight = weighted ? Float64Array.from(drawn, ([, , w]) => w) : null;
      fc.pre(drawn.some(([label, , w]) => label === 1 && (!weighted || w > 0)));
      const picked = pickThreshold(labels, scores, rule, weight);
      const applied = confusion(labels, scores, picked.threshold, weight);
      expect(picked.precision).toBe(precision(applied));
      expect(picked.recall).toBe(recall(applied));
      expect(picked.f1).toBeCloseTo(f1(applied), 14);

      const all = [...scores].map((cut) => confusion(labels, scores, cut, weight)).filter((c) => c.tp + c.fp > 0);
      if (rule.rule === 'maxF1') {
        expect(picked.f1).toBeCloseTo(Math.max(...all.map(f1)), 14);
        return;
      }
      const [kept, sought] = rule.rule === 'minPrecision' ? [precision, recall] : [recall, precision];
      const meeting = all.filter((counts) => kept(counts) >= rule.value);
      expect(picked.attained).toBe(meeting.length > 0);
      if (meeting.length > 0) expect(sought(applied)).toBe(Math.max(...meeting.map(sought)));
      else expect(precision(applied)).toBe(Math.max(...all.map(precision)));
    }),
    { numRuns: 500 },
  );
});

test('weights move the threshold as another prevalence would', () => {
  const labels = Uint8Array.from([1, 0, 1, 0, 1, 0]);
  const scores = Float64Array.from([6, 5, 4, 3, 2, 1]);
  const rare = prevalenceWeights(labels, 0.05);
  expect(pickThreshold(labels, scores, { rule: 'maxF1' }).threshold).toBe(1.5);
  expect(pickThreshold(labels, scores, { rule: 'maxF1' }, rare).threshold).toBe(5.5);
});

test('prevalence weights make positives the requested share', () => {
  const labels = Uint8Array.from([1, 0, 0, 1, 1]);
  const weights = prevalenceWeights(labels, 0.1);
  const positive = weights[0] + weights[3] + weights[4];
  expect(positive / (positive + weights[1] + weights[2])).toBeCloseTo(0.1, 15);
  expect([...prevalenceWeights(Uint8Array.from([1, 1]), 0.1)]).toEqual([1, 1]);
});

test('misuse is refused with a code', () => {
  const invalid = expect.objectContaining({ code: 'argument-invalid' });
  for (const value of [0, 1.01, -1, Number.NaN]) {
    expect(() => pickThreshold(truth, score, { rule: 'minRecall', value })).toThrow(invalid);
    expect(() => prevalenceWeights(truth, value)).toThrow(invalid);
  }
});

/** Rows whose F1 is flat about its best: scores of either class overlap widely. */
function overlapping(rows: number): { labels: Uint8Array<ArrayBuffer>; scores: Float64Array<ArrayBuffer> } {
  const random = createRandom(5);
  const labels = Uint8Array.from({ length: rows }, () => (random.unit() < 0.2 ? 1 : 0));
  return {
    labels,
    scores: Float64Array.from(labels, (label) => label + random.unit() + random.unit() + random.unit()),
  };
}

/**
 * The standard deviation of the F1 at `cut` over plain bootstrap draws within either class: the slow way to its
 * standard error.
 */
function spreadOfF1(labels: Uint8Array, scores: Float64Array, cut: number): number {
  const random = createRandom(11);
  const classes = [0, 1].map((kind) => [...labels.keys()].filter((row) => labels[row] === kind));
  const values = Array.from({ length: 400 }, () => {
    const drawn = classes.flatMap((rows) => rows.map(() => rows[random.below(rows.length)]));
    const pick = <T extends Uint8Array | Float64Array>(list: T) => drawn.map((row) => list[row]);
    return f1(confusion(Uint8Array.from(pick(labels)), Float64Array.from(pick(scores)), cut));
  });
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

test('within a standard error of the best F1 the strictest threshold is taken', () => {
  const { labels, scores } = overlapping(2000);
  const best = pickThreshold(labels, scores, { rule: 'maxF1' });
  const error = spreadOfF1(labels, scores, best.threshold);
  let last = best;
  for (const standardErrors of [0.5, 1, 2]) {
    const picked = runStepsSync(pickByRule(labels, scores, { rule: 'maxF1', standardErrors }, null, 0));
    expect(picked.attained).toBe(true);
    expect(picked.threshold).toBeGreaterThanOrEqual(last.threshold);
    expect(picked.precision).toBeGreaterThan(best.precision);
    expect(picked.f1).toBe(f1(confusion(labels, scores, picked.threshold)));
    // No cut above it is as good as it has to be; 200 replicates estimate the standard error to a tenth or two.
    const stricter = [...scores]
      .filter((cut) => cut > picked.threshold)
      .map((cut) => f1(confusion(labels, scores, cut)));
    expect(picked.f1).toBeGreaterThan(Math.max(0, ...stricter.filter((value) => value < picked.f1)));
    expect(Math.max(...stricter)).toBeLessThan(best.f1 - 0.75 * standardErrors * error);
    expect(picked.f1).toBeGreaterThan(best.f1 - 1.25 * standardErrors * error);
    last = picked;
  }
});

test('the standard error is of weighed rows, depends on the seed alone and does nothing to other rules', () => {
  const { labels, scores } = overlapping(600);
  const picked = (rule: ThresholdRule, weight: Float64Array | null = null, seed = 0) =>
    runStepsSync(pickByRule(labels, scores, rule, weight, seed));
  const rule = { rule: 'maxF1', standardErrors: 1 } as const;
  expect(picked(rule)).toEqual(picked(rule));
  expect(picked(rule, new Float64Array(600).fill(3))).toEqual(picked(rule));
  expect(picked(rule, prevalenceWeights(labels, 0.02)).threshold).toBeGreaterThan(picked(rule).threshold);
  for (const plain of [{ rule: 'maxF1' }, { rule: 'minPrecision', value: 0.5 }] as const) {
    expect(picked(plain)).toEqual(pickThreshold(labels, scores, plain));
  }
  expect(runStepsSync(pickByRule(new Uint8Array(3), new Float64Array(3), rule, null, 0)).threshold).toBeNaN();
});
