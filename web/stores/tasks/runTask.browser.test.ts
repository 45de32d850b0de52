import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { throwIfAborted } from '#shared/runtime/steps';
import { closeDatabase, DATABASE_NAME } from '../../storage/database';
import { taskLock } from '../../storage/locks';
import type { TaskMessage } from '../../storage/taskChannel';
import type { TaskRecord } from '../../storage/taskRecords';
import { addTask, changeTask, readTasks } from '../../storage/tasks';
import { clearEnded, restoreEnded } from './history';
import { busy, cancelTask, currentTask, onTaskEnd, repeatOf, replaceTask, runTask, type TaskWork } from './runTask';
import { loadTasks, refreshTasks, tasks } from './taskList';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadTasks();
  await clearEnded();
});

/** Another tab, as far as tasks go. */
const otherTab = new BroadcastChannel('moderato-tasks');
afterEach(() => {
  otherTab.onmessage = null;
});

const stored = async () => (await readTasks()).records;

/** Work that ends when it is released, and stops when it is cancelled. */
function heldWork() {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const work: TaskWork<string> = async (report, signal) => {
    report({ phase: 'fit', fraction: 0.5, counts: { rows: 7 } });
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await Promise.race([released, aborted]);
    throwIfAborted(signal);
    return 'made';
  };
  return { work, release: () => release() };
}

const running = (title: string) =>
  expect.poll(() => tasks().find((task) => task.title === title)?.fraction, { interval: 2 }).toBe(0.5);

test('a task is listed while it runs, with its progress, and stored with its end and what it made', async () => {
  const { work, release } = heldWork();
  const result = () => ({ kind: 'model' as const, id: 'm' });
  const done = runTask({ kind: 'train', title: 'One', again: { datasetId: 'd' }, result }, work);
  expect(busy()).toBe(true);
  await running('One');
  expect(currentTask('train')).toMatchObject({ state: 'running', phase: 'fit', counts: { rows: 7 }, own: true });
  await expect.poll(stored).toMatchObject([{ title: 'One', state: 'running', finishedAt: null }]);
  release();
  expect(await done).toBe('made');
  expect(await stored()).toMatchObject([
    { title: 'One', state: 'done', fraction: 1, result: { kind: 'model', id: 'm' }, again: { datasetId: 'd' } },
  ]);
  expect(busy()).toBe(false);
  expect(currentTask('train')).toBeNull();
});

test('a task is seen from when it is begun, so that it is not begun twice', async () => {
  const { work, release } = heldWork();
  const done = runTask({ kind: 'train', title: 'One' }, work);
  expect(currentTask('train')).toMatchObject({ title: 'One', state: 'waiting', own: true });
  release();
  await done;
  expect(currentTask('train')).toBeNull();
});

test('a failed task keeps its code and parameters, and one that threw something else a code as well', async () => {
  const missing = new CodedError('dataset-missing', { id: 'x' });
  await expect(runTask({ kind: 'train', title: 'One' }, () => Promise.reject(missing))).rejects.toBe(missing);
  await expect(runTask({ kind: 'train', title: 'Two' }, () => Promise.reject(new Error('odd')))).rejects.toThrow('odd');
  const errors = (await stored()).map(({ title, state, error }) => [title, state, error]).sort();
  expect(errors).toEqual([
    ['One', 'failed', { code: 'dataset-missing', params: { id: 'x' } }],
    ['Two', 'failed', { code: 'unexpected', params: { reason: 'odd' } }],
  ]);
});

test('tasks of one queue run one after another, and one can be cancelled while it waits', async () => {
  const first = heldWork();
  const third = heldWork();
  let secondRan = false;
  const one = runTask({ kind: 'train', title: 'One' }, first.work);
  const two = runTask({ kind: 'search', title: 'Two' }, async () => {
    secondRan = true;
  });
  const three = runTask({ kind: 'train', title: 'Three' }, third.work);
  const other = runTask({ kind: 'export', title: 'Other' }, async () => 'at once');
  expect(await other).toBe('at once');
  await running('One');
  const ofTitle = (title: string) => tasks().find((task) => task.title === title);
  expect(ofTitle('Two')).toMatchObject({ state: 'waiting', startedAt: null });
  cancelTask(ofTitle('Two')?.id ?? '');
  await expect(two).rejects.toMatchObject({ name: 'AbortError' });
  expect(ofTitle('Two')?.state).toBe('cancelled');
  expect(ofTitle('Three')?.state).toBe('waiting');
  first.release();
  await one;
  await running('Three');
  third.release();
  await three;
  expect(secondRan).toBe(false);
});

test('a cancelled task says so, and can be run again with all it had', async () => {
  const held = heldWork();
  const one = runTask({ kind: 'import', title: 'One' }, held.work);
  await running('One');
  const { id } = tasks()[0];
  cancelTask(id);
  await expect(one).rejects.toMatchObject({ name: 'AbortError' });
  expect(await stored()).toMatchObject([{ state: 'cancelled', error: null }]);
  held.release();
  expect(await repeatOf(id)?.()).toBe('made');
  expect((await stored()).map(({ title, state }) => [title, state])).toEqual([
    ['One', 'done'],
    ['One', 'cancelled'],
  ]);
});

test('a task that another replaces leaves the list', async () => {
  const held = heldWork();
  let id = '';
  const one = runTask({ kind: 'train', title: 'One', onStart: (started) => (id = started) }, held.work);
  await running('One');
  replaceTask(id);
  await expect(one).rejects.toMatchObject({ name: 'AbortError' });
  expect(tasks()).toEqual([]);
  expect(await stored()).toEqual([]);
});

test('what ends at once is not listed where only long tasks are', async () => {
  const ends: string[] = [];
  const stop = onTaskEnd(({ title }) => ends.push(title));
  await runTask({ kind: 'explore', title: 'Short' }, async () => undefined);
  await runTask({ kind: 'explore', title: 'Long' }, () => new Promise((resolve) => setTimeout(resolve, 900)));
  stop();
  expect((await stored()).map(({ title }) => title)).toEqual(['Long']);
  expect(ends).toEqual(['Long']);
});

test('a task runs though its record cannot be stored, and is listed in this tab', async () => {
  const unclonable = { again: () => undefined };
  expect(await runTask({ kind: 'train', title: 'One', again: unclonable }, async () => 'made')).toBe('made');
  expect(await stored()).toEqual([]);
  await refreshTasks();
  expect(tasks()).toMatchObject([{ title: 'One', state: 'done' }]);
});

test('ended tasks are cleared and come back', async () => {
  const held = heldWork();
  await runTask({ kind: 'export', title: 'One' }, async () => undefined);
  const two = runTask({ kind: 'export', title: 'Two' }, held.work);
  await running('Two');
  const cleared = await clearEnded();
  expect(tasks().map(({ title }) => title)).toEqual(['Two']);
  await restoreEnded(cleared);
  expect((await stored()).map(({ title }) => title).sort()).toEqual(['One', 'Two']);
  held.release();
  await two;
});

const foreign: TaskRecord = {
  id: 'foreign',
  kind: 'train',
  title: 'Foreign',
  state: 'running',
  phase: null,
  fraction: null,
  createdAt: 1,
  startedAt: 1,
  finishedAt: null,
  error: null,
  result: null,
  again: null,
};

test("another tab's task is shown with its progress, can be cancelled, and is interrupted when that tab is gone", async () => {
  let release = () => {};
  const over = new Promise<void>((resolve) => (release = resolve));
  const held = navigator.locks.request(taskLock('foreign'), () => over);
  await addTask(foreign);
  const heard: TaskMessage[] = [];
  otherTab.onmessage = ({ data }) => heard.push(data);
  otherTab.postMessage({ kind: 'changed' });
  await expect.poll(() => currentTask('train')?.title).toBe('Foreign');
  otherTab.postMessage({
    kind: 'progress',
    id: 'foreign',
    progress: { phase: 'count', fraction: 0.25, counts: { rows: 3 } },
  });
  await expect.poll(() => currentTask('train')?.fraction).toBe(0.25);
  expect(tasks()[0]).toMatchObject({ own: false, phase: 'count', counts: { rows: 3 } });
  cancelTask('foreign');
  await expect.poll(() => heard).toContainEqual({ kind: 'cancel', id: 'foreign' });
  release();
  await held;
  await expect.poll(() => tasks()[0].state).toBe('interrupted');
  expect(await stored()).toMatchObject([{ state: 'interrupted' }]);
});

test('a tab that is opened learns the progress of what runs here, and can cancel it', async () => {
  const held = heldWork();
  const one = runTask({ kind: 'train', title: 'One' }, held.work);
  await running('One');
  const { id } = tasks()[0];
  const heard: TaskMessage[] = [];
  otherTab.onmessage = ({ data }) => heard.push(data);
  otherTab.postMessage({ kind: 'hello' });
  const progress = { phase: 'fit', fraction: 0.5, counts: { rows: 7 } };
  await expect.poll(() => heard).toContainEqual({ kind: 'progress', id, progress });
  otherTab.postMessage({ kind: 'cancel', id });
  await expect(one).rejects.toMatchObject({ name: 'AbortError' });
  expect(await changeTask(id, { state: 'done', finishedAt: 1 })).toBeUndefined();
});
