import { createHash } from 'node:crypto';
import { eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Task } from '#shared/api/tasks';
import { tasks } from '../store/schema';

export type TaskRow = typeof tasks.$inferSelect;

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

/** The clock of the database is the only one that all processes share. */
export const now = sql`clock_timestamp()`;
/** So long before now. */
export const ago = (milliseconds: number): SQL =>
  sql`clock_timestamp() - make_interval(secs => ${milliseconds / 1000})`;
/** No worker runs it, or the one that did has not given a sign of life. */
export const abandoned = or(isNull(tasks.worker), lt(tasks.seenAt, ago(LOST_AFTER_MS)));

/** Neither ended nor given up. */
export const unfinished = or(eq(tasks.state, 'queued'), eq(tasks.state, 'running'));

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

/** What every change of a task sets. */
export const changed = { revision: sql`${tasks.revision} + 1`, changedAt: now };
