import { createHash, randomUUID } from 'node:crypto';
import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { errorOnWire } from '#shared/api/errors';
import { mayActAs } from '#shared/api/roles';
import {
  isFinished,
  type Task,
  type TaskError,
  type TaskKind,
  type TaskProgress,
  type TaskState,
} from '#shared/api/tasks';
import { canonicalJson, type Json } from '#shared/base/canonicalJson';
import { CodedError } from '#shared/base/errors';
import type { Caller } from '../auth/tokens';
import type { BlobStore } from '../blobs/blobStore';
import type { DatasetService } from '../datasets/datasetService';
import { rowsOf, type Tables } from '../store/database';
import { datasets as datasetTable, tasks } from '../store/schema';
import type { TaskQueue } from './taskQueue';

export type TaskRow = typeof tasks.$inferSelect;

/** Something to do that a client asked for. */
export interface NewTask {
  /** Chosen by the client; undefined: chosen here. */
  readonly id: string | undefined;
  readonly kind: TaskKind;
  readonly name: string | null;
  readonly datasetId: string;
  readonly keepDataset: boolean | undefined;
  readonly input: unknown;
}

export interface TaskLimits {
  readonly queued: number;
  readonly perToken: number;
  /** Finished tasks that are kept. */
  readonly kept: number;
}

/** A task that changed, and whose it is. */
export interface TaskChange {
  readonly task: Task;
  readonly changedAt: Date;
  readonly owner: string | null;
}

/** How a task ended. */
export type Outcome =
  | { readonly state: 'succeeded'; readonly modelId: string | null; readonly result: unknown }
  | { readonly state: 'failed' | 'interrupted'; readonly error: TaskError }
  | { readonly state: 'cancelled' };

export interface TaskServiceDeps {
  readonly tables: Tables;
  readonly datasets: DatasetService;
  readonly blobs: BlobStore;
  readonly limits: TaskLimits;
  /** The order of work. */
  readonly queue: Pick<TaskQueue, 'put' | 'live'>;
  /** Called after every change. */
  readonly onChange: () => void;
}

/** What the queue is given of a task. */
export interface QueuedTask {
  readonly id: string;
  /** Entries that were used up for it before; with the id it names the entry. */
  readonly deliveries: number;
  /** The higher, the sooner. */
  readonly priority: number;
  /** Seconds to wait before it is begun. */
  readonly delay: number;
}

/** Milliseconds without a sign from a worker after which it counts as lost. */
export const LOST_AFTER_MS = 10_000;
/** Times that a task is begun before it is given up. */
export const MAX_ATTEMPTS = 3;
/** An arbitrary number, Moderato's own, for the lock under which tasks are accepted. */
const SUBMIT_LOCK = 1_297_040_467;

const unfinished = or(eq(tasks.state, 'queued'), eq(tasks.state, 'running'));

/** Tasks: accepted, listed, cancelled, and, for workers, begun, reported on and ended. */
export class TaskService {
  readonly #deps: TaskServiceDeps;

  constructor(deps: TaskServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Accepts work. The same request with the same id again answers with the task that is there.
   * @throws CodedError `dataset-missing`, `task-id-taken`, `queue-full`, `limit-reached`.
   */
  async submit(
    { id = randomUUID(), kind, name, datasetId, keepDataset, input }: NewTask,
    caller: Caller,
  ): Promise<Task> {
    const { tables, datasets, limits } = this.#deps;
    const accept = () =>
      tables.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${SUBMIT_LOCK})`);
        const [there] = await tx.select().from(tasks).where(eq(tasks.id, id));
        if (there) return { row: sameOrThrow(there, kind, caller, input), waiting: 0 };
        const [dataset] = await tx
          .select({ id: datasetTable.id })
          .from(datasetTable)
          .where(eq(datasetTable.id, datasetId));
        if (!dataset) throw new CodedError('dataset-missing', { id: datasetId });
        const [{ queued }] = await tx.select({ queued: count() }).from(tasks).where(eq(tasks.state, 'queued'));
        if (queued >= limits.queued) throw new CodedError('queue-full', { limit: limits.queued });
        const [{ own }] = await tx
          .select({ own: count() })
          .from(tasks)
          .where(and(unfinished, ownedBy(caller)));
        if (own >= limits.perToken) {
          throw new CodedError('limit-reached', { what: 'tasks-of-token', limit: limits.perToken });
        }
        const [made] = await tx
          .insert(tasks)
          .values({ id, kind, name, datasetId, input, owner: caller.id })
          .returning();
        if (keepDataset) await tx.update(datasetTable).set({ kept: true }).where(eq(datasetTable.id, datasetId));
        return { row: made, waiting: own };
      });
    const { row, waiting } = await datasets.holding(datasetId, accept);
    if (row.state === 'queued') {
      // Of two people the one with fewer unfinished tasks is served first; of one person the earlier task.
      await this.#deps.queue.put({ id: row.id, deliveries: row.deliveries, priority: -waiting, delay: 0 });
      this.#deps.onChange();
    }
    return taskOf(row);
  }

  /** The latest tasks first: a caller's own, for an admin everybody's. */
  async list(caller: Caller, states: readonly TaskState[] | undefined, limit: number): Promise<Task[]> {
    const where = and(seenBy(caller), states ? inArray(tasks.state, [...states]) : undefined);
    const rows = await this.#deps.tables.select().from(tasks).where(where).orderBy(desc(tasks.createdAt)).limit(limit);
    return rows.map(taskOf);
  }

  /** @throws CodedError `task-missing`, also for a task of somebody else. */
  async get(id: string, caller: Caller): Promise<Task> {
    const [row] = await this.#deps.tables
      .select()
      .from(tasks)
      .where(and(eq(tasks.id, id), seenBy(caller)));
    if (!row) throw new CodedError('task-missing', { id });
    return taskOf(row);
  }

  /** Tasks that changed after `since`, the earlier change first; of a caller, those that he may see. */
  async changedSince(since: Date, caller: Caller | null, id: string | undefined): Promise<TaskChange[]> {
    const one = id === undefined ? undefined : eq(tasks.id, id);
    const rows = await this.#deps.tables
      .select()
      .from(tasks)
      .where(and(gt(tasks.changedAt, since), caller === null ? undefined : seenBy(caller), one))
      .orderBy(tasks.changedAt);
    return rows.map((row) => ({ task: taskOf(row), changedAt: row.changedAt, owner: row.owner }));
  }

  /** What the clock of the database shows, by which all changes are dated. */
  async now(): Promise<Date> {
    const found = await this.#deps.tables.execute(
      sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
    );
    return new Date(rowsOf<{ now: number }>(found)[0].now);
  }

  /**
   * Asks a task to stop: at once if it waits, else its worker does within a second.
   * @throws CodedError `task-missing`, `task-finished`.
   */
  async cancel(id: string, caller: Caller): Promise<Task> {
    const { tables } = this.#deps;
    const task = await this.get(id, caller);
    if (isFinished(task.state)) throw new CodedError('task-finished', { id, state: task.state });
    const [stopped] = await tables
      .update(tasks)
      .set({ state: 'cancelled', finishedAt: now, ...changed })
      .where(and(eq(tasks.id, id), eq(tasks.state, 'queued')))
      .returning();
    if (stopped) {
      await this.#release(stopped);
      return taskOf(stopped);
    }
    const [row] = await tables
      .update(tasks)
      .set({ cancelAsked: true, ...changed })
      .where(and(eq(tasks.id, id), eq(tasks.state, 'running')))
      .returning();
    this.#deps.onChange();
    return row ? taskOf(row) : this.get(id, caller);
  }

  /**
   * Takes a task for `worker`. Null if there is nothing to do: it was cancelled, has ended, or another worker has it.
   * A task that was begun too often is ended as interrupted.
   */
  async begin(id: string, worker: string): Promise<TaskRow | null> {
    const lost = or(isNull(tasks.worker), lt(tasks.seenAt, ago(LOST_AFTER_MS)));
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
      .where(and(eq(tasks.id, id), or(eq(tasks.state, 'queued'), and(eq(tasks.state, 'running'), lost))))
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
    const lost = alone ? sql`true` : or(isNull(tasks.worker), lt(tasks.seenAt, ago(LOST_AFTER_MS)));
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
    const { tables, limits, blobs } = this.#deps;
    const old = await tables
      .select({ id: tasks.id, kind: tasks.kind })
      .from(tasks)
      .where(isNotNull(tasks.finishedAt))
      .orderBy(desc(tasks.finishedAt))
      .offset(limits.kept)
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

/** The name of the blob with the scored file of a task. */
export function resultName(taskId: string): string {
  return createHash('sha256').update(taskId).digest('hex');
}

/** What a client sees of a row. */
export function taskOf(row: TaskRow): Task {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    revision: row.revision,
    name: row.name,
    datasetId: row.datasetId,
    progress: row.progress,
    modelId: row.modelId,
    result: row.result,
    error: row.error,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

// The clock of the database is the only one that all processes share.
const now = sql`clock_timestamp()`;
const ago = (milliseconds: number): SQL => sql`clock_timestamp() - make_interval(secs => ${milliseconds / 1000})`;
const changed = { revision: sql`${tasks.revision} + 1`, changedAt: now };

function runBy(id: string, worker: string | null, attempts: number) {
  return and(
    eq(tasks.id, id),
    eq(tasks.state, 'running'),
    eq(tasks.attempts, attempts),
    worker === null ? isNull(tasks.worker) : eq(tasks.worker, worker),
  );
}

function ownedBy({ id }: Caller) {
  return id === null ? isNull(tasks.owner) : eq(tasks.owner, id);
}

/** Whether `caller` may see a task of `owner`. */
export function maySee(caller: Caller, owner: string | null): boolean {
  return mayActAs(caller.role, 'admin') || caller.id === owner;
}

function seenBy(caller: Caller) {
  return mayActAs(caller.role, 'admin') ? undefined : ownedBy(caller);
}

/** @throws CodedError `task-id-taken` if `there` is not the task that is asked for again. */
function sameOrThrow(there: TaskRow, kind: TaskKind, { id }: Caller, input: unknown): TaskRow {
  const same = there.kind === kind && there.owner === id && jsonOf(there.input) === jsonOf(input);
  if (!same) throw new CodedError('task-id-taken', { id: there.id });
  return there;
}

function jsonOf(value: unknown): string {
  const json: Json = JSON.parse(JSON.stringify(value));
  return canonicalJson(json);
}
