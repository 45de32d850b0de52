import { createEffect, createRoot, createSignal } from 'solid-js';
import { unwrap } from 'solid-js/store';
import { toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { taskLock, withLock } from '../../storage/locks';
import { newId } from '../../storage/newId';
import { onTabMessage, postToTabs, type TaskProgress } from '../../storage/taskChannel';
import { isLive, type StoredError, type TaskKind, type TaskRecord, type TaskResult } from '../../storage/taskRecords';
import { addTask, changeTask, deleteTasks, type TaskChange } from '../../storage/tasks';
import { TASK_KIND_ROWS } from './kinds';
import {
  forgetOwn,
  noteTasksError,
  releaseOwn,
  sendProgress,
  showOwn,
  showProgress,
  type Task,
  tasks,
} from './taskList';

/*
 * The registry of long jobs. A feature runs its work through `runTask` and shows the progress from `tasks()`
 * (taskList.ts):
 *
 *     const model = await runTask({ kind: 'train', title: name, again: { datasetId, spec } }, (report, signal) => …)
 *
 * The list, the tray, the rail, the window's title, messages at the end and the notification follow by themselves. To
 * be run again after a reload, a kind has a line in again.ts, which gets `again` back.
 */

/** What is known of a task before it starts. */
export interface TaskPlan<Result> {
  readonly kind: TaskKind;
  /** The name of what it works on or makes: a file, a dataset, a model. */
  readonly title: string;
  /** What again.ts needs to run it again after a reload: plain data that a structured clone carries. */
  readonly again?: unknown;
  /** What it made, for the link to it. */
  readonly result?: (value: Result) => TaskResult | null;
  /** Called at once with the id of the task. */
  readonly onStart?: (id: string) => void;
  /** Null: it is run again from `again` alone; absent: while this tab is open, by the same plan and work. */
  readonly repeat?: null;
}

/** Reports progress; what is left out is as it was for `phase`, null for `fraction`, and none for `counts`. */
export type Report = (progress: Partial<TaskProgress>) => void;

export type TaskWork<Result> = (report: Report, signal: AbortSignal) => Promise<Result>;

/** Progress is sent to other tabs, and stored, at most so often. */
const SENT_EVERY_MS = 250;
const STORED_EVERY_MS = 3000;

const running = new Map<string, AbortController>();
/** Tasks that another has replaced: they leave the list instead of being called cancelled. */
const replaced = new Set<string>();
const repeats = new Map<string, () => Promise<unknown>>();
const queues = new Map<string, Promise<unknown>>();
const listeners = new Set<EndListener>();
/** The path of the page that each task was started on. */
const startPaths = new Map<string, string>();
const [asking, setAsking] = createSignal(0);
let listening = false;

/** True while this tab runs something, or lets it wait, that closing it would lose. */
export const busy = (): boolean => asking() > 0;

/** Runs short work that closing the tab would lose, and that is not listed as a task. */
export async function keepOpen<Result>(work: () => Promise<Result>): Promise<Result> {
  setAsking((count) => count + 1);
  try {
    return await work();
  } finally {
    setAsking((count) => count - 1);
  }
}

/**
 * Runs `work` as a task of this tab. Tasks of one queue (kinds.ts) run one after another.
 * @returns what `work` returns, once the end of the task is stored.
 * @throws what `work` throws; an AbortError after `cancelTask`, also while it waits for its turn.
 */
export function runTask<Result>(plan: TaskPlan<Result>, work: TaskWork<Result>): Promise<Result> {
  listenToTabs();
  const { asks } = TASK_KIND_ROWS[plan.kind];
  const id = newId();
  const run = () => {
    const end = runNew(id, plan, work);
    plan.onStart?.(id);
    return end;
  };
  return asks ? keepOpen(run) : run();
}

/** Stops a task, of this tab or another. Its promise rejects with an AbortError once the work has stopped. */
export function cancelTask(id: string): void {
  const own = running.get(id);
  if (own !== undefined) own.abort();
  else postToTabs({ kind: 'cancel', id });
}

/** Stops a task of this tab because another takes its place, and takes it off the list. */
export function replaceTask(id: string): void {
  const own = running.get(id);
  if (own === undefined) return;
  replaced.add(id);
  own.abort();
}

/** Runs a task once more with all it had, also the file, which a reload loses; null: it did not run in this tab. */
export function repeatOf(id: string): (() => Promise<unknown>) | null {
  return repeats.get(id) ?? null;
}

/** Forgets how to repeat tasks that have left the list. */
export function forgetRepeats(ids: readonly string[]): void {
  for (const id of ids) repeats.delete(id);
}

/** @param startedOn the path of the page that the task was started on. */
type EndListener = (task: TaskRecord, startedOn: string) => void;

/** Calls `listener` for each listed task of this tab that has ended. Returns a function that stops it. */
export function onTaskEnd(listener: EndListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The task of a kind that is under way, one of this tab before others, one that runs before one that waits; or null.
 */
export function currentTask(...kinds: readonly TaskKind[]): Task | null {
  const live = tasks().filter(({ kind, state }) => kinds.includes(kind) && isLive(state));
  const rank = ({ state, own }: Task) => (state === 'running' ? 0 : 2) + (own ? 0 : 1);
  return live.reduce<Task | null>((best, task) => (best === null || rank(task) < rank(best) ? task : best), null);
}

function listenToTabs(): void {
  if (listening) return;
  listening = true;
  onTabMessage((message) => {
    if (message.kind === 'cancel') running.get(message.id)?.abort();
  });
}

async function runNew<Result>(id: string, plan: TaskPlan<Result>, work: TaskWork<Result>): Promise<Result> {
  const controller = new AbortController();
  const { queue } = TASK_KIND_ROWS[plan.kind];
  const keeper = createKeeper({
    id,
    kind: plan.kind,
    title: plan.title,
    state: 'waiting',
    phase: null,
    fraction: null,
    createdAt: Date.now(),
    startedAt: null,
    finishedAt: null,
    error: null,
    result: null,
    again: unwrap(plan.again ?? null),
  });
  running.set(id, controller);
  startPaths.set(id, location.pathname);
  // At once, so that what waits for no task of its kind sees this one: a button may be pressed twice.
  if (TASK_KIND_ROWS[plan.kind].listedAfter === 0) keeper.show();
  if (plan.repeat !== null) repeats.set(id, () => runTask(plan, work));
  const finish = createQueueTurn(queue);
  try {
    return await withLock(taskLock(id), 'exclusive', async () => {
      keeper.begin(TASK_KIND_ROWS[plan.kind].listedAfter);
      try {
        await orAbort(finish.turn, controller.signal);
        keeper.change({ state: 'running', startedAt: Date.now() });
        const value = await work(createReport(id, keeper), controller.signal);
        await keeper.end({ state: 'done', fraction: 1, result: plan.result?.(value) ?? null });
        return value;
      } catch (error) {
        if (replaced.delete(id)) await keeper.leave();
        else if (isAbort(error)) await keeper.end({ state: 'cancelled' });
        else await keeper.end({ state: 'failed', error: storedError(error) });
        throw error;
      }
    });
  } finally {
    finish.release();
    running.delete(id);
  }
}

/** A place in a queue: `turn` resolves when all before have released theirs. */
function createQueueTurn(queue: string | null): { readonly turn: Promise<unknown>; readonly release: () => void } {
  let release = () => {};
  if (queue === null) return { turn: Promise.resolve(), release };
  const before = queues.get(queue) ?? Promise.resolve();
  const released = new Promise<void>((resolve) => (release = resolve));
  queues.set(
    queue,
    before.then(() => released),
  );
  return { turn: before, release: () => release() };
}

/** Waits for `promise`; rejects with an AbortError when `signal` fires. */
async function orAbort(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    void promise.then(() => resolve());
  });
}

function storedError(error: unknown): StoredError {
  const { code, params } = toCodedError(error);
  return { code, params: { ...params } };
}

function createReport(id: string, keeper: Keeper): Report {
  let sent = Number.NEGATIVE_INFINITY;
  let stored = performance.now();
  let phase: string | null = null;
  return (progress) => {
    const now = performance.now();
    const news = progress.phase !== undefined && progress.phase !== phase;
    phase = progress.phase ?? phase;
    const fraction = progress.fraction ?? null;
    showProgress(id, { phase, fraction, counts: progress.counts ?? {} });
    if (!keeper.isListed()) return;
    if (news || now - sent >= SENT_EVERY_MS) {
      sent = now;
      sendProgress(id);
    }
    if (now - stored >= STORED_EVERY_MS) {
      stored = now;
      keeper.change({ phase, fraction });
    }
  };
}

type Keeper = ReturnType<typeof createKeeper>;

/** Keeps the record of a task of this tab on screen and in storage, written one change after the other. */
function createKeeper(first: TaskRecord) {
  let record = first;
  let writes: Promise<unknown> = Promise.resolve();
  let listed = false;
  let failed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (work: () => Promise<unknown>) => {
    // A task goes on though its record cannot be kept.
    writes = writes.then(work).then(
      () => postToTabs({ kind: 'changed' }),
      (error) => {
        failed = true;
        noteTasksError(error);
      },
    );
  };
  const list = () => {
    listed = true;
    showOwn(record);
    const added = record;
    write(() => addTask(added));
  };
  const change = (next: TaskChange) => {
    record = { ...record, ...next };
    if (!listed) return;
    showOwn(record);
    write(() => changeTask(record.id, next));
  };
  return {
    isListed: () => listed,
    /** Shows it in this tab; it is not kept yet. */
    show: () => showOwn(record),
    begin(after: number): void {
      if (after > 0) timer = setTimeout(list, after);
      else list();
    },
    change,
    async end(next: TaskChange): Promise<void> {
      clearTimeout(timer);
      change({ ...next, finishedAt: Date.now() });
      if (!listed) {
        repeats.delete(record.id);
        return;
      }
      await writes;
      if (!failed) releaseOwn(record.id);
      const startedOn = startPaths.get(record.id) ?? '';
      startPaths.delete(record.id);
      for (const listener of listeners) listener(record, startedOn);
    },
    /** Takes it off the list. */
    async leave(): Promise<void> {
      clearTimeout(timer);
      repeats.delete(record.id);
      if (!listed) return;
      forgetOwn([record.id]);
      write(() => deleteTasks([record.id]));
      await writes;
    },
  };
}

const askBeforeClosing = (event: BeforeUnloadEvent) => event.preventDefault();

createRoot(() => {
  // A listener at all times would keep the page out of the back-forward cache.
  createEffect(() => {
    if (busy()) addEventListener('beforeunload', askBeforeClosing);
    else removeEventListener('beforeunload', askBeforeClosing);
  });
});
