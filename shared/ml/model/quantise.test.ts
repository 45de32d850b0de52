import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dequantiseIdf,
  dequantiseWeights,
  findBadScale,
  quantiseIdf,
  quantiseWeights,
  SCALE_RUN,
  scaleCount,
} from './quantise';

const weight = fc.float({ min: -1000, max: 1000, noNaN: true });
/** Rows of weights: labels × features, some of them all of one size, some all 0. */
const rows = fc
  .integer({ min: 1, max: 3 })
  .chain((labels) =>
    fc
      .integer({ min: 1, max: 20 })
      .chain((features) =>
        fc
          .tuple(
            fc.array(weight, { minLength: labels * features, maxLength: labels * features }),
            fc.constantFrom(0, 1e-30, 1),
          )
          .map(([numbers, size]) => ({ labels, features, weights: Float32Array.from(numbers, (w) => w * size) })),
      ),
  );

function rounded(weights: Float32Array, labels: number, features: number): Float32Array {
  return dequantiseWeights(quantiseWeights(weights, labels, features), labels, features);
}

test('a weight moves by half a step at most, a step being a 127th of the largest of its run', () => {
  fc.assert(
    fc.property(rows, ({ weights, labels, features }) => {
      const after = rounded(weights, labels, features);
      for (let i = 0; i < weights.length; i++) {
        const label = Math.floor(i / features);
        const most = Math.max(...weights.subarray(label * features, (label + 1) * features).map(Math.abs));
        expect(Math.abs(after[i] - weights[i])).toBeLessThanOrEqual(Math.max((most / 254) * 1.0001, 2 ** -93));
      }
    }),
  );
});

test('rounding twice is rounding once, bit by bit', () => {
  fc.assert(
    fc.property(rows, ({ weights, labels, features }) => {
      const once = rounded(weights, labels, features);
      expect(quantiseWeights(once, labels, features)).toEqual(quantiseWeights(weights, labels, features));
      expect(rounded(once, labels, features)).toEqual(once);
    }),
  );
});

test('every scale that is written is one that can be read', () => {
  fc.assert(
    fc.property(rows, ({ weights, labels, features }) => {
      const { scales, levels } = quantiseWeights(weights, labels, features);
      expect(findBadScale(scales)).toBe(-1);
      expect(scales.length).toBe(scaleCount(labels, features));
      expect(levels.includes(-128)).toBe(false);
    }),
  );
});

test('a heavy weight coarsens its own run alone, and no run crosses from one label to the next', () => {
  const features = SCALE_RUN + 10;
  const weights = new Float32Array(2 * features).fill(0.01);
  weights[3] = 100;
  const after = rounded(weights, 2, features);
  expect(after[0]).toBe(0);
  expect(after[3]).toBeCloseTo(100, 2);
  for (const at of [SCALE_RUN, features - 1, features, features + 3]) expect(after[at]).toBeCloseTo(0.01, 6);
});

test.each([
  ['negative', -1],
  ['infinite', Number.POSITIVE_INFINITY],
  ['not a number', Number.NaN],
  ['so large that weights would overflow', 2 ** 101],
  ['so small that its bits would be lost', 2 ** -101],
  ['of more than 17 bits', 1 + 2 ** -20],
])('a scale that is %s is found', (_, scale) => {
  expect(findBadScale(Float32Array.of(0, 1, 2 ** -100, scale))).toBe(3);
});

test('idf is rounded to the nearest sixteenth, once and for all', () => {
  const idf = Float32Array.of(1, 1.02, 1.04, 7.5, 12.345, 16.9375);
  const after = dequantiseIdf(quantiseIdf(idf));
  expect([...after]).toEqual([1, 1, 1.0625, 7.5, 12.375, 16.9375]);
  expect(dequantiseIdf(quantiseIdf(after))).toEqual(after);
});

test('idf beyond a byte is kept within it', () => {
  expect([...dequantiseIdf(quantiseIdf(Float32Array.of(0.2, 30)))]).toEqual([1, 16.9375]);
});
