import type { Task } from '#shared/api/tasks';
import { CodedError, toCodedError } from '#shared/base/errors';
import { AbortError, isAbort, sleep, throwIfAborted } from '#shared/runtime/steps';
import { changeOutboxEntry, type OutboxEntry, putOutboxEntry, type WorkOf } from '../../storage/outbox';
import { readSnapshot } from '../../storage/snapshot';
import { postToTabs } from '../../storage/taskChannel';
import type { TaskKind, TaskResult } from '../../storage/taskRecords';
import { deleteTasks } from '../../storage/tasks';
import { isAboutToken, isPassing, refusalOf } from '../../sync/errors';
import type { ServerApi } from '../../sync/serverApi';
import { rowSearching } from '../../workers/rows/client';
import { type Report, runTask } from '../tasks/runTask';
import { forgetOwn } from '../tasks/taskList';
import { backOffMs } from './backOff';
import { withServer } from './connection';

/*
 * Work on a server over comments of this device, followed as a task here. Every step can be done twice: the comments
 * are called by their SHA-256, the task there by an id chosen here. So a reload, a lost connection or a restarted
 * server only makes it begin again from what the server knows. It ends for good when the result is here, when the
 * server refuses, or when somebody stops it.
 */

/** An entry whose comments are sent. */
export type RemoteWork = WorkOf<'fit' | 'search'>;

/** What is handed over beside the settings. */
export interface Submission {
  readonly taskId: string;
  /** SHA-256 of the comments, which are there. */
  readonly datasetId: string;
  readonly reading: { readonly text: string; readonly labels: string[]; readonly format: 'jsonl' };
  readonly keepDataset?: true;
}

/** What one kind of such work does. */
export interface RemoteJob<Work extends RemoteWork, Result> {
  readonly kind: TaskKind;
  readonly result: (made: Result) => TaskResult;
  /** Hands it over. */
  submit(api: ServerApi, work: Work, submission: Submission, signal: AbortSignal): Promise<unknown>;
  /** How far the server is with it, 0 to 1, report by report. */
  createFraction(work: Work): (progress: NonNullable<Task['progress']>) => number | null;
  /** Fetches the result of the task that has succeeded. @param report its progress, from SERVED on. */
  collect(
    api: ServerApi,
    ended: Task,
    work: Work,
    entry: OutboxEntry,
    report: Report,
    signal: AbortSignal,
  ): Promise<Result>;
}

/**
 * Shares of the whole, which only place the bar: what is done when the comments are there, and when the server is done.
 */
const UPLOADED = 0.2;
export const SERVED = 0.95;
/** The most between two attempts: somebody is looking at the task. */
const MOST_WAIT_MS = 30_000;

/**
 * Does what an entry of the outbox says. A failure is on the record of the task, and the entry is done with.
 * @throws an AbortError if the entry was dropped or the task stopped; what has to be undone on the server then waits as
 *   an entry.
 */
export async function runRemote<Work extends RemoteWork, Result>(
  entry: OutboxEntry,
  work: Work,
  job: RemoteJob<Work, Result>,
  dropped: AbortSignal,
): Promise<void> {
  if (work.localTask !== null) await forgetTask(work.localTask); // the page that followed it is gone
  const state = { work };
  const change = async (next: Partial<Pick<RemoteWork, 'digest' | 'localTask'>>) => {
    state.work = { ...state.work, ...next };
    await changeOutboxEntry(entry.id, { work: state.work }, entry.createdAt);
  };
  let begun: Promise<unknown> = Promise.resolve();
  const onStart = (id: string) => {
    begun = change({ localTask: id });
  };
  try {
    const plan = { kind: job.kind, title: work.name, repeat: null, result: job.result, onStart };
    await runTask(plan, async (report, stopped) => {
      await begun;
      const signal = AbortSignal.any([stopped, dropped]);
      try {
        return await follow(entry, () => state.work, change, job, report, signal);
      } catch (error) {
        if (signal.aborted) throw new AbortError();
        throw error;
      }
    });
  } catch (error) {
    if (!isAbort(error)) return; // it is on the record of the task
    const { name, digest } = state.work;
    const now = Date.now();
    await putOutboxEntry({
      id: `cancel ${entry.id}`,
      server: entry.server,
      createdAt: now,
      nextAt: now,
      attempts: 0,
      error: null,
      work: { kind: 'cancel', name, taskId: entry.id, digest },
    });
  }
}

async function forgetTask(id: string): Promise<void> {
  await deleteTasks([id]);
  forgetOwn([id]);
  postToTabs({ kind: 'changed' });
}

/** Tries until the result is here; what passes by itself is waited for. */
async function follow<Work extends RemoteWork, Result>(
  entry: OutboxEntry,
  order: () => Work,
  change: (next: { digest: string }) => Promise<void>,
  job: RemoteJob<Work, Result>,
  report: Report,
  signal: AbortSignal,
): Promise<Result> {
  const file = createFile(order, report, signal);
  for (let attempts = 1; ; attempts++) {
    report({ phase: 'connect' });
    try {
      return await withServer(async (api) => {
        if ((await taskThere(api, entry.id, signal)) === null) {
          await handOver(api, entry.id, order, change, job, file, report, signal);
        }
        const ended = await api.watchTask(entry.id, createShow(job.createFraction(order()), report), signal);
        if (ended.state === 'cancelled') throw new AbortError(); // by an admin, there
        if (ended.state !== 'succeeded') {
          throw refusalOf(ended.error) ?? new CodedError('unexpected', { reason: `the task is ${ended.state}` });
        }
        report({ phase: 'pull', fraction: SERVED });
        return job.collect(api, ended, order(), entry, report, signal);
      });
    } catch (error) {
      throwIfAborted(signal);
      const coded = toCodedError(error);
      if (!isPassing(coded) && !isAboutToken(coded)) throw coded;
      report({ phase: 'connect' });
      await sleep(Math.min(MOST_WAIT_MS, backOffMs(attempts, Math.random())), signal);
    }
  }
}

/** Sends the comments, unless they are there, and submits the task. */
async function handOver<Work extends RemoteWork, Result>(
  api: ServerApi,
  taskId: string,
  order: () => Work,
  change: (next: { digest: string }) => Promise<void>,
  job: RemoteJob<Work, Result>,
  file: () => Promise<SentFile>,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const { blob, digest, text } = await file();
  const there = await api.call('datasets.has', { ids: [digest] }, signal);
  if (there.length === 0) {
    await change({ digest });
    const show = (fraction: number) => report({ phase: 'upload', fraction: UPLOADED * fraction });
    await api.putDataset(blob, { id: digest, name: 'comments.jsonl' }, show, signal);
  }
  report({ phase: 'submit', fraction: UPLOADED });
  const work = order();
  const reading = { text, labels: [...work.labels], format: 'jsonl' as const };
  const keep = work.keepData ? { keepDataset: true as const } : {};
  await job.submit(api, work, { taskId, datasetId: digest, reading, ...keep }, signal);
}

/** The task on the server; null before it was handed over. */
async function taskThere(api: ServerApi, id: string, signal: AbortSignal): Promise<Task | null> {
  try {
    return await api.call('tasks.get', { id }, signal);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'task-missing') return null;
    throw error;
  }
}

interface SentFile {
  readonly blob: Blob;
  readonly digest: string;
  readonly text: string;
}

/** Collects the comments once, and checks that they are those that a person agreed to send. */
function createFile(order: () => RemoteWork, report: Report, signal: AbortSignal): () => Promise<SentFile> {
  let made: SentFile | null = null;
  return async () => {
    if (made !== null) return made;
    const { datasetId, datasetName, part, labels, revision, digest } = order();
    const { info } = await readSnapshot(datasetId);
    const outdated = () => new CodedError('consent-outdated', { name: datasetName });
    if ((info.revision ?? 0) !== revision) throw outdated();
    report({ phase: 'read' });
    const read = await rowSearching.trainingFile(datasetId, part ?? undefined, labels, () => undefined, signal);
    if (digest !== null && digest !== read.digest) throw outdated();
    made = { blob: read.blob, digest: read.digest, text: read.text };
    return made;
  };
}

/** Shows the states of a task there as the progress of the one here. */
function createShow(
  fractionOf: (progress: NonNullable<Task['progress']>) => number | null,
  report: Report,
): (task: Task) => void {
  let fraction = 0;
  return ({ state, progress }) => {
    if (state === 'queued') report({ phase: 'queued', fraction: UPLOADED });
    if (state !== 'running') return;
    fraction = (progress === null ? null : fractionOf(progress)) ?? fraction;
    report({ phase: 'running', fraction: UPLOADED + (SERVED - UPLOADED) * fraction });
  };
}
