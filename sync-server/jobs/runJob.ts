import type { TaskProgress } from '#shared/api/tasks';
import { runSteps, type Steps } from '#shared/runtime/steps';
import type { FoldQuestion } from './foldMessages';
import type { JobOrder } from './jobMessages';

/** What a task came to. */
export interface JobResult {
  /** As JSON, kept with the task. */
  readonly result: unknown;
  /** A model file to be stored, or null. */
  readonly model: Uint8Array<ArrayBuffer> | null;
}

/** Passes on how far a task is. */
export interface JobReport {
  /** Drives a computation to its end, and reports what it yields. */
  steps<Progress, Result>(steps: Steps<Progress, Result>, show: (progress: Progress) => TaskProgress): Promise<Result>;
}

/** Does the work of one kind of task. What it throws ends the task as failed. */
export type RunJob = (order: JobOrder, report: JobReport, ask: AskProcess) => Promise<JobResult>;

/** Asks the process of the thread. Rejects with what went wrong there. */
export type AskProcess = (question: FoldQuestion) => Promise<unknown>;

/** Between two messages about progress. */
const REPORT_MS = 250;

/** Reports at most a few times a second. */
export function createJobReport(send: (progress: TaskProgress) => void): JobReport {
  let last = Number.NEGATIVE_INFINITY;
  let phase = '';
  return {
    steps: (steps, show) =>
      runSteps(steps, undefined, (value) => {
        const progress = show(value);
        const now = performance.now();
        if (progress.phase === phase && now - last < REPORT_MS) return;
        phase = progress.phase;
        last = now;
        send(progress);
      }),
  };
}
