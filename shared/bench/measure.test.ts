import { expect, test } from 'vitest';
import { exponentOf, inTurns, timingOf } from './measure';

test('a timing has the minimum, the mean and the deviation of a sample', () => {
  expect(timingOf([3, 1, 2])).toEqual({ runs: [3, 1, 2], min: 1, mean: 2, sd: 1 });
  expect(timingOf([4]).sd).toBe(0);
});

test('contestants run alternately after a warm-up, which is not counted', async () => {
  const order: string[] = [];
  const contestant = (name: string) => ({
    name,
    async run() {
      order.push(name);
      return order.length;
    },
  });
  const measured = await inTurns([contestant('a'), contestant('b')], 2, 1);
  expect(order.join('')).toBe('ababab');
  expect(measured.map(({ timing }) => timing.runs)).toEqual([
    [3, 5],
    [4, 6],
  ]);
});

test('the exponent of a power law is found', () => {
  const points = [20, 40, 80, 160].map((x) => ({ x, y: 3 * x ** 1.1 }));
  expect(exponentOf(points)).toBeCloseTo(1.1, 10);
});
