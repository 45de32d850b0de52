import { type CheckedRecords, checkAll } from './checked';
import { type Database, withDatabase } from './database';
import { hasLocks, taskLock, withLock } from './locks';
import { isLive, type TaskRecord } from './taskRecords';

/*
 * Records of long jobs. A task that has ended never changes again. Each write is one transaction, so a reload finds a
 * record as it was before the write or as it is after it.
 */

/** Ended tasks that are kept; of more, those that ended the longest ago are deleted. */
export const ENDED_KEPT = 200;

/** What of a record may change. */
export type TaskChange = Partial<Omit<TaskRecord, 'id' | 'kind' | 'createdAt'>>;

/** All tasks, those added last first, and the records that cannot be used. */
export async function readTasks(): Promise<CheckedRecords<TaskRecord>> {
  const { records, damaged } = checkAll('tasks', await withDatabase((database) => database.getAll('tasks')));
  return { records: records.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1)), damaged };
}

/**
 * Adds a task, and deletes the oldest that have ended if there are many.
 * @throws CodedError `storage-full`, `storage-unavailable`.
 */
export async function addTask(record: TaskRecord): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('tasks', 'readwrite', { durability: 'strict' });
    const ended = (await transaction.store.getAll())
      .filter(({ finishedAt }) => typeof finishedAt === 'number')
      .sort((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0));
    const leaving = ended.slice(0, Math.max(0, ended.length - ENDED_KEPT));
    await Promise.all([...leaving.map(({ id }) => transaction.store.delete(id)), transaction.store.put(record)]);
    await transaction.done;
  });
}

/**
 * Changes a task that has not ended.
 * @returns the record as it is now; undefined if it has ended before, or is gone.
 */
export function changeTask(id: string, change: TaskChange): Promise<TaskRecord | undefined> {
  // A record of progress may be lost in a power cut; a task's end may not.
  const durability = change.finishedAt === undefined ? 'relaxed' : 'strict';
  return withDatabase((database) => changeIn(database, id, change, durability));
}

async function changeIn(
  database: Database,
  id: string,
  change: TaskChange,
  durability: 'relaxed' | 'strict',
): Promise<TaskRecord | undefined> {
  const transaction = database.transaction('tasks', 'readwrite', { durability });
  const record = await transaction.store.get(id);
  const next = record !== undefined && isLive(record.state) ? { ...record, ...change } : undefined;
  if (next !== undefined) await transaction.store.put(next);
  await transaction.done;
  return next;
}

/** Deletes tasks. Deleting one that is gone is no error. */
export async function deleteTasks(ids: readonly string[]): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('tasks', 'readwrite', { durability: 'strict' });
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
  });
}

/** Writes deleted tasks back, as an undo; one that is there again stays as it is. */
export async function restoreTasks(records: readonly TaskRecord[]): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('tasks', 'readwrite', { durability: 'strict' });
    for (const record of records) {
      if ((await transaction.store.getKey(record.id)) === undefined) await transaction.store.put(record);
    }
    await transaction.done;
  });
}

/**
 * Waits until nobody runs the task any more (its lock is free), and marks it as interrupted unless it has ended.
 * Without Web Locks that cannot be known, and the promise never settles.
 */
export function interruptWhenAbandoned(id: string): Promise<void> {
  if (!hasLocks()) return new Promise(() => undefined);
  return withLock(taskLock(id), 'shared', () => markInterrupted(id));
}

/** Marks a task as interrupted unless it has ended. The caller knows that nobody runs it. */
export async function markInterrupted(id: string): Promise<void> {
  await changeTask(id, { state: 'interrupted', finishedAt: Date.now() });
}
