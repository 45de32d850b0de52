import { createRoot, createSignal } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import { createLabelling } from './labelQueue';
import type { LabelQueue } from './scoring';

const state = vi.hoisted(() => ({
  /** Reads of comments that have not arrived. */
  reads: [] as { readonly rows: readonly number[]; arrive: () => void }[],
  /** Edits that have not been made. */
  edits: [] as (() => void)[],
}));
vi.mock(import('./rowActions'), async (original) => ({
  ...(await original()),
  readRows: (_id, rows) =>
    new Promise((resolve) => {
      const views = [...rows].map((row) => ({ row, text: `comment ${row}` }) as never);
      state.reads.push({ rows: [...rows], arrive: () => resolve(views) });
    }),
}));
vi.mock(import('./scoring'), async (original) => ({
  ...(await original()),
  queueToLabel: async (): Promise<LabelQueue> =>
    ({
      rows: Uint32Array.from({ length: 30 }, (_, row) => row),
      labels: new Uint8Array(30),
      measured: { rows: 0, agreed: 0 },
    }) as never,
}));
vi.mock(import('./edits'), async (original) => ({
  ...(await original()),
  labelRows: () => new Promise((resolve) => state.edits.push(() => resolve(1))),
}));

let dispose = () => {};
afterEach(() => {
  dispose();
  state.reads.length = 0;
  state.edits.length = 0;
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function begin() {
  const [model, setModel] = createSignal('m');
  const queue = createRoot((end) => {
    dispose = end;
    return createLabelling(() => 'talk', model);
  });
  await expect.poll(() => state.reads.length).toBe(1);
  return { queue, setModel };
}

test('comments that were asked for earlier and arrive later do not take away the one on screen', async () => {
  const { queue } = await begin();
  state.reads[0].arrive();
  await settled();
  // Past what was read ahead, and back to the beginning before the next are there.
  for (let skipped = 0; skipped < 20; skipped++) queue.skip();
  expect(state.reads.map(({ rows: [first] }) => first)).toEqual([0, 20]);
  queue.restart();
  expect(queue.comment()?.row).toBe(0);
  state.reads[1].arrive();
  await settled();
  state.reads[2]?.arrive();
  await settled();
  expect(queue.comment()?.text).toBe('comment 0');
});

test('an answer that is kept after another model has ordered the comments is no place to go back to', async () => {
  const { queue, setModel } = await begin();
  state.reads[0].arrive();
  await settled();
  const answered = queue.answer(1);
  setModel('another');
  await expect.poll(() => queue.ordering()).toBeNull();
  state.edits[0]();
  await answered;
  expect(queue.canGoBack()).toBe(false);
});
