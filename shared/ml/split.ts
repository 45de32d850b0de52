import { CodedError } from '../errors';
import { createRandom, shuffle } from '../random';
import { type RowGroups, rowGroups } from './rowGroups';

/** Row numbers of either side, ascending. Every row is on one of them. */
export interface Split {
  readonly train: Uint32Array<ArrayBuffer>;
  readonly test: Uint32Array<ArrayBuffer>;
}

/**
 * A random split that keeps the classes' proportions: of a class of m rows, `testSize · m` go to the test part,
 * rounded, at least 1 and at most m − 1. The same labels, sizes and seed give the same split on every engine.
 *
 * With `groups`, rows of one group (duplicates of one comment, say) stay on one side. Groups are tried in random order
 * and go to the test part where neither class exceeds its number; so that part may stay a little smaller than asked,
 * and grows larger only if a class would otherwise be missing from it.
 *
 * @param labels shape (n,); 1 is positive, 0 negative.
 * @param testSize share of the test part, in (0, 1).
 * @param groups shape (n,); any number per group. Null: every row by itself.
 * @throws CodedError `training-too-few-rows` if a class cannot have a row on each side; `shape-mismatch` if the lengths
 *   differ; `argument-invalid` for a label other than 0 and 1 or a share out of range.
 */
export function stratifiedSplit(
  labels: Uint8Array,
  testSize: number,
  seed: number,
  groups: Uint32Array | null = null,
): Split {
  if (!(testSize > 0 && testSize < 1)) {
    throw new CodedError('argument-invalid', { argument: 'testSize', got: `${testSize}`, expected: 'between 0 and 1' });
  }
  const grouped = rowGroups(labels, groups);
  requireRows(1, grouped.totalPositives);
  requireRows(0, grouped.totalNegatives);
  const wanted = {
    positives: testRows(grouped.totalPositives, testSize),
    negatives: testRows(grouped.totalNegatives, testSize),
  };
  const order = shuffle(
    Uint32Array.from({ length: grouped.count }, (_, group) => group),
    createRandom(seed),
  );
  const inTest = fill(grouped, order, wanted, []) ?? fill(grouped, order, wanted, smallestSeed(grouped, order, wanted));
  if (inTest === null) {
    throw new CodedError('training-too-few-rows', {
      rows: labels.length,
      needed: labels.length + 1,
      reason: 'validation.groupDuplicates',
    });
  }
  return sides(grouped.groupOf, inTest);
}

interface ClassRows {
  readonly positives: number;
  readonly negatives: number;
}

function requireRows(label: 0 | 1, rows: number): void {
  if (rows >= 2) return;
  throw new CodedError('training-too-few-rows', { rows, needed: 2, reason: `validation.testSize, label ${label}` });
}

/** `share` of a class's rows, rounded (halves up), with at least one row left on each side. */
function testRows(rows: number, share: number): number {
  return Math.min(rows - 1, Math.max(1, Math.floor(rows * share + 0.5)));
}

/**
 * Marks `seeds`, then every group that still fits, in `order`. Null if a class has no row in the test part. (That every
 * class keeps a row outside it follows from `wanted` being less than all, and from how seeds are chosen.)
 */
function fill(groups: RowGroups, order: Uint32Array, wanted: ClassRows, seeds: readonly number[]): Uint8Array | null {
  const inTest = new Uint8Array(groups.count);
  let positives = 0;
  let negatives = 0;
  const take = (group: number) => {
    inTest[group] = 1;
    positives += groups.positives[group];
    negatives += groups.negatives[group];
  };
  for (const group of seeds) take(group);
  for (const group of order) {
    if (inTest[group] === 1) continue;
    const fits =
      (groups.positives[group] === 0 || positives + groups.positives[group] <= wanted.positives) &&
      (groups.negatives[group] === 0 || negatives + groups.negatives[group] <= wanted.negatives);
    if (fits) take(group);
  }
  return positives > 0 && negatives > 0 ? inTest : null;
}

/**
 * The one or two groups that give the test part both classes, leave both outside, and exceed what is wanted by the
 * fewest rows. If any set of groups can do it, then one or two of that set can. Only groups of distinct shape (rows per
 * class) are tried, each by its first in `order`. Empty if it cannot be done.
 */
function smallestSeed(groups: RowGroups, order: Uint32Array, wanted: ClassRows): number[] {
  const shapes = new Map<number, number[]>(); // at most two groups of a shape can be needed
  for (const group of order) {
    const shape = groups.positives[group] * (groups.totalNegatives + 1) + groups.negatives[group];
    const known = shapes.get(shape);
    if (known === undefined) shapes.set(shape, [group]);
    else if (known.length < 2) known.push(group);
  }
  const candidates = [...shapes.values()].flat();
  let best: number[] = [];
  let bestExcess = Number.POSITIVE_INFINITY;
  for (const first of candidates) {
    if (groups.positives[first] === 0) continue;
    for (const second of candidates) {
      if (groups.negatives[second] === 0) continue;
      const seeds = first === second ? [first] : [first, second];
      const positives = seeds.reduce((sum, group) => sum + groups.positives[group], 0);
      const negatives = seeds.reduce((sum, group) => sum + groups.negatives[group], 0);
      if (positives >= groups.totalPositives || negatives >= groups.totalNegatives) continue;
      const excess = Math.max(0, positives - wanted.positives) + Math.max(0, negatives - wanted.negatives);
      if (excess < bestExcess) {
        best = seeds;
        bestExcess = excess;
      }
    }
  }
  return best;
}

function sides(groupOf: Uint32Array, inTest: Uint8Array): Split {
  let testCount = 0;
  for (const group of groupOf) testCount += inTest[group];
  const test = new Uint32Array(testCount);
  const train = new Uint32Array(groupOf.length - testCount);
  let toTest = 0;
  let toTrain = 0;
  for (let row = 0; row < groupOf.length; row++) {
    if (inTest[groupOf[row]] === 1) test[toTest++] = row;
    else train[toTrain++] = row;
  }
  return { train, test };
}
