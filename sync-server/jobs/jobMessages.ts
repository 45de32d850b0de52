import type { TaskError, TaskKind, TaskProgress } from '#shared/api/tasks';
import type { FoldQuestion } from './foldMessages';

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
  /** Of a search: another worker runs it, and this one takes parts of it. */
  readonly helping: boolean;
}

/** What the thread posts: any number of the first two, then one of the others. */
export type JobMessage =
  | { readonly kind: 'ask'; readonly number: number; readonly question: FoldQuestion }
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'done'; readonly result: unknown; readonly model: Uint8Array<ArrayBuffer> | null }
  | { readonly kind: 'failed'; readonly error: TaskError };

/** The answer to a message of kind `ask`. */
export type JobAnswer =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly error: string };
