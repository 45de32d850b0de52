import { expect, test } from 'vitest';
import { curveVerdict } from './curveVerdict';
import type { LearningPoint } from './learningCurve';

const scores = (mean: number, sd: number) => ({ scores: [mean, mean, mean, mean, mean], mean, sd });
const point = (size: number, validation: number, sd = 0.002, train = validation + 0.02): LearningPoint => ({
  size,
  rows: 8000 * size,
  train: scores(train, 0),
  validation: scores(validation, sd),
  converged: true,
  failure: null,
});

test('a curve that rises by more than its spread asks for more comments, and expects less of the next doubling', () => {
  const verdict = curveVerdict([point(0.25, 0.7), point(0.5, 0.8), point(1, 0.84)]);
  expect(verdict).toEqual({
    kind: 'moreData',
    lastGain: expect.closeTo(0.04, 10),
    nextGain: expect.closeTo(0.016, 10),
  });
});

test('a gain is per doubling, whatever the sizes', () => {
  expect(curveVerdict([point(0.25, 0.7), point(1, 0.8)])).toMatchObject({ lastGain: expect.closeTo(0.05, 10) });
});

test('sizes that come to the same rows, as those of few comments may, are one', () => {
  const twice = { ...point(1, 0.84), size: 0.99 };
  const verdict = curveVerdict([point(0.5, 0.8), point(1, 0.84)]);
  expect(curveVerdict([point(0.5, 0.8), twice, point(1, 0.84)])).toEqual(verdict);
  expect(curveVerdict([twice, point(1, 0.84)])).toEqual({ kind: 'unknown' });
});

test('after a size that brought nothing the next doubling is expected to bring what the last one did', () => {
  for (const first of [0.8, 0.85]) {
    const verdict = curveVerdict([point(0.25, first), point(0.5, 0.8), point(1, 0.84)]);
    expect(verdict).toMatchObject({ kind: 'moreData', nextGain: expect.closeTo(0.04, 10) });
  }
});

test('a rise counts from above the standard error over the folds: their spread by the root of their number less one', () => {
  // A gain of 0.02, five folds.
  expect(curveVerdict([point(0.5, 0.8), point(1, 0.82, 0.039)])).toMatchObject({ kind: 'moreData' });
  expect(curveVerdict([point(0.5, 0.8), point(1, 0.82, 0.041)])).toEqual({
    kind: 'unclear',
    lastGain: expect.closeTo(0.02, 10),
    spread: expect.closeTo(0.0205, 10),
  });
  const single = { ...point(1, 0.82), validation: { scores: [0.82], mean: 0.82, sd: 0 } };
  expect(curveVerdict([point(0.5, 0.8), single])).toMatchObject({ kind: 'moreData' });
});

test('sizes come in any order', () => {
  const points = [point(0.25, 0.7), point(0.5, 0.8), point(1, 0.84)];
  expect(curveVerdict(points.toReversed())).toEqual(curveVerdict(points));
});

test('a flat curve does not, and says whether what was learnt is learnt too well', () => {
  expect(curveVerdict([point(0.5, 0.9), point(1, 0.901)]).kind).toBe('flat');
  expect(curveVerdict([point(0.5, 0.8), point(1, 0.801, 0.002, 0.99)])).toMatchObject({
    kind: 'overfits',
    gap: expect.closeTo(0.189, 10),
  });
  expect(curveVerdict([point(0.5, 0.9), point(1, 0.88)]).kind).toBe('flat'); // it falls
});

test('a rise within the spread of the folds is unclear', () => {
  expect(curveVerdict([point(0.5, 0.8, 0.1), point(1, 0.82, 0.1)]).kind).toBe('unclear');
});

test('one size, or none that could be fitted, says nothing', () => {
  expect(curveVerdict([point(1, 0.9)])).toEqual({ kind: 'unknown' });
  expect(curveVerdict([point(0.1, Number.NaN), point(1, 0.9)])).toEqual({ kind: 'unknown' });
});
