import { expect, test } from 'vitest';
import { scoreHistogram } from '#shared/compare/histogram';
import { costOf } from './costOfLines';

test('at the edges of ranges the cost equals a count of the comments', () => {
  // A fixed sequence of 400 scores, of which the higher ones are toxic more often.
  const scores = Float64Array.from({ length: 400 }, (_, i) => ((i * 97) % 400) / 400 + 0.0001);
  const truth = Uint8Array.from(scores, (score, i) => (((i * 31) % 100) / 100 < score ? 1 : 0));
  const [low, high] = [0.25, 0.75];
  const share = (which: (score: number, label: number) => boolean) =>
    (100 * [...scores].filter((score, i) => which(score, truth[i])).length) / scores.length;
  const cost = costOf(scoreHistogram(truth, scores, 0, 1), { low, high });
  expect(cost.toxic).toBeCloseTo(share((score) => score >= high));
  expect(cost.wrong).toBeCloseTo(share((score, label) => score >= high && label === 0));
  expect(cost.unsure).toBeCloseTo(share((score) => score >= low && score < high));
  expect(cost.other).toBeCloseTo(share((score) => score < low));
  expect(cost.missed).toBeCloseTo(share((score, label) => score < low && label === 1));
});

test('within a range comments are spread evenly, and the three answers are all of them', () => {
  const histogram = { edges: [0, 0.5, 1], positives: [10, 30], negatives: [50, 10] };
  expect(costOf(histogram, { low: 0.25, high: 0.75 })).toEqual({
    toxic: 20,
    wrong: 5,
    unsure: 50,
    other: 30,
    missed: 5,
  });
  expect(costOf(histogram, { low: 0, high: 0 })).toEqual({ toxic: 100, wrong: 60, unsure: 0, other: 0, missed: 0 });
});

test('without comments there is no cost', () => {
  const none = { edges: [0, 1], positives: [0], negatives: [0] };
  expect(costOf(none, { low: 0.2, high: 0.8 })).toEqual({ toxic: 0, wrong: 0, unsure: 0, other: 0, missed: 0 });
});
