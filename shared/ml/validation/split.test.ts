import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stratifiedSplit } from './split';

function positivesOf(labels: Uint8Array, rows: Uint32Array): number {
  return rows.reduce((sum, row) => sum + labels[row], 0);
}

function labelsWith(positives: number, negatives: number): Uint8Array {
  return Uint8Array.from({ length: positives + negatives }, (_, i) => (i < positives ? 1 : 0));
}

const tooFew = expect.objectContaining({ code: 'training-too-few-rows' });

test('a split contains every row once, ascending, and rounds each class separately', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 80 }),
      fc.integer({ min: 2, max: 80 }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.nat(),
      (positives, negatives, testSize, seed) => {
        const labels = labelsWith(positives, negatives);
        const { train, test } = stratifiedSplit(labels, testSize, seed);
        expect([...train, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
        expect([...train]).toEqual([...train].sort((a, b) => a - b));
        expect([...test]).toEqual([...test].sort((a, b) => a - b));
        const rounded = (rows: number) => Math.min(rows - 1, Math.max(1, Math.floor(rows * testSize + 0.5)));
        expect(positivesOf(labels, test)).toBe(rounded(positives));
        expect(test.length - positivesOf(labels, test)).toBe(rounded(negatives));
      },
    ),
  );
});

test('a split depends only on the seed, and is pinned', () => {
  const labels = labelsWith(5, 15);
  expect([...stratifiedSplit(labels, 0.2, 0).test]).toEqual([...stratifiedSplit(labels, 0.2, 0).test]);
  expect([...stratifiedSplit(labels, 0.2, 0).test]).toMatchInlineSnapshot(`
    [
      3,
      12,
      16,
      19,
    ]
  `);
  expect([...stratifiedSplit(labels, 0.2, 1).test]).toMatchInlineSnapshot(`
    [
      1,
      11,
      15,
      19,
    ]
  `);
});

test('every row has the same chance to be in the test part', () => {
  const labels = labelsWith(10, 10);
  const times = new Array<number>(20).fill(0);
  for (let seed = 0; seed < 2000; seed++) for (const row of stratifiedSplit(labels, 0.3, seed).test) times[row]++;
  // Binomial(2000, 0.3): mean 600, standard deviation 20.5.
  for (const count of times) expect(Math.abs(count - 600)).toBeLessThan(100);
});

test('groups do not straddle, and both sides hold both classes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(1), fc.nat(12)), { minLength: 4, maxLength: 80 }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      fc.nat(),
      (rows, testSize, seed) => {
        const labels = Uint8Array.from(rows, ([label]) => label);
        const groups = Uint32Array.from(rows, ([, group]) => group * 7);
        fc.pre(canBeSplit(labels, groups));
        const { train, test } = stratifiedSplit(labels, testSize, seed, groups);
        const testGroups = new Set(Array.from(test, (row) => groups[row]));
        expect(Array.from(train).some((row) => testGroups.has(groups[row]))).toBe(false);
        for (const side of [train, test]) {
          expect(positivesOf(labels, side)).toBeGreaterThan(0);
          expect(positivesOf(labels, side)).toBeLessThan(side.length);
        }
        expect(train.length + test.length).toBe(labels.length);
      },
    ),
    { numRuns: 300 },
  );
});

test('what cannot be split by groups is refused, and nothing else is', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1), fc.nat(3)), { minLength: 4, maxLength: 10 }), fc.nat(), (rows, seed) => {
      const labels = Uint8Array.from(rows, ([label]) => label);
      const groups = Uint32Array.from(rows, ([, group]) => group);
      if (canBeSplit(labels, groups)) expect(stratifiedSplit(labels, 0.3, seed, groups).test.length).toBeGreaterThan(1);
      else expect(() => stratifiedSplit(labels, 0.3, seed, groups)).toThrow(tooFew);
    }),
    { numRuns: 500 },
  );
});

/** Tries every set of groups. */
function canBeSplit(labels: Uint8Array, groups: Uint32Array): boolean {
  const names = [...new Set(groups)];
  for (let set = 0; set < 2 ** names.length; set++) {
    const seen = new Set(Array.from(labels, (label, row) => label + 2 * ((set >> names.indexOf(groups[row])) & 1)));
    if (seen.size === 4) return true;
  }
  return false;
}

test('small groups leave the sizes as asked', () => {
  const labels = Uint8Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 1 : 0));
  const groups = Uint32Array.from({ length: 1000 }, (_, i) => (i % 40 < 3 ? i % 40 : i));
  const { test } = stratifiedSplit(labels, 0.2, 3, groups);
  expect(test.length).toBe(200);
  expect(positivesOf(labels, test)).toBe(20);
});

test('where no group of a class fits, the one that exceeds least goes, and the other class is filled as asked', () => {
  // Of 20 positives 1 is wanted, but they come in groups of 9, 3 and 8; of 60 negatives, each its own group, 3.
  const sizes = [9, 3, 8];
  const labels = Uint8Array.from([...sizes.flatMap((size) => new Array<number>(size).fill(1)), ...new Uint8Array(60)]);
  const groups = Uint32Array.from(labels, (_, row) => (row < 9 ? 0 : row < 12 ? 1 : row < 20 ? 2 : row));
  for (let seed = 0; seed < 20; seed++) {
    const { test } = stratifiedSplit(labels, 0.05, seed, groups);
    expect([...test.subarray(0, 3)]).toEqual([9, 10, 11]);
    expect(positivesOf(labels, test)).toBe(3);
    expect(test.length - 3).toBe(3);
  }
});

test('a class of one row, or of none, cannot be split', () => {
  expect(() => stratifiedSplit(labelsWith(1, 9), 0.5, 0)).toThrow(tooFew);
  expect(() => stratifiedSplit(labelsWith(9, 1), 0.5, 0)).toThrow(tooFew);
  expect(() => stratifiedSplit(labelsWith(0, 9), 0.5, 0)).toThrow(tooFew);
  expect(() => stratifiedSplit(labelsWith(0, 0), 0.5, 0)).toThrow(tooFew);
});

test('rows of unknown label are shared out too, and may be few', () => {
  const labels = Uint8Array.from({ length: 60 }, (_, i) => (i < 40 ? i % 2 : 255));
  const { test } = stratifiedSplit(labels, 0.25, 1);
  expect(Array.from(test, (row) => labels[row]).sort((a, b) => a - b)).toEqual([
    ...new Array<number>(5).fill(0),
    ...new Array<number>(5).fill(1),
    ...new Array<number>(5).fill(255),
  ]);
  expect(stratifiedSplit(Uint8Array.from([0, 1, 255, 0, 1]), 0.25, 1).train).toContain(2);
});

test('misuse is refused with a code', () => {
  const invalid = expect.objectContaining({ code: 'argument-invalid' });
  for (const testSize of [0, 1, -1, Number.NaN]) {
    expect(() => stratifiedSplit(labelsWith(3, 3), testSize, 0)).toThrow(invalid);
  }
  expect(() => stratifiedSplit(Uint8Array.from([0, 1, 2, 1, 0]), 0.5, 0)).toThrow(invalid);
  expect(() => stratifiedSplit(labelsWith(3, 3), 0.5, 0, new Uint32Array(5))).toThrow(
    expect.objectContaining({ code: 'shape-mismatch' }),
  );
});
