import { expect, test } from 'vitest';
import { createRandom } from '#shared/base/random';
import { stratifiedSplit } from '#shared/ml/validation/split';
import { runSteps } from '#shared/runtime/steps';
import { NO_PART } from '../storage/records';
import { duplicatesOf } from './duplicateRows';
import { type SplitPlan, splitParts } from './splitParts';
import { memoryKept, memoryRows, removal } from './testing/memoryRows';

const plan = (shares: readonly number[], seed = 1, groupDuplicates = true): SplitPlan => ({
  parts: shares.map((share, i) => ({ name: `part ${i}`, share })),
  seed,
  groupDuplicates,
});

/** `n` comments, every third toxic, a tenth of them repeated. */
function comments(n: number, labelled = true) {
  const random = createRandom(5);
  const texts = Array.from({ length: n }, (_, i) => `comment ${random.below(10) === 0 ? 0 : i}`);
  return memoryRows(
    texts,
    texts.map((_, i) => (labelled ? (i % 3 === 0 ? 1 : 0) : 255)),
    [removal(0, 17)],
    50,
  );
}

test('every kept row is in one part, in the shares asked for, with the classes in proportion', async () => {
  const source = comments(1000);
  const kept = memoryKept(source);
  const { names, of } = await runSteps(splitParts(kept, plan([0.6, 0.25, 0.15])));
  expect(names).toEqual(['part 0', 'part 1', 'part 2']);
  expect([of[0], of[17]]).toEqual([NO_PART, NO_PART]);
  const counts = [0, 1, 2].map((part) => {
    const rows = kept.rows.filter((row) => of[row] === part);
    return { rows: rows.length, toxic: rows.filter((row) => source.stored.labels[row] === 1).length };
  });
  expect(counts.reduce((sum, { rows }) => sum + rows, 0)).toBe(998);
  for (const [part, share] of [0.6, 0.25, 0.15].entries()) {
    expect(Math.abs(counts[part].rows - 998 * share)).toBeLessThan(3);
    expect(Math.abs(counts[part].toxic / counts[part].rows - 1 / 3)).toBeLessThan(0.01);
  }
});

test('comments with the same text stay in one part', async () => {
  const source = comments(400);
  const kept = memoryKept(source);
  const { of } = await runSteps(splitParts(kept, plan([0.5, 0.5])));
  const { starts, rows } = await runSteps(duplicatesOf('exact', kept));
  expect(starts.length).toBeGreaterThan(1);
  for (let group = 0; group + 1 < starts.length; group++) {
    expect(new Set(rows.slice(starts[group], starts[group + 1]).map((row) => of[row])).size).toBe(1);
  }
});

test('two parts are the hold-out that training makes with the same seed', async () => {
  const source = memoryRows(
    Array.from({ length: 60 }, (_, i) => `comment ${i}`),
    Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? 1 : 0)),
  );
  const { of } = await runSteps(splitParts(memoryKept(source), plan([0.8, 0.2], 42, false)));
  const { test: held } = stratifiedSplit(source.stored.labels, 0.2, 42);
  expect(Uint32Array.from([...of.keys()].filter((row) => of[row] === 1))).toEqual(held);
});

test('the same seed makes the same division, another seed another one', async () => {
  const kept = memoryKept(comments(200));
  const [a, b, c] = await Promise.all([1, 1, 2].map((seed) => runSteps(splitParts(kept, plan([0.7, 0.3], seed)))));
  expect(a).toEqual(b);
  expect(a.of).not.toEqual(c.of);
});

test('comments without labels are divided by number', async () => {
  const kept = memoryKept(comments(500, false));
  const { of } = await runSteps(splitParts(kept, plan([0.8, 0.2])));
  expect(Math.abs(of.filter((part) => part === 1).length - 100)).toBeLessThan(5);
});

test.each<[string, SplitPlan]>([
  ['one part', plan([1])],
  ['shares that are too much', plan([0.8, 0.3])],
  ['a share of nothing', plan([1, 0])],
  ['two parts of one name', { ...plan([0.5, 0.5]), parts: [0.5, 0.5].map((share) => ({ name: 'same', share })) }],
])('%s is refused', async (_, bad) => {
  const kept = memoryKept(comments(50));
  await expect(runSteps(splitParts(kept, bad))).rejects.toMatchObject({ code: 'argument-invalid' });
});

test('groups of duplicates are found among kept rows, the largest first, with their labels', async () => {
  const texts = ['Hello!', 'bye', 'hello', '', 'HELLO…', 'Bye?', 'alone', ''];
  const source = memoryRows(texts, [0, 0, 0, 1, 0, 1, 1, 1], [removal(4)]);
  const { starts, rows, labels } = await runSteps(duplicatesOf('exact', memoryKept(source)));
  expect([...starts]).toEqual([0, 2, 4, 6]);
  expect([...rows]).toEqual([0, 2, 1, 5, 3, 7]);
  expect([...labels]).toEqual([0, 0, 0, 1, 1, 1]);
});
