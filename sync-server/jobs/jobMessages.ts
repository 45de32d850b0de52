import type { TaskError, TaskKind, TaskProgress } from '#shared/api/tasks';

/* What passes between a worker and the thread in which a task runs. */

/** What the thread gets. */
export interface JobOrder {
  readonly kind: TaskKind;
  /** As it was asked for, checked again in the thread. */
  readonly input: unknown;
  /** The file of the dataset, and the name that it came with. */
  readonly data: { readonly path: string; readonly name: string };
  /** Of a task that scores: the model file. */
  readonly model: Uint8Array<ArrayBuffer> | null;
  /** Where a task that scores writes the scored file. */
  readonly out: string;
  readonly maxRows: number;
}

/** What the thread posts: any number of progress messages, then one of the others. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'done'; readonly result: unknown; readonly model: Uint8Array<ArrayBuffer> | null }
  | { readonly kind: 'failed'; readonly error: TaskError };
