import { expect, test } from 'vitest';
import { modelFigures } from '#shared/compare/modelFigures';
import type { ComparedFigures } from '../../stores/comparison';
import { scoreFrom, scoreOfShare, thresholdText } from './operating';

const scores = Float64Array.of(2, 1, 1, -1);
const probability = scores.map((score) => 1 / (1 + Math.exp(-score)));
const figures: ComparedFigures = {
  ...modelFigures(
    Uint8Array.of(1, 1, 0, 0),
    { name: 'a', threshold: 0, scores, probability },
    { falseAlarm: 1, miss: 1 },
  ),
  label: 'toxic',
  firstLabel: true,
  sampled: null,
  cutProbabilities: Float64Array.of(...[2, 1, -1].map((score) => 1 / (1 + Math.exp(-score)))),
  threshold: 0,
  thresholdProbability: 0.5,
  microseconds: 1,
  falseAlarms: { total: 0, comments: [] },
  misses: { total: 0, comments: [] },
};

test('a probability finds the lowest score that has it, and none is Infinity', () => {
  expect(scoreFrom(figures, 0.5)).toBe(1);
  expect(scoreFrom(figures, 0.8)).toBe(2);
  expect(scoreFrom(figures, 0)).toBe(-1);
  expect(scoreFrom(figures, 0.99)).toBe(Number.POSITIVE_INFINITY);
  expect(scoreFrom({ ...figures, cutProbabilities: null }, 0.5)).toBeNaN();
});

test('a share flags no more than it says, and equal scores stay together', () => {
  expect(scoreOfShare(figures, 0)).toBe(Number.POSITIVE_INFINITY);
  expect(scoreOfShare(figures, 0.25)).toBe(2);
  expect(scoreOfShare(figures, 0.5)).toBe(2);
  expect(scoreOfShare(figures, 0.75)).toBe(1);
  expect(scoreOfShare(figures, 1)).toBe(-1);
});

test('a threshold is read as a probability where there are any', () => {
  expect(thresholdText(figures, 0)).toBe('50.0%');
  expect(thresholdText(figures, 2)).toBe('88.1%');
  expect(thresholdText(figures, Number.POSITIVE_INFINITY)).toBe('–');
  expect(thresholdText({ ...figures, cutProbabilities: null }, 2)).toBe('2.000');
});
