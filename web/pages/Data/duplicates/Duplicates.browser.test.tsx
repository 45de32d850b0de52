import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router';
import { deleteDB } from 'idb';
import { Suspense } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeDatabase, DATABASE_NAME } from '../../../storage/database';
import { importFile, loadDatasets } from '../../../stores/datasets';
import { rowsOf } from '../../../stores/rowActions';
import '../../../styles/index.css';
import Duplicates from './Duplicates';

/** How long rows are on their way, ms. */
const LATE = 300;
vi.mock(import('../../../stores/rowActions'), async (original) => {
  const real = await original();
  return {
    ...real,
    readRows: async (...question) => {
      await new Promise((resolve) => setTimeout(resolve, LATE));
      return real.readRows(...question);
    },
  };
});

let dispose = () => {};
beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
});
afterEach(() => dispose());

async function show(): Promise<{ readonly id: string; readonly root: HTMLElement; readonly hidden: () => number }> {
  const comments = ['thank you', 'you goose', 'thank you', 'hello', 'thank you'];
  const csv = `comment,toxic\n${comments.map((comment, i) => `${comment},${i % 2}`).join('\n')}\n`;
  const { id } = await importFile(new File([csv], 'talk.csv'), {});
  const root = document.body.appendChild(document.createElement('div'));
  const history = createMemoryHistory();
  history.set({ value: `/data/${id}/duplicates` });
  let hidden = 0;
  const Hidden = () => {
    hidden++;
    return <p>Loading</p>;
  };
  const stop = render(
    () => (
      <Suspense fallback={<Hidden />}>
        <MemoryRouter history={history}>
          <Route path="/data/:id/duplicates" component={Duplicates} />
        </MemoryRouter>
      </Suspense>
    ),
    root,
  );
  dispose = () => {
    stop();
    root.remove();
  };
  await expect.poll(() => root.querySelectorAll('.group-rows li').length, { timeout: 10_000 }).toBe(3);
  return { id, root, hidden: () => hidden };
}

const press = (root: HTMLElement, name: string) => {
  const button = [...root.querySelectorAll('button')].find((each) => (each.ariaLabel ?? each.textContent) === name);
  if (button === undefined) throw new Error(`There is no button ${name}.`);
  button.click();
};

test('the page stays on screen while the comments of its groups are read', async () => {
  const { hidden } = await show();
  expect(hidden()).toBe(0);
});

test('of a group whose first comment is being removed, the next one is kept', async () => {
  const { id, root } = await show();
  press(root, 'Remove row 1');
  press(root, 'Keep the first');
  await expect.poll(async () => [...(await rowsOf(id, null, new AbortController().signal))]).toEqual([1, 2, 3]);
});
