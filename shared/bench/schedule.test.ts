import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastEnd } from './schedule';

test('tasks go to the thread that is free first', () => {
  expect(lastEnd([3, 1, 1, 1], [0, 0])).toBe(3);
  expect(lastEnd([2, 2, 2], [0, 0])).toBe(4);
  expect(lastEnd([1, 1], [5, 0])).toBe(5);
  expect(lastEnd([], [2, 9])).toBe(2);
});

test('never sooner than the work or its longest task allows, never later than one thread', () => {
  const tasks = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(tasks, fc.integer({ min: 1, max: 8 }), (list, threads) => {
      const sum = list.reduce((all, one) => all + one, 0);
      const end = lastEnd(list, new Array<number>(threads).fill(0));
      expect(end).toBeGreaterThanOrEqual(Math.max(sum / threads, ...list));
      expect(end).toBeLessThanOrEqual(sum);
      expect(lastEnd(list, [0])).toBe(sum);
    }),
  );
});
