import { expect, test, vi } from 'vitest';
import type { EditSummary } from '../storage/records';
import { sampleInfo } from '../storage/testing/samples';
import { labelRows, loadEdits, undoable } from './edits';

/** Steps of the journal, and answers to questions about it that have not arrived. */
const state = vi.hoisted(() => ({ steps: [] as EditSummary[], arriving: [] as (() => void)[] }));
const tops = () => ({ undoable: state.steps.at(-1) ?? null, redoable: null });

vi.mock(import('../storage/editJournal'), async (original) => ({
  ...(await original()),
  readTops: () => {
    const read = tops();
    return new Promise((resolve) => state.arriving.push(() => resolve(read)));
  },
}));
vi.mock(import('../workers/rows/client'), async (original) => {
  const real = await original();
  const edit: typeof real.rowReading.edit = async (id, name, made) => {
    const summary = { name, rows: 1 };
    state.steps.push(summary);
    const info = { ...sampleInfo(3), id, chunks: 1, chunkStarts: [0, 3], storedBytes: 0 };
    return { edit: made, info, summary, tops: tops() };
  };
  return { ...real, rowReading: { ...real.rowReading, edit } };
});

test('an edit that is made before the journal has been read can be undone', async () => {
  const loaded = loadEdits('a');
  const labelled = labelRows('a', Uint32Array.of(0), 1);
  // Whatever can be done before the answer arrives has been done.
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const arrive of state.arriving) arrive();
  await Promise.all([loaded, labelled]);
  expect(undoable('a')).toEqual({ name: 'label', rows: 1 });
});
