import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { stratifiedFolds } from './folds';

const tooFew = expect.objectContaining({ code: 'training-too-few-rows' });

/** How many rows of `label` each fold holds. */
function countsOf(labels: Uint8Array, foldOf: Uint8Array, folds: number, label: number | null): number[] {
  const counts = new Array<number>(folds).fill(0);
  for (let row = 0; row < labels.length; row++) if (label === null || labels[row] === label) counts[foldOf[row]]++;
  return counts;
}

function spread(counts: number[]): number {
  return Math.max(...counts) - Math.min(...counts);
}

const labelled = fc.array(fc.constantFrom(0, 0, 1, 255), { minLength: 4, maxLength: 120 });

test('folds differ by at most one row, in all and in every class', () => {
  fc.assert(
    fc.property(labelled, fc.integer({ min: 2, max: 10 }), fc.nat(), (values, folds, seed) => {
      const labels = Uint8Array.from(values);
      const smallest = Math.min(...[0, 1].map((label) => values.filter((value) => value === label).length));
      if (smallest < folds) {
        expect(() => stratifiedFolds(labels, folds, seed)).toThrow(tooFew);
        return;
      }
      const foldOf = stratifiedFolds(labels, folds, seed);
      expect(foldOf.length).toBe(labels.length);
      for (const label of [0, 1, 255, null]) {
        expect(spread(countsOf(labels, foldOf, folds, label))).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});

test('folds depend only on the seed, and are pinned', () => {
  const labels = Uint8Array.from({ length: 20 }, (_, i) => (i < 6 ? 1 : 0));
  expect(stratifiedFolds(labels, 3, 0).join('')).toMatchInlineSnapshot(`"21001211012200101022"`);
  expect(stratifiedFolds(labels, 3, 1).join('')).toMatchInlineSnapshot(`"12001210121202211000"`);
  const groups = Uint32Array.from(labels, (_, i) => i >> 1);
  expect(stratifiedFolds(labels, 3, 0, groups).join('')).toMatchInlineSnapshot(`"22110011002211000022"`);
});

test('groups stay in one fold, no fold is empty, and the rest of the rows hold both classes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(1), fc.nat(30)), { minLength: 10, maxLength: 150 }),
      fc.integer({ min: 2, max: 6 }),
      fc.nat(),
      (rows, folds, seed) => {
        const labels = Uint8Array.from(rows, ([label]) => label);
        const groups = Uint32Array.from(rows, ([, group]) => group + 1000);
        const holding = (label: number) => new Set(rows.filter((row) => row[0] === label).map((row) => row[1])).size;
        if (Math.min(holding(0), holding(1)) < folds) {
          expect(() => stratifiedFolds(labels, folds, seed, groups)).toThrow(tooFew);
          return;
        }
        const foldOf = stratifiedFolds(labels, folds, seed, groups);
        const foldOfGroup = new Map<number, number>();
        for (let row = 0; row < rows.length; row++) {
          expect(foldOfGroup.get(groups[row]) ?? foldOf[row]).toBe(foldOf[row]);
          foldOfGroup.set(groups[row], foldOf[row]);
        }
        expect(Math.min(...countsOf(labels, foldOf, folds, null))).toBeGreaterThan(0);
        for (const label of [0, 1]) {
          const counts = countsOf(labels, foldOf, folds, label);
          expect(Math.max(...counts)).toBeLessThan(counts.reduce((sum, count) => sum + count, 0));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('pairs of duplicates are shared out as evenly as single rows', () => {
  const labels = Uint8Array.from({ length: 2000 }, (_, i) => (i % 20 < 2 ? 1 : 0));
  const groups = Uint32Array.from(labels, (_, i) => i >> 1);
  const foldOf = stratifiedFolds(labels, 5, 9, groups);
  expect(countsOf(labels, foldOf, 5, 1)).toEqual([40, 40, 40, 40, 40]);
  expect(countsOf(labels, foldOf, 5, 0)).toEqual([360, 360, 360, 360, 360]);
});

test('large groups are placed first, so that small ones can make up for them', () => {
  const labels = Uint8Array.from({ length: 200 }, (_, i) => i % 2);
  const groups = Uint32Array.from(labels, (_, i) => (i < 100 ? 0 : i));
  for (let seed = 0; seed < 20; seed++) {
    const foldOf = stratifiedFolds(labels, 2, seed, groups);
    expect(countsOf(labels, foldOf, 2, 0)).toEqual([50, 50]);
    expect(countsOf(labels, foldOf, 2, 1)).toEqual([50, 50]);
  }
});

test('every row comes to every fold about equally often', () => {
  const labels = Uint8Array.from({ length: 12 }, (_, i) => (i < 5 ? 1 : 0));
  const times = Array.from(labels, () => [0, 0, 0]);
  for (let seed = 0; seed < 1500; seed++) {
    stratifiedFolds(labels, 3, seed).forEach((fold, row) => {
      times[row][fold]++;
    });
  }
  // Seven negatives are dealt 3, 2, 2, and five positives, going on from there, 1, 2, 2.
  const expectNear = (counts: number[], expected: number[]) => {
    for (let fold = 0; fold < 3; fold++) expect(Math.abs(counts[fold] - expected[fold])).toBeLessThan(100);
  };
  for (const row of times.slice(0, 5)) expectNear(row, [300, 600, 600]);
  for (const row of times.slice(5)) expectNear(row, [643, 429, 429]);
});

test('misuse is refused with a code', () => {
  const labels = Uint8Array.from([0, 1, 0, 1]);
  const invalid = expect.objectContaining({ code: 'argument-invalid' });
  for (const folds of [1, 256, 2.5, Number.NaN]) expect(() => stratifiedFolds(labels, folds, 0)).toThrow(invalid);
  expect(() => stratifiedFolds(Uint8Array.from([0, 1, 0, 1, 2]), 2, 0)).toThrow(invalid);
  expect(() => stratifiedFolds(labels, 2, 0, new Uint32Array(3))).toThrow(
    expect.objectContaining({ code: 'shape-mismatch' }),
  );
});

test('too few groups are counted as groups, in both languages, not as rows', () => {
  const labels = Uint8Array.from({ length: 40 }, (_, row) => row % 2);
  const groups = new Uint32Array(40); // all of them stay together
  let error: unknown;
  try {
    stratifiedFolds(labels, 5, 0, groups);
  } catch (thrown) {
    error = thrown;
  }
  expect(sentenceIn('en', toCodedError(error))).toMatch(
    /^There is 1\sgroup of rows that stay together, and at least 5/,
  );
  expect(sentenceIn('ru', toCodedError(error))).toMatch(/^Есть 1\sгруппа строк, которые нельзя разделять, а нужно/);
});
