import { createRoot, createSignal } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleInfo } from '../storage/testing/samples';
import type { DatasetInfo } from './datasets';
import { createDuplicates, laterRows } from './duplicates';
import type { EditMade } from './edits';
import type { DuplicateRows } from './rowActions';

const state = vi.hoisted(() => ({
  /** Searches that have not ended. */
  searches: [] as ((rows: readonly number[]) => void)[],
  edited: (_: EditMade) => {},
}));
vi.mock(import('./rowActions'), async (original) => ({
  ...(await original()),
  findDuplicates: () =>
    new Promise<DuplicateRows>((resolve) => {
      state.searches.push((rows) =>
        resolve({
          starts: Uint32Array.of(0, rows.length),
          rows: Uint32Array.from(rows),
          labels: new Uint8Array(rows.length),
        } as DuplicateRows),
      );
    }),
}));
vi.mock(import('./edits'), async (original) => ({
  ...(await original()),
  editing: () => false,
  onEdit: (listener) => {
    state.edited = listener;
    return () => {};
  },
}));

let dispose = () => {};
afterEach(() => {
  dispose();
  state.searches.length = 0;
});

const infoOf = (revision: number): DatasetInfo => ({
  ...sampleInfo(9),
  id: 'talk',
  revision,
  chunks: 1,
  chunkStarts: [0, 9],
  storedBytes: 0,
});
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('rows that were removed stay out of their group while it is looked for again', async () => {
  const [dataset, setDataset] = createSignal(infoOf(0));
  const found = createRoot((end) => {
    dispose = end;
    return createDuplicates(dataset, () => 'exact');
  });
  const remove = (row: number, revision: number) => {
    const info = infoOf(revision);
    state.edited({ edit: { kind: 'keep', rows: Uint32Array.of(row), values: Uint8Array.of(0) }, info });
    setDataset(info);
  };
  const groups = () => found.groups()?.map(({ rows }) => rows);
  await settled();
  state.searches[0]([1, 2, 3, 4]);
  await settled();
  remove(1, 1);
  expect(groups()).toEqual([[2, 3, 4]]);
  // Another tab has edited something.
  setDataset(infoOf(2));
  expect(groups()).toEqual([[2, 3, 4]]);
  expect(laterRows(found.groups() ?? [], [2])).toEqual([3, 4]);
  await settled();
  remove(2, 3);
  // What is found may be from before that edit.
  state.searches[1]([2, 3, 4]);
  await settled();
  expect(groups()).toEqual([[3, 4]]);
});
