import { expect, test } from 'vitest';
import { runSteps } from '#shared/runtime/steps';
import { type DuplicateKind, duplicatesOf } from './duplicateRows';
import { memoryKept, memoryRows, removal } from './testing/memoryRows';

async function groupsOf(
  kind: DuplicateKind,
  texts: readonly string[],
  labels: readonly number[],
  removed: number[] = [],
) {
  const kept = memoryKept(memoryRows(texts, labels, removed.length === 0 ? [] : [removal(...removed)]));
  const { starts, rows, labels: found } = await runSteps(duplicatesOf(kind, kept));
  return Array.from({ length: starts.length - 1 }, (_, g) => ({
    rows: [...rows.subarray(starts[g], starts[g + 1])],
    labels: [...found.subarray(starts[g], starts[g + 1])],
  }));
}

const TEXTS = ['one', 'pair a', 'Three!', 'pair a', 'three', 'pair b', 'pair b', 'three', 'three'];
const LABELS = [0, 1, 1, 0, 0, 255, 1, 1, 0];

test('the largest group comes first, and of groups of one size that with the earlier row', async () => {
  expect(await groupsOf('exact', TEXTS, LABELS)).toEqual([
    { rows: [2, 4, 7, 8], labels: [1, 0, 1, 0] },
    { rows: [1, 3], labels: [1, 0] },
    { rows: [5, 6], labels: [255, 1] },
  ]);
  expect((await groupsOf('identical', TEXTS, LABELS)).map(({ rows }) => rows)).toEqual([
    [4, 7, 8],
    [1, 3],
    [5, 6],
  ]);
});

test('rows have the numbers of the dataset when others were removed, and a group of one is none', async () => {
  expect(await groupsOf('exact', TEXTS, LABELS, [0, 1, 2, 8])).toEqual([
    { rows: [4, 7], labels: [0, 1] },
    { rows: [5, 6], labels: [255, 1] },
  ]);
});

test('near duplicates are ordered alike; of exact ones only the first is listed', async () => {
  const long = (word: string, end: string) =>
    `${Array.from({ length: 30 }, (_, i) => `${word}${i % 7} goes ${word}${i}`).join(' ')} ${end}`;
  const texts = [long('sun', 'a'), long('rain', 'a'), long('rain', 'b'), long('sun', 'b'), long('rain', 'c')];
  const groups = await groupsOf('near', [...texts, texts[0].toUpperCase()], [0, 0, 0, 0, 0, 0]);
  expect(groups.map(({ rows }) => rows)).toEqual([
    [1, 2, 4],
    [0, 3],
  ]);
});
