import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearScale, linearTicks, logScale, logTicks } from './scales';

test('an axis puts its ends at its pixels, and an axis without width everything in the middle', () => {
  const straight = linearScale(10, 30, 100, 300);
  expect([10, 20, 30].map(straight)).toEqual([100, 200, 300]);
  expect(linearScale(5, 5, 0, 80)(5)).toBe(40);
  const log = logScale(1, 100, 0, 200);
  expect(log(10)).toBeCloseTo(100, 9);
});

test('ticks are round, few and inside', () => {
  expect(linearTicks(0, 0.27, 4)).toEqual([0, 0.1, 0.2]);
  expect(linearTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(linearTicks(-8.1, 6.9, 4)).toEqual([-5, 0, 5]);
  expect(linearTicks(3, 3, 4)).toEqual([]);
  expect(logTicks(1, 5000, 8)).toEqual([1, 3, 10, 30, 100, 300, 1000, 3000]);
  expect(logTicks(1, 1e9, 5)).toEqual([1, 100, 10_000, 1_000_000, 100_000_000]);
  expect(logTicks(2, 9, 6)).toEqual([2, 5]);
});

test('whatever the axis, ticks ascend inside it and there are not too many', () => {
  const value = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(value, value, fc.integer({ min: 2, max: 10 }), (a, b, limit) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      fc.pre(to > from * 1.0001);
      for (const ticks of [linearTicks(from, to, limit), logTicks(from, to, limit)]) {
        expect(ticks.length).toBeLessThanOrEqual(limit + 1);
        ticks.forEach((tick, i) => {
          expect(tick).toBeGreaterThanOrEqual(from * 0.998 - (to - from) * 1e-6);
          expect(tick).toBeLessThanOrEqual(to * 1.002);
          if (i > 0) expect(tick).toBeGreaterThan(ticks[i - 1]);
        });
      }
    }),
  );
});
