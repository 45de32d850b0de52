import { MemoryRouter, Route } from '@solidjs/router';
import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import type { EdaReport } from '#shared/eda/sections';
import type { ExploreSubject } from '../../../../stores/explore';
import { LabelErrorsSection } from './LabelErrorsSection';

const state = await vi.hoisted(async () => {
  const { createSignal: signal } = await import('solid-js');
  const [shown, setShown] = signal<{ readonly id: string; readonly rows: readonly number[] }>({
    id: 'a',
    rows: [0, 1],
  });
  return { shown, setShown, reads: [] as (() => void)[] };
});
vi.mock(import('../../../../stores/explore'), async (original) => ({
  ...(await original()),
  exploreSubject: () => ({ datasetId: state.shown().id, revision: 0, settings: {} }) as ExploreSubject,
  report: () =>
    ({
      labelErrors: {
        absent: null,
        estimated: 2,
        rows: 10,
        errors: state.shown().rows.map((row) => ({ row, given: 0, suggested: 1, selfConfidence: 0.1 })),
      },
    }) as unknown as Partial<EdaReport>,
  sectionState: () => ({ is: 'done' }),
}));
vi.mock(import('../../../../stores/drillDown'), async (original) => ({
  ...(await original()),
  readComments: (id, rows) =>
    new Promise((resolve) => {
      const comments = rows.map((row) => ({ row, text: `${id}${row}`, label: 0, marks: [] }) as never);
      state.reads.push(() => resolve(comments));
    }),
}));

let dispose = () => {};
afterEach(() => dispose());

test('comments are of the dataset that the report is of, whichever arrive last', async () => {
  const [there] = createSignal(true);
  const root = document.body.appendChild(document.createElement('div'));
  const stop = render(
    () => (
      <MemoryRouter>
        <Route path="*" component={() => there() && <LabelErrorsSection />} />
      </MemoryRouter>
    ),
    root,
  );
  dispose = () => {
    stop();
    root.remove();
  };
  const texts = () => [...root.querySelectorAll('.doubts .text')].map((each) => each.textContent?.trim());
  await expect.poll(() => state.reads.length).toBe(1);
  state.setShown({ id: 'b', rows: [0, 1] });
  await expect.poll(() => state.reads.length).toBe(2);
  state.reads[1]();
  await expect.poll(texts).toEqual(['b0', 'b1']);
  state.reads[0]();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(texts()).toEqual(['b0', 'b1']);
  state.setShown({ id: 'c', rows: [0, 1] });
  await expect.poll(texts).toEqual(['…', '…']);
});
