import { deleteDB } from 'idb';
import { createRoot } from 'solid-js';
import { beforeEach, expect, test } from 'vitest';
import { closeDatabase, DATABASE_NAME } from '../storage/database';
import { importFile, loadDatasets } from './datasets';
import { labelRows } from './edits';
import { createLabelling } from './labelQueue';
import { loadModels } from './models';
import { readRows } from './rowActions';
import { train } from './training';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
  await loadModels();
});

test('going back takes off the label that was given, and no edit that was made elsewhere meanwhile', async () => {
  const talk = Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'silly goose' : 'kind friend'} number${i},${i % 2}`);
  const known = await importFile(new File([`comment,toxic\n${talk.join('\n')}\n`], 'talk.csv'), {});
  const model = await train([{ datasetId: known.id }], {}, 'Geese');
  const texts = ['a goose again', 'a friend of mine', 'neither of them', 'silly', 'kind'];
  const open = await importFile(new File([`comment\n${texts.join('\n')}\n`], 'open.csv'), { labelColumn: null });
  const labels = async () => {
    const views = await readRows(open.id, Uint32Array.from(texts.keys()), 100);
    return views.map(({ label }) => label);
  };
  const { queue, dispose } = createRoot((end) => ({
    queue: createLabelling(
      () => open.id,
      () => model.id,
    ),
    dispose: end,
  }));
  try {
    await expect.poll(() => queue.comment()?.text, { timeout: 20_000 }).toBeDefined();
    const first = queue.comment()?.row ?? -1;
    await queue.answer(1);
    expect(queue.answered()).toBe(1);
    const other = (first + 1) % texts.length;
    await labelRows(open.id, Uint32Array.of(other), 0);
    await queue.back();
    const expected = texts.map((_, row) => (row === other ? 0 : null));
    expect(await labels()).toEqual(expected);
    expect(queue.comment()?.row).toBe(first);
  } finally {
    dispose();
  }
});
