import { expect, test } from 'vitest';
import { binsOf, flaggedFrom } from './chancesOfFile';

/** 300 chances, and what scoring a file counts of them. */
const all = Array.from({ length: 300 }, (_, i) => ((i * 83) % 300) / 300);
const counts = new Array<number>(100).fill(0);
const sums = new Array<number>(100).fill(0);
for (const chance of all) {
  counts[Math.floor(chance * 100)]++;
  sums[Math.floor(chance * 100)] += chance;
}

test.each([1, 37, 50, 99])('a line at %d %% flags what a count of the comments flags', (at) => {
  const above = all.filter((chance) => Math.floor(chance * 100) >= at);
  const below = all.filter((chance) => Math.floor(chance * 100) < at);
  const sum = (of: number[]) => of.reduce((total, chance) => total + chance, 0);
  const flagged = flaggedFrom({ counts, sums }, at);
  expect(flagged).toMatchObject({ rows: above.length, all: 300 });
  expect(flagged.right).toBeCloseTo((100 * sum(above)) / above.length);
  expect(flagged.missed).toBeCloseTo(sum(below));
});

test('a line above all comments flags none', () => {
  const none = flaggedFrom({ counts: [3, ...new Array<number>(99).fill(0)], sums: new Array<number>(100).fill(0) }, 50);
  expect(none).toEqual({ rows: 0, all: 3, right: null, missed: 0 });
});

test('drawn bins hold every comment once, parted by the line', () => {
  const { edges, below, above } = binsOf({ counts }, 37);
  expect(edges.at(-1)).toBe(100);
  expect(below.reduce((sum, n) => sum + n, 0) + above.reduce((sum, n) => sum + n, 0)).toBe(300);
  expect(below[8]).toBe(0);
  expect(above[6]).toBe(0);
  expect(below[7]).toBeGreaterThan(0);
  expect(above[7]).toBeGreaterThan(0);
});
