import { deleteDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { closeDatabase, DATABASE_NAME } from '../../storage/database';
import type { TaskRecord } from '../../storage/taskRecords';
import { addTask } from '../../storage/tasks';
import { importFile, loadDatasets } from '../datasets';
import { labelRows } from '../edits';
import { loadModels, models } from '../models';
import { exportComments } from '../rowActions';
import { rowSearch } from '../rowQuery';
import { adoptSearch, search, searchRun } from '../search/search';
import { FIRST_SETUP } from '../search/setup';
import { againWay, runAgain } from './again';
import { fileArrived, fileWantedFor } from './fileWanted';
import { clearEnded } from './history';
import { loadTasks, refreshTasks, type Task, tasks } from './taskList';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadTasks();
  await clearEnded();
  await loadDatasets();
  await loadModels();
});

const save = () => undefined;

/** A task of an earlier visit, as this tab lists it. */
async function earlier(more: Partial<TaskRecord>): Promise<Task> {
  await addTask({
    id: 'earlier',
    kind: 'train',
    title: 'Earlier',
    state: 'interrupted',
    phase: null,
    fraction: 0.5,
    createdAt: 1,
    startedAt: 1,
    finishedAt: 2,
    error: null,
    result: null,
    again: null,
    ...more,
  });
  await refreshTasks();
  const task = tasks().find(({ id }) => id === 'earlier');
  if (task === undefined) throw new Error('it is not listed');
  return task;
}

test('an interrupted training is run again as it was, and its new record takes the place of the old one', async () => {
  const rows = Array.from(
    { length: 200 },
    (_, row) => `"${row % 4 === 0 ? 'you idiot' : 'thank you'} ${row}",${row % 4 === 0 ? 1 : 0}`,
  );
  const info = await importFile(new File([`comment,toxic\n${rows.join('\n')}\n`], 'talk.csv'), {});
  await clearEnded();
  const task = await earlier({
    again: { datasetId: info.id, spec: { validation: { testSize: 0.25 } }, name: 'Second' },
  });
  expect(againWay(task)).toBe('run');
  // Once, however fast it is pressed twice.
  expect(await Promise.all([runAgain(task, { save }), runAgain(task, { save })])).toEqual([null, null]);
  await expect
    .poll(() => tasks().map(({ title, state }) => [title, state]), { timeout: 60_000 })
    .toEqual([['Second', 'done']]);
  expect(models()?.map(({ name }) => name)).toEqual(['Second']);
});

test.each([
  ['every row of the table', [0, 1, 2, 3], {}, ['one', 'two', 'three', 'four']],
  ['those that a filter shows', [1, 3], { filters: [{ kind: 'class', label: 1 }] }, ['two', 'four']],
] as const)('an export of %s is run again after its tab was closed', async (_, rows, query, expected) => {
  // The browser of the tests would ask a person where to save.
  vi.stubGlobal('showSaveFilePicker', undefined);
  const info = await importFile(new File(['comment,toxic\none,0\ntwo,1\nthree,0\nfour,1\n'], 'talk.csv'), {});
  await clearEnded();
  const view = rowSearch(query);
  const options = { format: 'csv', safe: false } as const;
  const plan = { datasetId: info.id, fileName: 'talk.csv', part: null, view, options };
  const saved: Blob[] = [];
  const keep = (blob: Blob) => void saved.push(blob);
  await exportComments(plan, Uint32Array.from(rows), null, keep);
  await expect.poll(() => tasks().map(({ state }) => state)).toEqual(['done']);
  const again: unknown = JSON.parse(JSON.stringify(tasks()[0].again));
  await clearEnded();

  const task = await earlier({ kind: 'export', title: 'talk.csv', again });
  expect(againWay(task)).toBe('run');
  await runAgain(task, { save: keep });
  await expect.poll(() => saved.length).toBe(2);
  const [first, second] = await Promise.all(saved.map((blob) => blob.text()));
  expect(second).toBe(first);
  expect(second.split('\r\n').slice(1, -1)).toEqual(expected.map((text) => expect.stringMatching(`^${text},`)));
});

test('a search is run again from its task: it goes on with what is left, and anew after an edit', async () => {
  const lines = Array.from(
    { length: 60 },
    (_, row) => `${row % 3 ? 'thank you' : 'you idiot'} ${row},${row % 3 ? 0 : 1}`,
  );
  const info = await importFile(new File([`comment,toxic\n${lines.join('\n')}\n`], 'talk.csv'), {});
  const rows = { sources: [{ datasetId: info.id }], label: null, groupBy: null };
  const base = parsePipelineSpec({});
  const setup = { ...FIRST_SETUP, values: { 'estimator.c': '0.1 1 10' }, folds: 2 };
  const about = { ...rows, datasetName: 'talk.csv', revision: 0, smallestClass: 20 };
  await search(about, base, setup, false);
  const found = searchRun();
  if (found === null) throw new Error('nothing was found');
  expect(found.trials.map(({ trial }) => trial.index).sort()).toEqual([0, 1, 2]);
  const task = tasks().find(({ kind }) => kind === 'search');
  if (task === undefined) throw new Error('it is not listed');
  expect(againWay(task)).toBe('run');
  const ended = () => tasks().filter(({ kind, state }) => kind === 'search' && state === 'done').length;
  // As after a stop: two of three are there, one of them with a score of its own to know it by.
  const [one, two] = found.trials;
  adoptSearch({ ...found, trials: [one, { ...two, trial: { ...two.trial, mean: 0.123 } }] });
  await runAgain(task, { save });
  await expect.poll(ended, { timeout: 30_000 }).toBe(2);
  expect(searchRun()?.trials.map(({ trial }) => trial.mean)).toEqual([one.trial.mean, 0.123, expect.any(Number)]);
  // Nothing is left, or the rows are others: anew.
  await labelRows(info.id, Uint32Array.of(1), 1);
  await runAgain(task, { save });
  await expect.poll(ended, { timeout: 30_000 }).toBe(3);
  expect(searchRun()?.trials).toHaveLength(3);
  expect(searchRun()?.trials.map(({ trial }) => trial.mean)).not.toContain(0.123);
  await clearEnded();
  const sources = [{ datasetId: 'gone' }];
  const gone = await earlier({ kind: 'search', again: { ...found.kept, curve: null, rows: { ...rows, sources } } });
  await expect(runAgain(gone, { save })).rejects.toMatchObject({ code: 'dataset-missing' });
});

test('what cannot be started stays on the list, with the reason', async () => {
  const odd = await earlier({ again: { datasetId: 7 } });
  await expect(runAgain(odd, { save })).rejects.toMatchObject({ code: 'record-damaged', params: { store: 'tasks' } });
  expect(tasks().map(({ id }) => id)).toEqual(['earlier']);
  await clearEnded();
  const settings = { language: 'auto' };
  const gone = await earlier({ kind: 'explore', again: { datasetId: 'gone', settings, sections: ['terms'] } });
  await expect(runAgain(gone, { save })).rejects.toMatchObject({ code: 'dataset-missing' });
  expect(tasks().map(({ id }) => id)).toEqual(['earlier']);
});

test.each(['import', 'score-file'] as const)(
  'an interrupted %s asks for its file, until one is chosen',
  async (kind) => {
    const task = await earlier({ kind, again: { fileName: 'talk.csv' } });
    expect(againWay(task)).toBe('choose');
    expect(await runAgain(task, { save })).toBe(kind === 'import' ? '/data' : '/');
    expect(fileWantedFor(kind)).toBe('talk.csv');
    fileArrived(kind);
    expect(fileWantedFor(kind)).toBeNull();
  },
);

test('what is done or under way is not run again where that would make nothing new', async () => {
  const task = await earlier({ state: 'running', finishedAt: null });
  expect(againWay({ ...task, state: 'running' })).toBeNull();
  for (const kind of ['import', 'explore', 'score-file'] as const) {
    expect(againWay({ ...task, kind, state: 'done' }), kind).toBeNull();
  }
  expect(againWay({ ...task, kind: 'export', state: 'cancelled', again: null })).toBeNull();
});
