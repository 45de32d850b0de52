import { expect, test } from 'vitest';
import { backOffMs } from './backOff';

test('the wait doubles with each attempt, up to five minutes, a quarter more or less', () => {
  expect([1, 2, 3, 4].map((attempts) => backOffMs(attempts, 0.5))).toEqual([2000, 4000, 8000, 16_000]);
  expect(backOffMs(50, 0.5)).toBe(300_000);
  expect([backOffMs(1, 0), backOffMs(1, 1)]).toEqual([1500, 2500]);
});
