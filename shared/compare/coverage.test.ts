import { expect, test } from 'vitest';
import { createRandom, type Random } from '#shared/base/random';
import { wilsonShare } from '#shared/eda/share/wilson';
import { bootstrapInterval } from '#shared/ml/metrics/bootstrap';
import { delongInterval, delongTest } from '#shared/ml/metrics/delong';
import { mcnemar } from '#shared/ml/metrics/mcnemar';
import { scoreOrder } from '#shared/ml/metrics/order';
import { rocAuc } from '#shared/ml/metrics/rocAuc';
import { runStepsSync } from '#shared/runtime/steps';

/*
 * Whether intervals hold what they promise: of data sets that are simulated, 95 of 100 should have the true value
 * within their limits. The bounds are what 400 (of the bootstrap 200) simulations allow: three standard errors, and the
 * little that is known to be missing with few positives.
 */

const ROWS = 200;
const POSITIVES = 60;

/** A standard normal variate (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

const truth = Uint8Array.from({ length: ROWS }, (_, row) => (row < POSITIVES ? 1 : 0));

/** Scores of two normal distributions, `shift` apart, rounded to tenths so that some are equal. */
const scoresApart = (random: Random, shift: number) =>
  Float64Array.from(truth, (label) => Math.round(10 * (normal(random) + label * shift)) / 10);

/** The AUC that such scores have: by simulation of many pairs, with the same ties. */
function trueAuc(shift: number): number {
  const random = createRandom(7);
  let sum = 0;
  const pairs = 400_000;
  for (let i = 0; i < pairs; i++) {
    const positive = Math.round(10 * (normal(random) + shift));
    const negative = Math.round(10 * normal(random));
    sum += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  }
  return sum / pairs;
}

/** The share of simulations of which `holds` is true. */
function shareOf(simulations: number, holds: (random: Random) => boolean): number {
  const random = createRandom(17);
  let held = 0;
  for (let i = 0; i < simulations; i++) if (holds(random)) held += 1;
  return held / simulations;
}

test.each([0.5, 1.2])("DeLong's interval of an AUC covers it as often as it says, scores %d apart", (shift) => {
  const auc = trueAuc(shift);
  const covered = shareOf(400, (random) => {
    const { lower, upper } = delongInterval(truth, scoresApart(random, shift));
    return lower <= auc && auc <= upper;
  });
  expect(covered).toBeGreaterThan(0.91);
  expect(covered).toBeLessThan(0.99);
});

test('the bootstrap interval of an AUC covers it as often as it says', () => {
  const auc = trueAuc(1);
  const covered = shareOf(200, (random) => {
    const scores = scoresApart(random, 1);
    const order = scoreOrder(scores);
    const statistic = (weight: Float64Array) => rocAuc(truth, scores, weight, order);
    const { lower, upper } = runStepsSync(
      bootstrapInterval(truth, statistic, { seed: random.below(2 ** 30), replicates: 200 }),
    );
    return lower <= auc && auc <= upper;
  });
  expect(covered).toBeGreaterThan(0.89);
  expect(covered).toBeLessThan(0.99);
});

test.each([
  [0.05, 120],
  [0.5, 40],
  [0.9, 60],
])("Wilson's interval of a share of %d among %d covers it as often as it says", (share, rows) => {
  const covered = shareOf(2000, (random) => {
    let hits = 0;
    for (let i = 0; i < rows; i++) if (random.unit() < share) hits += 1;
    const { low, high } = wilsonShare(hits, rows);
    return low <= share && share <= high;
  });
  expect(covered).toBeGreaterThan(0.92);
  expect(covered).toBeLessThan(0.985);
});

test('of two models that are equally good, one in twenty is called better: DeLong and McNemar', () => {
  let decided = 0;
  const ranked = shareOf(600, (random) => {
    const shared = scoresApart(random, 1);
    const [a, b] = [0, 1].map(() => shared.map((score) => score + normal(random)));
    const flags = (scores: Float64Array) => Uint8Array.from(scores, (score) => (score >= 0.8 ? 1 : 0));
    if (mcnemar(truth, flags(a), flags(b)).p < 0.05) decided += 1;
    return delongTest(truth, a, b).p < 0.05;
  });
  expect(ranked).toBeGreaterThan(0.02);
  expect(ranked).toBeLessThan(0.085);
  // Its exact form on few comments is cautious.
  expect(decided / 600).toBeLessThan(0.075);
});
