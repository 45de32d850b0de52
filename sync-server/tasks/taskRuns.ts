import { and, count, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { errorOnWire } from '#shared/api/errors';
import type { TaskError, TaskProgress } from '#shared/api/tasks';
import { CodedError } from '#shared/base/errors';
import type { BlobStore } from '../blobs/blobStore';
import type { DatasetService } from '../datasets/datasetService';
import { rowsOf, type Tables } from '../store/database';
import { tasks } from '../store/schema';
import type { TaskQueue } from './taskQueue';
import { abandoned, changed, LOST_AFTER_MS, now, resultName, type TaskRow, unfinished } from './taskRows';

/** How a task ended. */
export type Outcome =
  | { readonly state: 'succeeded'; readonly modelId: string | null; readonly result: unknown }
  | { readonly state: 'failed' | 'interrupted'; readonly error: TaskError }
  | { readonly state: 'cancelled' };

export interface TaskRunsDeps {
  readonly tables: Tables;
  readonly datasets: DatasetService;
  readonly blobs: BlobStore;
  /** Finished tasks that are kept. */
  readonly kept: number;
  /** The order of work. */
  readonly queue: Pick<TaskQueue, 'put' | 'live'>;
  /** Called after every change. */
  readonly onChange: () => void;
}

/** Times that a task is begun before it is given up. */
export const MAX_ATTEMPTS = 3;

/** Tasks as workers know them: begun, reported on, ended, handed back, and taken up after a crash. */
export class TaskRuns {
  readonly #deps: TaskRunsDeps;

  constructor(deps: TaskRunsDeps) {
    this.#deps = deps;
  }

  /**
   * Takes a task for `worker`. Null if there is nothing to do: it was cancelled, has ended, or another worker has it.
   * A task that was begun too often is ended as interrupted.
   */
  async begin(id: string, worker: string): Promise<TaskRow | null> {
    const [row] = await this.#deps.tables
      .update(tasks)
      .set({
        state: 'running',
        worker,
        attempts: sql`${tasks.attempts} + 1`,
        deliveries: sql`${tasks.deliveries} + 1`,
        seenAt: now,
        startedAt: sql`coalesce(${tasks.startedAt}, clock_timestamp())`,
        ...changed,
      })
      .where(and(eq(tasks.id, id), or(eq(tasks.state, 'queued'), and(eq(tasks.state, 'running'), abandoned))))
      .returning();
    if (!row) return null;
    this.#deps.onChange();
    if (row.cancelAsked) {
      await this.end(row, { state: 'cancelled' });
      return null;
    }
    if (row.attempts > MAX_ATTEMPTS) {
      const error = errorOnWire(new CodedError('task-interrupted', { attempts: MAX_ATTEMPTS }));
      await this.end(row, { state: 'interrupted', error });
      return null;
    }
    return row;
  }

  /**
   * A sign of life of the worker that runs a task.
   * @param progress null: nothing new.
   * @returns what the worker must do: go on, stop because somebody asked, or drop it because another worker has it.
   */
  async report({ id, worker, attempts }: TaskRow, progress: TaskProgress | null): Promise<'go-on' | 'cancel' | 'drop'> {
    const [row] = await this.#deps.tables
      .update(tasks)
      .set(progress === null ? { seenAt: now } : { seenAt: now, progress, ...changed })
      .where(runBy(id, worker, attempts))
      .returning({ cancelAsked: tasks.cancelAsked });
    if (!row) return 'drop';
    if (progress !== null) this.#deps.onChange();
    return row.cancelAsked ? 'cancel' : 'go-on';
  }

  /** The task if it runs and nobody asked it to stop, for a worker that would help. */
  async running(id: string): Promise<TaskRow | null> {
    const [row] = await this.#deps.tables
      .select()
      .from(tasks)
      .where(and(eq(tasks.id, id), eq(tasks.state, 'running'), eq(tasks.cancelAsked, false)));
    return row ?? null;
  }

  /** Whether tasks wait for a worker. */
  async someWait(): Promise<boolean> {
    const found = await this.#deps.tables
      .select({ id: tasks.id })
      .from(tasks)
      .where(eq(tasks.state, 'queued'))
      .limit(1);
    return found.length > 0;
  }

  /** Ends a task, once: false if it is no longer this worker's to end. */
  async end({ id, worker, attempts }: TaskRow, outcome: Outcome): Promise<boolean> {
    const what =
      outcome.state === 'succeeded'
        ? { modelId: outcome.modelId, result: outcome.result }
        : outcome.state === 'cancelled'
          ? {}
          : { error: outcome.error };
    const [row] = await this.#deps.tables
      .update(tasks)
      .set({ state: outcome.state, progress: null, finishedAt: now, worker: null, ...what, ...changed })
      .where(runBy(id, worker, attempts))
      .returning();
    if (!row) return false;
    await this.#release(row);
    await this.#prune();
    return true;
  }

  /** Hands a task back that this worker will not finish, because it is being stopped: another one begins it. */
  async handBack({ id, worker, attempts }: TaskRow): Promise<void> {
    const [row] = await this.#deps.tables
      .update(tasks)
      .set({ worker: null, seenAt: null, attempts: sql`${tasks.attempts} - 1`, progress: null, ...changed })
      .where(runBy(id, worker, attempts))
      .returning();
    if (row) await this.#deps.queue.put({ id, deliveries: row.deliveries, priority: 1, delay: 0 });
  }

  /**
   * Puts into the queue what should be there and may not be: tasks that were accepted just before a crash, and those
   * whose worker is lost. Safe to call at any time, by any process.
   * @param alone true: no other process runs tasks, so whatever runs without this one is lost.
   */
  async recover(alone = false): Promise<number> {
    const lost = alone ? sql`true` : abandoned;
    if (alone) await this.#deps.tables.update(tasks).set({ worker: null }).where(eq(tasks.state, 'running'));
    const rows = await this.#deps.tables
      .select({ id: tasks.id, deliveries: tasks.deliveries, attempts: tasks.attempts, state: tasks.state })
      .from(tasks)
      .where(or(eq(tasks.state, 'queued'), and(eq(tasks.state, 'running'), lost)));
    const live = await this.#deps.queue.live(rows, alone ? 0 : LOST_AFTER_MS);
    const missing = rows.filter(({ id }) => !live.has(id));
    for (const { id, deliveries, attempts, state } of missing) {
      const delay = state === 'running' && !alone ? 2 ** Math.min(attempts, 6) : 0;
      if (await this.#deps.queue.put({ id, deliveries, priority: 0, delay })) continue;
      // That entry is used up, and the task was not begun by it: it gets another one.
      const [next] = await this.#deps.tables
        .update(tasks)
        .set({ deliveries: deliveries + 1 })
        .where(and(eq(tasks.id, id), eq(tasks.deliveries, deliveries), unfinished))
        .returning({ deliveries: tasks.deliveries });
      if (next) await this.#deps.queue.put({ id, deliveries: next.deliveries, priority: 0, delay });
    }
    return missing.length;
  }

  /** Numbers of unfinished tasks by state, and the seconds that the oldest one waits. */
  async queueFigures(): Promise<{ byState: Record<string, number>; oldestSeconds: number }> {
    const { tables } = this.#deps;
    const counts = await tables.select({ state: tasks.state, n: count() }).from(tasks).groupBy(tasks.state);
    const waiting = await tables.execute(
      sql`select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as age from tasks where state = 'queued'`,
    );
    return {
      byState: Object.fromEntries(counts.map(({ state, n }) => [state, n])),
      oldestSeconds: rowsOf<{ age: number }>(waiting)[0].age,
    };
  }

  async #release({ datasetId }: TaskRow): Promise<void> {
    this.#deps.onChange();
    if (datasetId !== null) await this.#deps.datasets.release(datasetId);
  }

  /** Forgets the finished tasks beyond those that are kept, with their results. */
  async #prune(): Promise<void> {
    const { tables, kept, blobs } = this.#deps;
    const old = await tables
      .select({ id: tasks.id, kind: tasks.kind })
      .from(tasks)
      .where(isNotNull(tasks.finishedAt))
      .orderBy(desc(tasks.finishedAt))
      .offset(kept)
      .limit(1000);
    if (old.length === 0) return;
    for (const { id, kind } of old) if (kind === 'score') await blobs.remove('results', resultName(id));
    await tables.delete(tasks).where(
      inArray(
        tasks.id,
        old.map(({ id }) => id),
      ),
    );
  }
}

function runBy(id: string, worker: string | null, attempts: number) {
  return and(
    eq(tasks.id, id),
    eq(tasks.state, 'running'),
    eq(tasks.attempts, attempts),
    worker === null ? isNull(tasks.worker) : eq(tasks.worker, worker),
  );
}
