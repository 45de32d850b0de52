import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { textColumnOf } from '#shared/data/column/textColumn';
import { wilsonShare } from '#shared/eda/share/wilson';
import { cutCounts } from '#shared/ml/metrics/cutCounts';
import { delongTest } from '#shared/ml/metrics/delong';
import { holm } from '#shared/ml/metrics/holm';
import { mcnemar } from '#shared/ml/metrics/mcnemar';
import { subgroupAuc } from '#shared/ml/metrics/subgroupAuc';
import { runStepsSync } from '#shared/runtime/steps';
import { type ComparisonStep, compareModels } from './compareModels';
import { comparisonJson } from './comparisonJson';
import { comparisonLines } from './comparisonText';
import answers from './frozen/comparison.json';
import { disagreementsOf, mistakesOf } from './mistakes';
import { modelFigures } from './modelFigures';
import { cheapestPoint, pointAt, recallAtFalsePositiveRate, recallAtPrecision } from './operatingPoint';
import type { JudgedRows, ScoredModel } from './scoredModel';
import { slicesByLength, slicesByValue } from './slices';
import { thinCurve } from './thinCurve';
import { readTraits } from './traits';

const COSTS = { falseAlarm: 1, miss: 1 };

function modelOf(name: string, probability: readonly number[], threshold = 0.5): ScoredModel {
  const scores = Float64Array.from(probability);
  return { name, threshold, scores, probability: scores };
}

test.each(answers.cases)('figures of one model are those of scikit-learn: $name', (frozen) => {
  const truth = Uint8Array.from(frozen.truth);
  const model = modelOf('a', frozen.probability, frozen.threshold);
  const figures = modelFigures(truth, model, frozen.costs);
  expect(figures.auc.auc).toBeCloseTo(frozen.auc, 12);
  expect(figures.averagePrecision).toBeCloseTo(frozen.averagePrecision, 12);
  expect(figures.logLoss).toBeCloseTo(frozen.logLoss, 12);
  expect(figures.brier).toBeCloseTo(frozen.brier, 12);
  const { confusion, precision, recall, f1 } = figures.atThreshold;
  expect([confusion.tn, confusion.fp, confusion.fn, confusion.tp]).toEqual(frozen.confusion);
  expect([precision.value, recall.value]).toEqual([frozen.precision, frozen.recall]);
  expect(f1).toBeCloseTo(frozen.f1, 12);
  expect(figures.atPrecision95?.recall.value ?? null).toEqual(frozen.recallAtPrecision95);
  expect(figures.atFalsePositive1.recall.value).toBe(frozen.recallAtFalsePositive1);
  expect(figures.cheapest.cost).toBe(frozen.cost);
});

test('intervals of shares are those of scipy', () => {
  for (const [part, whole, lower, upper] of answers.wilson) {
    const share = wilsonShare(part, whole);
    expect(share.value).toBe(part / whole);
    expect(share.low).toBeCloseTo(lower, 9);
    expect(share.high).toBeCloseTo(upper, 9);
  }
});

const scoredRows = fc
  .array(fc.tuple(fc.nat(1), fc.integer({ min: -4, max: 4 })), { minLength: 1, maxLength: 40 })
  .map((rows) => ({ truth: Uint8Array.from(rows, ([y]) => y), scores: Float64Array.from(rows, ([, s]) => s / 2) }));

/** Counts at a threshold, one row at a time. */
function slowCounts(truth: Uint8Array, scores: Float64Array, threshold: number) {
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 };
  truth.forEach((label, row) => {
    const flagged = scores[row] >= threshold;
    counts[label === 1 ? (flagged ? 'tp' : 'fn') : flagged ? 'fp' : 'tn']++;
  });
  return counts;
}

test('the point of any threshold has the counts of a scan over the rows', () => {
  fc.assert(
    fc.property(scoredRows, fc.double({ min: -3, max: 3, noNaN: true }), ({ truth, scores }, threshold) => {
      const cuts = cutCounts(truth, scores);
      for (const t of [threshold, ...scores, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        expect(pointAt(cuts, t).confusion).toEqual(slowCounts(truth, scores, t));
      }
    }),
  );
});

test('no threshold is better than the one that a rule finds', () => {
  fc.assert(
    fc.property(scoredRows, fc.constantFrom(0.1, 0.5, 0.8, 1), ({ truth, scores }, limit) => {
      const cuts = cutCounts(truth, scores);
      const all = [Number.POSITIVE_INFINITY, ...scores].map((t) => ({ t, ...slowCounts(truth, scores, t) }));
      const positives = truth.reduce((sum, y) => sum + y, 0);
      const precise = all.filter(({ tp, fp }) => tp + fp > 0 && tp / (tp + fp) >= limit);
      const byPrecision = recallAtPrecision(cuts, limit);
      if (precise.length === 0) expect(byPrecision).toBeNull();
      else expect(byPrecision?.confusion.tp).toBe(Math.max(...precise.map(({ tp }) => tp)));
      const quiet = all.filter(({ fp }) => fp <= limit * (truth.length - positives));
      expect(recallAtFalsePositiveRate(cuts, limit).confusion.tp).toBe(Math.max(...quiet.map(({ tp }) => tp)));
      const costOf = ({ fp, fn }: { fp: number; fn: number }) => 3 * fp + 2 * fn;
      const cheapest = cheapestPoint(cuts, { falseAlarm: 3, miss: 2 });
      expect(cheapest.cost).toBe(Math.min(...all.map(costOf)));
      expect(costOf(slowCounts(truth, scores, cheapest.threshold))).toBe(cheapest.cost);
    }),
  );
});

test('a thinned curve keeps its ends and no point of the whole is further from it than two steps', () => {
  const steps = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 300,
    },
  );
  fc.assert(
    fc.property(steps, (points) => {
      const x = Float64Array.from(points, ([a]) => a).sort();
      const y = Float64Array.from(points, ([, b]) => b).sort();
      const thin = thinCurve(x, y, 0.05);
      expect([thin.x[0], thin.y[0]]).toEqual([x[0], y[0]]);
      expect([thin.x.at(-1), thin.y.at(-1)]).toEqual([x.at(-1), y.at(-1)]);
      for (let i = 0; i < x.length; i++) {
        const distance = Math.min(
          ...[...thin.x].map((tx, k) => Math.max(Math.abs(tx - x[i]), Math.abs(thin.y[k] - y[i]))),
        );
        expect(distance).toBeLessThanOrEqual(0.1);
      }
    }),
  );
});

const judged: JudgedRows = {
  truth: Uint8Array.from([1, 1, 1, 0, 0, 0]),
  models: [
    modelOf('first', [0.9, 0.8, 0.2, 0.7, 0.1, 0.3]),
    modelOf('second', [0.4, 0.8, 0.9, 0.1, 0.2, 0.6]),
    modelOf('third', [0.9, 0.9, 0.9, 0.1, 0.1, 0.1]),
  ],
};

test('pairs are tested in both ways and corrected as families of their own', () => {
  const { pairs } = runStepsSync(compareModels(judged, COSTS, [], []));
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  const { truth, models } = judged;
  const flags = models.map(({ scores }) => Uint8Array.from(scores, (score) => (score >= 0.5 ? 1 : 0)));
  const raw = pairs.map(({ a, b }) => delongTest(truth, models[a].scores, models[b].scores).p);
  expect(pairs.map(({ aucP }) => aucP)).toEqual(holm(raw));
  const decided = pairs.map(({ a, b }) => mcnemar(truth, flags[a], flags[b]));
  expect(pairs.map(({ decisions }) => decisions)).toEqual(decided);
  expect(pairs.map(({ decisionsP }) => decisionsP)).toEqual(holm(decided.map(({ p }) => p)));
});

test('parts come in the order they are looked at, each as soon as it is known', () => {
  const slicings = [{ by: 'length', slices: [{ value: '0–19', rows: Uint32Array.from([0, 3]) }], rest: 0 }];
  const steps: ComparisonStep[] = [...compareModels(judged, COSTS, slicings, [])];
  const parts = steps.map(({ part }) => part).filter((part) => part !== 'working');
  expect(parts).toEqual(['model', 'model', 'model', 'pairs', 'slicing', 'groups']);
});

test('a slice has the figures of its rows alone, and says when they are few', () => {
  const rows = Uint32Array.from([0, 2, 3]);
  const slicings = [{ by: 'x', slices: [{ value: 'a', rows }], rest: 3 }];
  const { slicings: measured } = runStepsSync(compareModels(judged, COSTS, slicings, []));
  expect(measured[0]).toMatchObject({ by: 'x', rest: 3 });
  const [slice] = measured[0].slices;
  expect(slice).toMatchObject({ value: 'a', rows: 3, positives: 2, small: true });
  // Of the first model: .9 and .2 are toxic, .7 is not; from .5 the .9 and the .7 are flagged.
  expect(slice.models[0].auc.auc).toBe(0.5);
  expect(slice.models[0].recall).toEqual(wilsonShare(1, 2));
  expect(slice.models[0].precision).toEqual(wilsonShare(1, 2));
  expect(slice.models[0].falsePositiveRate).toEqual(wilsonShare(1, 1));
});

test('a group has the bias AUCs of the rows that name it', () => {
  const rows = Uint32Array.from([0, 4]);
  const { groups } = runStepsSync(compareModels(judged, COSTS, [], [{ value: 'women', rows }]));
  const inside = Uint8Array.from([1, 0, 0, 0, 1, 0]);
  expect(groups).toEqual([
    {
      value: 'women',
      rows: 2,
      positives: 1,
      small: true,
      models: judged.models.map(({ scores }) => subgroupAuc(judged.truth, scores, inside)),
    },
  ]);
});

test('mistakes are listed with the surest first, disagreements with the furthest apart first', () => {
  expect(mistakesOf(judged, 0, 5)).toEqual({
    falseAlarms: { total: 1, rows: [3] },
    misses: { total: 1, rows: [2] },
  });
  const apart = disagreementsOf(judged, 0, 1, 1);
  // The first alone is right about rows 0 and 5, the second about 2 and 3.
  expect(apart.onlyA).toMatchObject({ total: 2, rows: [0] });
  expect(apart.onlyB).toMatchObject({ total: 2, rows: [2] });
});

test('values are sliced by frequency, and rare ones are counted', () => {
  const { slices, rest } = slicesByValue(['b', 'a', 'b', undefined, 'c', 'a', 'b'], 2);
  expect(slices.map(({ value, rows }) => [value, [...rows]])).toEqual([
    ['b', [0, 2, 6]],
    ['a', [1, 5]],
  ]);
  expect(rest).toBe(1);
});

test('lengths are sliced at the ends, without empty slices', () => {
  const slices = slicesByLength(Uint32Array.from([19, 20, 0, 5000, 999]));
  expect(slices.map(({ value, rows }) => [value, [...rows]])).toEqual([
    ['0–19', [0, 2]],
    ['20–59', [1]],
    ['400–999', [4]],
    ['1000+', [3]],
  ]);
});

test('traits are read of the rows asked for, numbered without the others', () => {
  const columns = [
    textColumnOf(['Many women came here to read the news today', 'left out']),
    textColumnOf(['Сегодня женщины пришли сюда и читали новости', 'women and women and men in the garden']),
  ];
  const traits = runStepsSync(readTraits(columns, (row) => row !== 1));
  expect(traits.languages.map(({ value, rows }) => [value, [...rows]])).toEqual([
    ['en', [0, 2]],
    ['ru', [1]],
  ]);
  const women = traits.groups.find(({ value }) => value === 'women');
  expect([...(women?.rows ?? [])]).toEqual([0, 1, 2]);
});

test('one class leaves figures undefined, in JSON null, and text says so', () => {
  const one: JudgedRows = {
    truth: Uint8Array.from([1, 1]),
    models: [modelOf('a', [0.2, 0.7]), modelOf('b', [0.6, 0.7])],
  };
  const comparison = runStepsSync(compareModels(one, COSTS, [], []));
  const json = JSON.parse(JSON.stringify(comparisonJson(comparison)));
  expect(json.models[0]).toMatchObject({ name: 'a', positives: 2, auc: { auc: null } });
  expect(json.models[0].atThreshold.falsePositiveRate.value).toBeNull();
  expect(json.models[0].cuts).toBeUndefined();
  expect(json.models[0].roc.recall).toEqual(expect.any(Array));
  expect(json.pairs[0]).toMatchObject({ a: 'a', b: 'b', aucP: null });
  const lines = comparisonLines(comparison).join('\n');
  expect(lines).toContain('2 comments, 2 of them toxic');
  expect(lines).toContain('ROC AUC – [–, –]');
});

test('no rows, and scores of another length, are refused', () => {
  const none = { truth: new Uint8Array(0), models: [modelOf('a', [])] };
  expect(() => runStepsSync(compareModels(none, COSTS, [], []))).toThrowError(new CodedError('comparison-no-rows', {}));
  const uneven = { truth: Uint8Array.of(1, 0), models: [modelOf('a', [0.5])] };
  expect(() => runStepsSync(compareModels(uneven, COSTS, [], []))).toThrowError(
    new CodedError('shape-mismatch', { what: 'a', got: 1, expected: 2 }),
  );
});
