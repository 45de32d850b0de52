import { expect, test } from 'vitest';
import { cloudSizes } from './cloudSizes';

test('the commoner a word, the larger; its area goes with its count', () => {
  const [often, seldom] = cloudSizes(
    [
      { text: 'fool', count: 400 },
      { text: 'clown', count: 100 },
    ],
    512,
    448,
  );
  expect(often.size / seldom.size).toBeCloseTo(2, 9);
});

test('a long group of words is not wider than the cloud', () => {
  const [{ text, size }] = cloudSizes([{ text: 'a rather long group of words', count: 9 }], 512, 448);
  expect(text.length * size * 0.55).toBeLessThanOrEqual(512);
});

test('many words that are equally common shrink together, to a size that can be read', () => {
  const words = Array.from({ length: 120 }, (_, i) => ({ text: `word${i}`, count: 50 }));
  const sizes = cloudSizes(words, 512, 448).map(({ size }) => size);
  expect(new Set(sizes).size).toBeLessThanOrEqual(3);
  expect(Math.max(...sizes)).toBeLessThan(30);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
});

test('no words make an empty cloud', () => {
  expect(cloudSizes([], 512, 448)).toEqual([]);
});
