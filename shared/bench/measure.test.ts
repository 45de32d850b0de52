import { expect, test } from 'vitest';
import { exponentOf, inTurns, measuredOf, timingOf } from './measure';

test('a timing has the minimum, the median and the maximum of its runs', () => {
  expect(timingOf([3, 1, 7])).toEqual({ runs: [3, 1, 7], min: 1, median: 3, max: 7 });
  expect(timingOf([4, 10, 2, 6]).median).toBe(5);
});

test('processor time is kept where every run has it', () => {
  const run = (seconds: number) => ({ seconds, processor: 2 * seconds });
  expect(measuredOf('a', [run(1), run(3)])).toEqual({
    name: 'a',
    timing: timingOf([1, 3]),
    processor: timingOf([2, 6]),
  });
  expect(measuredOf('a', [run(1), 3])).toEqual({ name: 'a', timing: timingOf([1, 3]) });
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
