import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { runStepsSync } from '../../runtime/steps';
import { bootstrapInterval } from './bootstrap';
import { confusion, precision } from './confusion';
import { delongInterval, delongTest } from './delong';
import answers from './frozen/probability.json';
import { holm } from './holm';
import { mcnemar } from './mcnemar';
import { normalQuantileTwoSided, normalUpperTail } from './normal';
import { scoreOrder } from './order';
import { rocAuc } from './rocAuc';
import { powerMean, subgroupAuc } from './subgroupAuc';

function expectClose(got: number, expected: number, tolerance = 1e-12): void {
  if (Number.isNaN(expected)) expect(got).toBeNaN();
  else expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

/** DeLong's covariance as first written down: every pair, then the two covariance matrices. */
function slowDelong(truth: Uint8Array, a: Float64Array, b: Float64Array): { auc: number; covariance: number } {
  const positives = [...truth.keys()].filter((row) => truth[row] === 1);
  const negatives = [...truth.keys()].filter((row) => truth[row] === 0);
  const won = (score: Float64Array, i: number, j: number) =>
    score[i] > score[j] ? 1 : score[i] === score[j] ? 0.5 : 0;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const parts = (score: Float64Array) => ({
    v10: positives.map((i) => mean(negatives.map((j) => won(score, i, j)))),
    v01: negatives.map((j) => mean(positives.map((i) => won(score, i, j)))),
  });
  const spread = (x: number[], y: number[]) => {
    const [mx, my] = [mean(x), mean(y)];
    return x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0) / (x.length - 1);
  };
  const [pa, pb] = [parts(a), parts(b)];
  const covariance = spread(pa.v10, pb.v10) / positives.length + spread(pa.v01, pb.v01) / negatives.length;
  return { auc: mean(pa.v10), covariance };
}

const twoModels = fc
  .array(fc.tuple(fc.nat(1), fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })), {
    minLength: 4,
    maxLength: 40,
  })
  .map((rows) => ({
    truth: Uint8Array.from(rows, ([label]) => label),
    a: Float64Array.from(rows, ([, value]) => value / 2),
    b: Float64Array.from(rows, ([, , value]) => value),
  }))
  .filter(({ truth }) => {
    const positives = truth.reduce((sum, label) => sum + label, 0);
    return positives >= 2 && truth.length - positives >= 2;
  });

test('DeLong from ranks equals DeLong from all pairs, ties included', () => {
  fc.assert(
    fc.property(twoModels, ({ truth, a, b }) => {
      const slow = slowDelong(truth, a, a);
      const interval = delongInterval(truth, a);
      expectClose(interval.auc, slow.auc);
      expect(interval.auc).toBe(rocAuc(truth, a));
      expectClose(interval.variance, slow.covariance);

      const compared = delongTest(truth, a, b);
      const variance = slow.covariance + slowDelong(truth, b, b).covariance - 2 * slowDelong(truth, a, b).covariance;
      expectClose(compared.difference, slow.auc - rocAuc(truth, b));
      expectClose(compared.variance, variance);
      if (variance > 1e-9) expectClose(compared.z, compared.difference / Math.sqrt(variance), 1e-6);
    }),
  );
});

test('DeLong of six rows, by hand', () => {
  // Positives 1, 3, 4 against negatives 0, 2, 2.5: placements 1/3, 1, 1 and 1, 2/3, 2/3; both variances are
  // 4/27 and 1/27, so var = 4/81 + 1/81.
  const truth = Uint8Array.from([1, 1, 1, 0, 0, 0]);
  const { auc, variance, lower, upper } = delongInterval(truth, Float64Array.from([1, 3, 4, 0, 2, 2.5]));
  expectClose(auc, 7 / 9);
  expectClose(variance, 5 / 81);
  const reach = (1.959963984540054 * Math.sqrt(5 / 81)) / (14 / 81);
  expectClose(lower, 1 / (1 + Math.exp(reach - Math.log(3.5))));
  expectClose(upper, 1 / (1 + Math.exp(-reach - Math.log(3.5))));
});

test('the interval holds the true AUC about as often as it promises', () => {
  // Scores of 0 … 9 for negatives and 0 … 9 plus 0 … 9 for positives: AUC counted over all 1000 equal cases.
  let won = 0;
  for (let i = 0; i < 1000; i++) {
    const positive = (i % 10) + (Math.floor(i / 10) % 10);
    const negative = Math.floor(i / 100);
    won += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  }
  const random = createRandom(5);
  let held = 0;
  for (let trial = 0; trial < 1000; trial++) {
    const truth = Uint8Array.from({ length: 120 }, (_, i) => (i < 40 ? 1 : 0));
    const score = Float64Array.from(truth, (label) => random.below(10) + (label === 1 ? random.below(10) : 0));
    const { lower, upper } = delongInterval(truth, score, 0.9);
    if (lower <= won / 1000 && won / 1000 <= upper) held++;
  }
  // Binomial(1000, 0.9): standard deviation 9.5.
  expect(Math.abs(held - 900)).toBeLessThan(40);
});

test('where the variance vanishes there is no interval, and models that rank alike do not differ', () => {
  const truth = Uint8Array.from([1, 1, 0, 0]);
  const perfect = Float64Array.from([4, 3, 2, 1]);
  expect(delongInterval(truth, perfect)).toEqual({ auc: 1, variance: 0, lower: Number.NaN, upper: Number.NaN });
  expect(delongInterval(truth, new Float64Array(4)).lower).toBeNaN();
  expect(delongTest(truth, perfect, perfect)).toMatchObject({ difference: 0, variance: 0, z: 0, p: 1, lower: 0 });
  expect(delongTest(truth, perfect, new Float64Array(4)).p).toBeNaN();
  expect(delongInterval(Uint8Array.from([1, 0, 0]), Float64Array.from([2, 3, 1]))).toMatchObject({
    auc: 0.5,
    variance: Number.NaN,
  });
  expect(delongInterval(Uint8Array.from([0, 0]), Float64Array.from([2, 3])).auc).toBeNaN();
});

test('exchanging the models turns the comparison round', () => {
  fc.assert(
    fc.property(twoModels, ({ truth, a, b }) => {
      const forth = delongTest(truth, a, b);
      const back = delongTest(truth, b, a);
      expectClose(back.difference, -forth.difference);
      expectClose(back.p, forth.p);
      expectClose(back.lower, -forth.upper);
    }),
  );
});

test('the normal distribution is right far into its tail', () => {
  for (const [z, tail] of answers.normalUpperTail) {
    expect(Math.abs(normalUpperTail(z) / tail - 1)).toBeLessThan(1e-12);
    expectClose(normalUpperTail(-z), 1 - tail);
  }
  for (const [confidence, z] of answers.normalQuantileTwoSided) expectClose(normalQuantileTwoSided(confidence), z);
  expect(normalUpperTail(Number.POSITIVE_INFINITY)).toBe(0);
  expect(normalUpperTail(Number.NaN)).toBeNaN();
});

/** Decisions of which `onlyA` and `onlyB` are right alone, and three right or wrong together. */
function decisions(onlyA: number, onlyB: number): [Uint8Array, Uint8Array, Uint8Array] {
  const rows = [
    ...new Array<[number, number, number]>(onlyA).fill([1, 1, 0]),
    ...new Array<[number, number, number]>(onlyB).fill([0, 1, 0]),
    [1, 1, 1],
    [1, 0, 0],
    [0, 0, 0],
  ];
  return [0, 1, 2].map((at) => Uint8Array.from(rows, (row) => row[at])) as [Uint8Array, Uint8Array, Uint8Array];
}

test('McNemar is the exact binomial test up to a thousand rows', () => {
  for (const [onlyA, onlyB, p] of answers.mcnemarExact) {
    const result = mcnemar(...decisions(onlyA, onlyB));
    expect(result).toMatchObject({ onlyA, onlyB });
    expect(Math.abs(result.p / p - 1)).toBeLessThan(1e-11);
  }
});

test('above that McNemar is the corrected approximation, close to the exact test', () => {
  for (const [onlyA, onlyB, p, exact] of answers.mcnemarLarge) {
    const result = mcnemar(...decisions(onlyA, onlyB));
    expect(Math.abs(result.p - p)).toBeLessThan(1e-12);
    expect(Math.abs(result.p - exact)).toBeLessThan(5e-4);
  }
  expect(() => mcnemar(new Uint8Array(2), new Uint8Array(2), new Uint8Array(3))).toThrow(
    expect.objectContaining({ code: 'shape-mismatch' }),
  );
});

test('Holm multiplies the smallest by all, and never falls', () => {
  const adjusted = holm([0.04, 0.01, Number.NaN, 0.03, 0.5]);
  [0.09, 0.04, Number.NaN, 0.09, 0.5].forEach((expected, i) => {
    expectClose(adjusted[i], expected);
  });
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
});

test('a bootstrap keeps the sizes of both classes, and its limits depend only on the seed', () => {
  const truth = Uint8Array.from({ length: 60 }, (_, i) => (i < 15 ? 1 : 0));
  const score = Float64Array.from(truth, (label, i) => label + ((i * 7) % 11) / 6);
  const order = scoreOrder(score);
  const auc = (weight: Float64Array) => {
    expect(weight.subarray(0, 15).reduce((sum, w) => sum + w, 0)).toBe(15);
    expect(weight.subarray(15).reduce((sum, w) => sum + w, 0)).toBe(45);
    return rocAuc(truth, score, weight, order);
  };
  const first = runStepsSync(bootstrapInterval(truth, auc, { seed: 1, replicates: 200 }));
  expect(runStepsSync(bootstrapInterval(truth, auc, { seed: 1, replicates: 200 }))).toEqual(first);
  expect(runStepsSync(bootstrapInterval(truth, auc, { seed: 2, replicates: 200 }))).not.toEqual(first);
  expect(first.lower).toBeLessThan(rocAuc(truth, score));
  expect(first.upper).toBeGreaterThan(rocAuc(truth, score));
  expect(first).toMatchObject({ defined: 200, undefined: 0 });
});

test('a bootstrap agrees with DeLong where there are rows enough', () => {
  const random = createRandom(8);
  const truth = Uint8Array.from({ length: 1500 }, (_, i) => (i % 5 === 0 ? 1 : 0));
  const score = Float64Array.from(truth, (label) => random.unit() + random.unit() + 0.6 * label);
  const order = scoreOrder(score);
  const limits = runStepsSync(bootstrapInterval(truth, (weight) => rocAuc(truth, score, weight, order), { seed: 4 }));
  const delong = delongInterval(truth, score);
  const width = delong.upper - delong.lower;
  expect(Math.abs(limits.lower - delong.lower)).toBeLessThan(0.1 * width);
  expect(Math.abs(limits.upper - delong.upper)).toBeLessThan(0.1 * width);
});

test('bootstrap limits are interpolated percentiles of the defined replicates', () => {
  const truth = Uint8Array.from([1, 0]);
  let call = 0;
  const counting = () => (call++ % 2 === 0 ? Number.NaN : call / 2); // 1 … 5 between NaN
  const limits = runStepsSync(bootstrapInterval(truth, counting, { seed: 0, replicates: 10, confidence: 0.5 }));
  expect(limits).toEqual({ lower: 2, upper: 4, defined: 5, undefined: 5 });
  const never = runStepsSync(bootstrapInterval(truth, () => Number.NaN, { seed: 0, replicates: 3 }));
  expect(never).toEqual({ lower: Number.NaN, upper: Number.NaN, defined: 0, undefined: 3 });
});

test('a bootstrap of precision leaves out draws in which nothing is flagged', () => {
  const truth = Uint8Array.from([1, 1, 0, 0, 0]);
  const score = Float64Array.from([5, 1, 2, 2, 2]);
  const limits = runStepsSync(
    bootstrapInterval(truth, (weight) => precision(confusion(truth, score, 4, weight)), { seed: 3, replicates: 400 }),
  );
  // One positive of two is flagged: a quarter of all draws miss it.
  expect(Math.abs(limits.undefined - 100)).toBeLessThan(40);
  expect(limits).toMatchObject({ lower: 1, upper: 1 });
});

test('bootstrap options out of range are refused', () => {
  const invalid = expect.objectContaining({ code: 'argument-invalid' });
  const truth = Uint8Array.from([1, 0]);
  const run = (labels: Uint8Array, options: { replicates?: number; confidence?: number }) => () =>
    runStepsSync(bootstrapInterval(labels, () => 0, { seed: 0, ...options }));
  expect(run(truth, { replicates: 0 })).toThrow(invalid);
  expect(run(truth, { confidence: 1 })).toThrow(invalid);
  expect(run(Uint8Array.from([1, 255]), {})).toThrow(invalid);
});

test('bias AUCs use the rows that their names describe', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(1), fc.nat(1), fc.integer({ min: 0, max: 4 }), fc.nat(2)), { maxLength: 40 }),
      (rows) => {
        const column = (at: number) => rows.map((row) => row[at]);
        const of = (keep: (inside: number, label: number) => boolean) => {
          const kept = rows.filter(([label, inside]) => keep(inside, label));
          return rocAuc(
            Uint8Array.from(kept, (row) => row[0]),
            Float64Array.from(kept, (row) => row[2]),
            Float64Array.from(kept, (row) => row[3]),
          );
        };
        const [truth, inside] = [Uint8Array.from(column(0)), Uint8Array.from(column(1))];
        const bias = subgroupAuc(truth, Float64Array.from(column(2)), inside, Float64Array.from(column(3)));
        expect(bias).toEqual({
          subgroup: of((member) => member === 1),
          bpsn: of((member, label) => (label === 1 && member === 0) || (label === 0 && member === 1)),
          bnsp: of((member, label) => (label === 0 && member === 0) || (label === 1 && member === 1)),
          rows: rows.filter((row) => row[1] === 1).length,
          positives: rows.filter((row) => row[1] === 1 && row[0] === 1).length,
        });
      },
    ),
  );
});

test('a mention that lifts every score shows in BPSN alone', () => {
  const truth = Uint8Array.from([1, 1, 0, 0, 1, 1, 0, 0]);
  const inside = Uint8Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
  const bias = subgroupAuc(truth, Float64Array.from([4, 5, 1, 2, 14, 15, 11, 12]), inside);
  expect(bias).toEqual({ subgroup: 1, bpsn: 0, bnsp: 1, rows: 4, positives: 2 });
});

test('the power mean leans to the smallest, leaves out NaN and keeps its limits', () => {
  expectClose(powerMean([0.5, 1], -5), ((32 + 1) / 2) ** (-1 / 5));
  expectClose(powerMean([1, 2, 3], 1), 2);
  expectClose(powerMean([3, 4], 2), Math.sqrt(12.5));
  expectClose(powerMean([2, 8], 0), 4);
  expectClose(powerMean([0.7, Number.NaN, 0.7]), 0.7);
  expect(powerMean([0, 1])).toBe(0);
  expect(powerMean([0, 1], 0)).toBe(0);
  expect(powerMean([])).toBeNaN();
  expect(powerMean([Number.NaN])).toBeNaN();
  expect(powerMean([-1, 1])).toBeNaN();
});
