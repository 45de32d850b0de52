import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleInfo } from '../../../storage/testing/samples';
import type { DatasetInfo } from '../../../stores/datasets';
import { PartsDialog } from './PartsDialog';

const state = vi.hoisted(() => ({ signals: [] as AbortSignal[], renamed: [] as (() => void)[] }));
vi.mock(import('../../../stores/rowActions'), async (original) => ({
  ...(await original()),
  divide: (_id, _plan, _onProgress, signal) => {
    state.signals.push(signal);
    return new Promise(() => {});
  },
}));
vi.mock(import('../../../stores/edits'), async (original) => ({
  ...(await original()),
  renameParts: () => new Promise((resolve) => state.renamed.push(() => resolve(undefined))),
}));

let dispose = () => {};
afterEach(() => {
  dispose();
  state.signals.length = 0;
  state.renamed.length = 0;
});

const part = (name: string) => ({ name, rows: 5, positives: 2, negatives: 3 });
const infoOf = (...parts: string[]): DatasetInfo => ({
  ...sampleInfo(10),
  id: 'talk',
  chunks: 1,
  chunkStarts: [0, 10],
  storedBytes: 0,
  ...(parts.length > 0 && { parts: parts.map(part) }),
});

function show(first: DatasetInfo) {
  const [dataset, setDataset] = createSignal(first);
  const [open, setOpen] = createSignal(true);
  const history = createMemoryHistory();
  const root = document.body.appendChild(document.createElement('div'));
  const Page = () => (
    <Show when={open()}>
      <PartsDialog dataset={dataset()} onClose={() => setOpen(false)} />
    </Show>
  );
  const stop = render(
    () => (
      <MemoryRouter history={history}>
        <Route path="*" component={Page} />
      </MemoryRouter>
    ),
    root,
  );
  dispose = () => {
    stop();
    root.remove();
  };
  const submit = () => root.querySelector('form')?.requestSubmit();
  return { root, history, setDataset, setOpen, submit };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('a division stops when its dialog is closed', () => {
  const { submit, setOpen } = show(infoOf());
  submit();
  expect(state.signals.map(({ aborted }) => aborted)).toEqual([false]);
  setOpen(false);
  expect(state.signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('a part whose new name is being kept is shown by that name', async () => {
  const { root, history, setDataset, submit } = show(infoOf('train', 'check'));
  const field = root.querySelectorAll('input')[1];
  field.value = 'exam';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  submit();
  [...root.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Show')[1].click();
  await settled();
  expect(history.get()).toBe('/');
  setDataset(infoOf('train', 'exam'));
  state.renamed[0]();
  await settled();
  expect(decodeURIComponent(history.get())).toContain('"part":"exam"');
});
