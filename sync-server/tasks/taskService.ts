import { randomUUID } from 'node:crypto';
import { and, count, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { mayActAs } from '#shared/api/roles';
import { isFinished, type Task, type TaskKind, type TaskState } from '#shared/api/tasks';
import { canonicalJson, type Json } from '#shared/base/canonicalJson';
import { CodedError } from '#shared/base/errors';
import type { Caller } from '../auth/tokens';
import type { DatasetService } from '../datasets/datasetService';
import { rowsOf, type Tables } from '../store/database';
import { datasets as datasetTable, tasks } from '../store/schema';
import { refuseUnstorable } from '../store/storable';
import type { TaskQueue } from './taskQueue';
import { abandoned, changed, now, type TaskRow, taskOf, unfinished } from './taskRows';

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
}

/** A task that changed, and whose it is. */
export interface TaskChange {
  readonly task: Task;
  readonly changedAt: Date;
  readonly owner: string | null;
}

export interface TaskServiceDeps {
  readonly tables: Tables;
  readonly datasets: DatasetService;
  readonly limits: TaskLimits;
  /** The order of work. */
  readonly queue: Pick<TaskQueue, 'put'>;
  /** Called after every change. */
  readonly onChange: () => void;
}

/** An arbitrary number, Moderato's own, for the lock under which tasks are accepted. */
const SUBMIT_LOCK = 1_297_040_467;

/** Tasks as clients know them: accepted, listed, followed, cancelled. */
export class TaskService {
  readonly #deps: TaskServiceDeps;

  constructor(deps: TaskServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Accepts work. The same request with the same id again answers with the task that is there.
   * @throws CodedError `input-invalid` for what no table can keep, `dataset-missing`, `task-id-taken`, `queue-full`,
   *   `limit-reached`.
   */
  async submit(
    { id = randomUUID(), kind, name, datasetId, keepDataset, input }: NewTask,
    caller: Caller,
  ): Promise<Task> {
    const { tables, datasets, limits } = this.#deps;
    refuseUnstorable(input);
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
   * Asks a task to stop: at once if nobody runs it, else its worker does within a second.
   * @throws CodedError `task-missing`, `task-finished`.
   */
  async cancel(id: string, caller: Caller): Promise<Task> {
    const { tables } = this.#deps;
    const task = await this.get(id, caller);
    if (isFinished(task.state)) throw new CodedError('task-finished', { id, state: task.state });
    const [stopped] = await tables
      .update(tasks)
      .set({ state: 'cancelled', progress: null, finishedAt: now, worker: null, ...changed })
      .where(and(eq(tasks.id, id), or(eq(tasks.state, 'queued'), and(eq(tasks.state, 'running'), abandoned))))
      .returning();
    if (stopped) {
      this.#deps.onChange();
      if (stopped.datasetId !== null) await this.#deps.datasets.release(stopped.datasetId);
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
