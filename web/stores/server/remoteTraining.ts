import type { Task } from '#shared/api/tasks';
import { CodedError, toCodedError } from '#shared/base/errors';
import { AbortError, isAbort, throwIfAborted } from '#shared/runtime/steps';
import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import { changeOutboxEntry, type OutboxEntry, putOutboxEntry, type WorkOf } from '../../storage/outbox';
import type { ModelRecord } from '../../storage/records';
import { readSnapshot } from '../../storage/snapshot';
import { postToTabs } from '../../storage/taskChannel';
import { deleteTasks } from '../../storage/tasks';
import { isAboutToken, isPassing, refusalOf } from '../../sync/errors';
import type { ServerApi } from '../../sync/serverApi';
import { rowSearching } from '../../workers/rows/client';
import { scoring } from '../../workers/score/client';
import type { TrainProgress } from '../../workers/train/train.worker';
import { refreshModels } from '../models';
import { type Report, runTask } from '../tasks/runTask';
import { forgetOwn } from '../tasks/taskList';
import { advance, NOT_STARTED, planOf } from '../trainingProgress';
import { backOffMs } from './backOff';
import { withServer } from './connection';
import { rememberRemoteRun } from './remoteRuns';

/*
 * Training on a server, followed as a task of this device. Every step can be done twice: the comments are called by their SHA-256,
 * the task there by an id chosen here. So a reload, a lost connection or a restarted server only makes it begin again from what the
 * server knows. It ends for good when the model is here, when the server refuses, or when somebody stops it.
 */

type Fit = WorkOf<'fit'>;

/** Shares of the whole, which only place the bar. */
const UPLOADED = 0.2;
const TRAINED = 0.95;
/** The most between two attempts: somebody is looking at the task. */
const MOST_WAIT_MS = 30_000;

/**
 * Trains as an entry of the outbox says. A failure is on the record of the task, and the entry is done with.
 * @throws an AbortError if the entry was dropped or the task stopped; what has to be undone on the server then waits as an entry.
 */
export async function runFit(entry: OutboxEntry, fit: Fit, dropped: AbortSignal): Promise<void> {
  if (fit.localTask !== null) await forgetTask(fit.localTask); // the page that followed it is gone
  const state = { fit };
  const change = async (next: Partial<Fit>) => {
    state.fit = { ...state.fit, ...next };
    await changeOutboxEntry(entry.id, { work: state.fit });
  };
  const result = ({ id }: ModelRecord) => ({ kind: 'model' as const, id });
  let begun: Promise<unknown> = Promise.resolve();
  const onStart = (id: string) => {
    begun = change({ localTask: id });
  };
  try {
    await runTask({ kind: 'remote', title: fit.name, repeat: null, result, onStart }, async (report, stopped) => {
      await begun;
      const signal = AbortSignal.any([stopped, dropped]);
      try {
        return await follow(entry, () => state.fit, change, report, signal);
      } catch (error) {
        if (signal.aborted) throw new AbortError();
        throw error;
      }
    });
  } catch (error) {
    if (!isAbort(error)) return; // it is on the record of the task
    const { name, digest } = state.fit;
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

/** Tries until the model is here; what passes by itself is waited for. */
async function follow(
  entry: OutboxEntry,
  order: () => Fit,
  change: (next: Partial<Fit>) => Promise<void>,
  report: Report,
  signal: AbortSignal,
): Promise<ModelRecord> {
  const file = createFile(order, report, signal);
  for (let attempts = 1; ; attempts++) {
    report({ phase: 'connect' });
    try {
      return await withServer((api) => trainThere(api, entry, order, change, file, report, signal));
    } catch (error) {
      throwIfAborted(signal);
      const coded = toCodedError(error);
      if (!isPassing(coded) && !isAboutToken(coded)) throw coded;
      report({ phase: 'connect' });
      await sleep(Math.min(MOST_WAIT_MS, backOffMs(attempts, Math.random())), signal);
    }
  }
}

async function trainThere(
  api: ServerApi,
  entry: OutboxEntry,
  order: () => Fit,
  change: (next: Partial<Fit>) => Promise<void>,
  file: () => Promise<SentFile>,
  report: Report,
  signal: AbortSignal,
): Promise<ModelRecord> {
  if ((await taskThere(api, entry.id, signal)) === null) {
    const { blob, digest, text } = await file();
    const there = await api.call('datasets.has', { ids: [digest] }, signal);
    if (there.length === 0) {
      await change({ digest });
      const show = (fraction: number) => report({ phase: 'upload', fraction: UPLOADED * fraction });
      await api.putDataset(blob, { id: digest, name: 'comments.jsonl' }, show, signal);
    }
    report({ phase: 'submit', fraction: UPLOADED });
    const { name, labels, spec, keepData } = order();
    const reading = { text, labels: [...labels], format: 'jsonl' as const };
    const keep = keepData ? { keepDataset: true } : {};
    await api.call('models.fit', { taskId: entry.id, datasetId: digest, reading, spec, name, ...keep }, signal);
  }
  const ended = await api.watchTask(entry.id, createShow(order().spec, report), signal);
  const { state, modelId, error, startedAt, finishedAt } = ended;
  if (state === 'cancelled') throw new AbortError(); // by an admin, there
  if (state !== 'succeeded' || modelId === null) {
    throw refusalOf(error) ?? new CodedError('unexpected', { reason: `the task is ${state}` });
  }
  report({ phase: 'pull', fraction: TRAINED });
  const show = (fraction: number) => report({ phase: 'pull', fraction: TRAINED + (1 - TRAINED) * fraction });
  const bytes = await api.pullModel(modelId, show, signal);
  const { name, datasetName, part, datasetId } = order();
  const { record } = await scoring.keepShared(bytes, {
    id: modelId,
    name,
    datasetName: part === null ? datasetName : `${datasetName}: ${part}`,
    origin: 'trained',
  });
  await refreshModels();
  if (startedAt !== null && finishedAt !== null) {
    const { info } = await readSnapshot(datasetId).catch(() => ({ info: null })); // it may have been removed here
    if (info !== null) {
      const took = Date.parse(finishedAt) - Date.parse(startedAt);
      rememberRemoteRun(entry.server, order().spec as PipelineSpecInput, Math.max(1, info.textBytes), took);
    }
  }
  return record;
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
function createFile(order: () => Fit, report: Report, signal: AbortSignal): () => Promise<SentFile> {
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
function createShow(spec: Readonly<Record<string, unknown>>, report: Report): (task: Task) => void {
  const plan = planOf(spec as PipelineSpecInput);
  let state = NOT_STARTED;
  return ({ state: now, progress }) => {
    if (now === 'queued') report({ phase: 'queued', fraction: UPLOADED });
    if (now !== 'running') return;
    if (progress !== null && plan.some(([phase]) => phase === progress.phase)) {
      state = advance(state, progress as TrainProgress, plan);
    }
    report({ phase: 'running', fraction: UPLOADED + (TRAINED - UPLOADED) * state.overall });
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new AbortError());
      },
      { once: true },
    );
  });
}
