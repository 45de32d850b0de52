import * as v from 'valibot';
import { count, digest, moment, taskId } from './fields';

/*
 * Work that the server does in the background. A task goes from queued over running to one of the four ends, and never
 * back: a worker that is lost is replaced while the task stays running.
 */

export const TASK_KINDS = ['fit', 'search', 'score'] as const;
export const TASK_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const;

export type TaskKind = (typeof TASK_KINDS)[number];
export type TaskState = (typeof TASK_STATES)[number];

/** Whether nothing more happens to a task in this state. */
export function isFinished(state: TaskState): boolean {
  return state !== 'queued' && state !== 'running';
}

/** How far a task is: `done` of `total` in its present phase. */
export const taskProgressSchema = v.strictObject({ phase: v.string(), done: v.number(), total: v.number() });

/** An error as it is stored and sent: a code with its parameters, and its sentence in both languages. */
export const taskErrorSchema = v.strictObject({
  code: v.string(),
  params: v.record(v.string(), v.unknown()),
  sentences: v.strictObject({ en: v.string(), ru: v.string() }),
});

export const taskSchema = v.strictObject({
  id: taskId,
  kind: v.picklist(TASK_KINDS),
  state: v.picklist(TASK_STATES),
  /** Grows with every change: of two reports the one with the larger number is the later. */
  revision: count,
  name: v.nullable(v.string()),
  datasetId: v.nullable(digest),
  progress: v.nullable(taskProgressSchema),
  /** Of a fit, the model. */
  modelId: v.nullable(digest),
  /** What the kind of task found; null before it succeeded. */
  result: v.nullable(v.unknown()),
  error: v.nullable(taskErrorSchema),
  /** Workers that have begun it. */
  attempts: count,
  createdAt: moment,
  startedAt: v.nullable(moment),
  finishedAt: v.nullable(moment),
});

export type Task = v.InferOutput<typeof taskSchema>;
export type TaskProgress = v.InferOutput<typeof taskProgressSchema>;
export type TaskError = v.InferOutput<typeof taskErrorSchema>;

export const oneTask = v.strictObject({ id: taskId });

export const listTasks = v.optional(
  v.strictObject({
    states: v.optional(v.array(v.picklist(TASK_STATES))),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 100),
  }),
  {},
);

/** Without `id`, all tasks that the caller may see. `lastEventId` is sent by clients that were cut off. */
export const watchTasks = v.optional(
  v.strictObject({ id: v.optional(taskId), lastEventId: v.optional(v.pipe(v.string(), v.maxLength(100))) }),
  {},
);
