import { CodedError } from '../../base/errors';
import { createRandom, shuffle } from '../../base/random';
import { CLASSES, groupNumbers, NEGATIVE, POSITIVE, type RowGroups, rowGroups, UNKNOWN } from './rowGroups';

/** What may tie so many rows together that there is no way to part them. */
const TIES = 'validation.groupDuplicates, groupSimilar, groupBy';

/** Row numbers of either side, ascending. Every row is on one of them. */
export interface Split {
  readonly train: Uint32Array<ArrayBuffer>;
  readonly test: Uint32Array<ArrayBuffer>;
}

/**
 * A random split that keeps the classes' proportions: of a class of m rows, `testSize · m` go to the test part,
 * rounded, at least 1 and at most m − 1. Rows of unknown label are shared out likewise, but may all be on one side. The
 * same labels, sizes and seed return the same split on every engine.
 *
 * With `groups`, rows of one group (such as duplicates of one comment) stay on one side. Groups are tried in random
 * order and go to the test part where no class exceeds its number; so that part may stay a little smaller than asked,
 * and grows larger only if a class would otherwise be missing from it.
 *
 * @param labels shape (n,); 1 is positive, 0 negative, 255 unknown.
 * @param testSize share of the test part, in (0, 1).
 * @param groups shape (n,); any number per group. Null: every row is its own group.
 * @throws CodedError `training-too-few-rows` if a class cannot have a row on each side; `shape-mismatch` if the lengths
 *   differ; `argument-invalid` for another label or a share out of range.
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
  for (const kind of [POSITIVE, NEGATIVE]) {
    const rows = grouped.totals[kind];
    if (rows >= 2) continue;
    throw new CodedError('training-too-few-rows', { rows, needed: 2, reason: `validation.testSize, label ${kind}` });
  }
  const wanted = CLASSES.map((kind) => {
    const rows = grouped.totals[kind];
    const rounded = Math.floor(rows * testSize + 0.5);
    return kind === UNKNOWN ? rounded : Math.min(rows - 1, Math.max(1, rounded));
  });
  const order = shuffle(groupNumbers(grouped), createRandom(seed));
  const inTest = fill(grouped, order, wanted, []) ?? fill(grouped, order, wanted, smallestSeed(grouped, order, wanted));
  if (inTest === null) {
    const rows = labels.length;
    throw new CodedError('training-too-few-rows', { rows, needed: rows + 1, reason: TIES });
  }
  return sides(grouped.groupOf, inTest);
}

/**
 * Marks `seeds`, then every group that still fits, in `order`. Null if a class has no row in the test part. (That every
 * class keeps a row outside it follows from `wanted` being less than all, and from how seeds are chosen.)
 */
function fill(
  groups: RowGroups,
  order: Uint32Array,
  wanted: readonly number[],
  seeds: readonly number[],
): Uint8Array | null {
  const inTest = new Uint8Array(groups.count);
  const taken = CLASSES.map(() => 0);
  const take = (group: number) => {
    inTest[group] = 1;
    for (const kind of CLASSES) taken[kind] += groups.perClass[kind][group];
  };
  const fits = (group: number) => {
    for (const kind of CLASSES) {
      const rows = groups.perClass[kind][group];
      if (rows > 0 && taken[kind] + rows > wanted[kind]) return false;
    }
    return true;
  };
  for (const group of seeds) take(group);
  for (const group of order) if (inTest[group] === 0 && fits(group)) take(group);
  return taken[POSITIVE] > 0 && taken[NEGATIVE] > 0 ? inTest : null;
}

/**
 * The one or two groups that give the test part both classes, leave both outside, and exceed what is wanted by the
 * fewest rows. If any set of groups can do it, then one or two of that set can. Groups of one shape (rows per class)
 * are as good as each other, and two of them no better than one, so the first of each in `order` is enough. Empty if it
 * cannot be done.
 */
function smallestSeed(groups: RowGroups, order: Uint32Array, wanted: readonly number[]): number[] {
  const negatives = groups.perClass[NEGATIVE];
  const positives = groups.perClass[POSITIVE];
  const shapes = new Map<number, number>();
  for (const group of order) {
    const shape = positives[group] * (groups.totals[NEGATIVE] + 1) + negatives[group];
    if (!shapes.has(shape)) shapes.set(shape, group);
  }
  const candidates = [...shapes.values()];
  let best: number[] = [];
  let bestExcess = Number.POSITIVE_INFINITY;
  for (const first of candidates) {
    if (positives[first] === 0) continue;
    for (const second of candidates) {
      if (negatives[second] === 0) continue;
      const p = positives[first] + (first === second ? 0 : positives[second]);
      const n = negatives[second] + (first === second ? 0 : negatives[first]);
      if (p >= groups.totals[POSITIVE] || n >= groups.totals[NEGATIVE]) continue;
      const excess = Math.max(0, p - wanted[POSITIVE]) + Math.max(0, n - wanted[NEGATIVE]);
      if (excess < bestExcess) {
        best = first === second ? [first] : [first, second];
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
