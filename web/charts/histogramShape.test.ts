import { expect, test } from 'vitest';
import { bestBin, binPlace, heights, staircase, wholeRange } from './histogramShape';

test('shares are of the class, and a class without rows has none', () => {
  expect(heights([1, 3], 'shares')).toEqual([0.25, 0.75]);
  expect(heights([0, 0], 'shares')).toEqual([0, 0]);
  expect(heights([1, 3], 'counts')).toEqual([1, 3]);
});

test('a bin is named by the whole numbers in it', () => {
  expect(wholeRange([0, 1, 2], 1)).toEqual([1, 1]);
  expect(wholeRange([0, 10, 20], 0)).toEqual([0, 9]);
  expect(wholeRange([1, 2.5, 6.3], 1)).toEqual([3, 6]);
  expect(wholeRange([0, 10, 20, 30], 0, 2)).toEqual([0, 29]);
});

test('a value is located among bins on a linear or a logarithmic axis', () => {
  expect(binPlace([0, 10, 20], 15, 'linear')).toBe(1.5);
  expect(binPlace([0, 10, 20], 20, 'linear')).toBe(2);
  expect(binPlace([1, 100, 10_000], 1000, 'log')).toBeCloseTo(1.5, 12);
  expect(binPlace([0, 1, 100], 0.5, 'log')).toBe(0.5);
  expect(binPlace([0, 10], 11, 'linear')).toBeNull();
});

test('the outline steps from bin to bin and ends at the base', () => {
  expect(staircase([10, 4], 5, 20, 30)).toBe('M5 30V10H25V4H45V30');
});

test('a class is named where it exceeds the others most', () => {
  const other = [5, 9, 2];
  const toxic = [1, 8, 6];
  expect(bestBin([other, toxic], 0)).toBe(0);
  expect(bestBin([other, toxic], 1)).toBe(2);
});
