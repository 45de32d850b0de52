import fc from 'fast-check';
import { expect, test } from 'vitest';
import answers from '../frozen/intervals.json';
import { wilsonShare } from './wilson';

test('limits are those of the test that the interval inverts', () => {
  for (const { hits, of, share } of answers.wilson) {
    const { value, low, high } = wilsonShare(hits, of);
    [value, low, high].forEach((got, i) => {
      expect(got).toBeCloseTo(share[i], 14);
    });
  }
});

test('limits hold the share, stay within 0 and 1, and narrow as there is more to go by', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(), (of, any) => {
      const hits = any % (of + 1);
      const few = wilsonShare(hits, of);
      const many = wilsonShare(10 * hits, 10 * of);
      expect(few.low).toBeGreaterThanOrEqual(0);
      expect(few.low).toBeLessThanOrEqual(few.value);
      expect(few.high).toBeGreaterThanOrEqual(few.value);
      expect(few.high).toBeLessThanOrEqual(1);
      expect(many.high - many.low).toBeLessThan(few.high - few.low);
      expect(wilsonShare(of - hits, of).low).toBeCloseTo(1 - few.high, 12);
    }),
  );
});

test('a share of nothing is not defined', () => {
  expect(wilsonShare(0, 0)).toEqual({ hits: 0, of: 0, value: Number.NaN, low: Number.NaN, high: Number.NaN });
  expect(wilsonShare(3, 6, 0)).toEqual({ hits: 3, of: 6, value: 0.5, low: Number.NaN, high: Number.NaN });
});
