import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { deleteDamaged } from './damaged';
import { closeDatabase, DATABASE_NAME, withDatabase } from './database';
import { taskLock, withLock } from './locks';
import type { TaskRecord } from './taskRecords';
import { addTask, changeTask, deleteTasks, ENDED_KEPT, interruptWhenAbandoned, readTasks, restoreTasks } from './tasks';
import { sampleInfo } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

const task = (id: string, more: Partial<TaskRecord> = {}): TaskRecord => ({
  id,
  kind: 'train',
  title: 'A model',
  state: 'running',
  phase: null,
  fraction: 0.25,
  createdAt: 1,
  startedAt: 2,
  finishedAt: null,
  error: null,
  result: null,
  again: { datasetId: 'x', spec: { features: [{ ngramRange: [1, 2] }] } },
  ...more,
});
const ended = (id: string, finishedAt: number) => task(id, { state: 'done', finishedAt });

test('tasks are read as they were added, those added last first', async () => {
  const records = [task('a'), task('b', { createdAt: 3 }), ended('c', 5)];
  for (const record of records) await addTask(record);
  expect((await readTasks()).records).toEqual([records[1], records[0], records[2]]);
});

test('a task that has ended never changes again, and one that is gone is not made anew', async () => {
  await addTask(task('a'));
  expect(await changeTask('a', { state: 'cancelled', finishedAt: 9 })).toMatchObject({ state: 'cancelled' });
  expect(await changeTask('a', { state: 'done', finishedAt: 10 })).toBeUndefined();
  expect(await changeTask('b', { state: 'done', finishedAt: 10 })).toBeUndefined();
  expect((await readTasks()).records).toMatchObject([{ id: 'a', state: 'cancelled', finishedAt: 9 }]);
});

test('a task is interrupted once nobody holds its lock, and not before', async () => {
  await addTask(task('a'));
  let release = () => {};
  const over = new Promise<void>((resolve) => (release = resolve));
  const held = withLock(taskLock('a'), 'exclusive', () => over);
  const noticed = interruptWhenAbandoned('a');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await readTasks()).records[0].state).toBe('running');
  release();
  await held;
  await noticed;
  expect((await readTasks()).records[0]).toMatchObject({ state: 'interrupted', fraction: 0.25 });
});

test('deleted tasks can be written back, and do not replace what is there', async () => {
  await addTask(ended('a', 5));
  await addTask(ended('b', 6));
  const { records } = await readTasks();
  await deleteTasks(['a', 'gone']);
  expect((await readTasks()).records.map(({ id }) => id)).toEqual(['b']);
  await restoreTasks(records.map((record) => ({ ...record, title: 'Old' })));
  expect((await readTasks()).records.map(({ id, title }) => [id, title])).toEqual([
    ['a', 'Old'],
    ['b', 'A model'],
  ]);
});

test('of many ended tasks the oldest are deleted when another is added, and none that runs', async () => {
  await addTask(task('runs', { createdAt: 0 }));
  await withDatabase(async (database) => {
    for (let i = 0; i < ENDED_KEPT + 3; i++) await database.put('tasks', ended(`t${i}`, 1000 + i));
  });
  await addTask(task('new'));
  const ids = new Set((await readTasks()).records.map(({ id }) => id));
  expect(ids.size).toBe(ENDED_KEPT + 2);
  expect(['t0', 't1', 't2'].some((id) => ids.has(id))).toBe(false);
  expect(['t3', 'runs', 'new'].every((id) => ids.has(id))).toBe(true);
});

test.each<[string, Partial<Record<keyof TaskRecord, unknown>>]>([
  ['of an unknown kind', { kind: 'brew' }],
  ['that runs and has ended', { finishedAt: 7 }],
  ['that failed without a reason', { state: 'failed', finishedAt: 7 }],
  ['with a share above one', { fraction: 1.5 }],
  [
    'whose result leads to another site',
    { state: 'done', finishedAt: 7, result: { kind: 'page', path: '//evil.example' } },
  ],
])('a record %s is damaged, can be deleted, and the others are read', async (_, damage) => {
  await addTask(ended('good', 5));
  await withDatabase((database) => database.put('tasks', { ...task('bad'), ...damage } as TaskRecord));
  const { records, damaged } = await readTasks();
  expect(records.map(({ id }) => id)).toEqual(['good']);
  expect(damaged).toMatchObject([{ store: 'tasks', key: 'bad', name: 'A model' }]);
  await deleteDamaged(damaged[0]);
  expect(await readTasks()).toMatchObject({ records: [{ id: 'good' }], damaged: [] });
});

test('a database of an earlier version gets the newer stores and keeps what it has', async () => {
  const keyed = ['datasets', 'models'];
  const other = ['chunks', 'labels', 'modelBytes', 'reports', 'journals', 'edits'];
  const old = await openDB(DATABASE_NAME, 3, {
    upgrade(database) {
      for (const name of keyed) database.createObjectStore(name, { keyPath: 'id' });
      for (const name of other) database.createObjectStore(name);
    },
  });
  const info = { ...sampleInfo(1), id: 'old', chunks: 1, chunkStarts: [0, 1], storedBytes: 0 };
  await old.put('datasets', info);
  await old.put('models', { id: 'model', name: 'Kept' });
  for (const name of other) await old.put(name, { kept: name }, ['old', 0, 0]);
  old.close();
  await addTask(task('first'));
  await withDatabase(async (database) => {
    expect(database.version).toBe(6);
    expect([...database.objectStoreNames].sort()).toEqual(
      [...keyed, ...other, 'tasks', 'trainedRows', 'outbox'].sort(),
    );
    expect(await database.get('datasets', 'old')).toEqual(info);
    expect(await database.get('models', 'model')).toEqual({ id: 'model', name: 'Kept' });
    for (const name of other) {
      expect(await database.get(name as 'chunks', ['old', 0, 0]), name).toEqual({ kept: name });
    }
  });
});
