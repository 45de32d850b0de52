import { createSignal } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { DamagedRecord } from '../../storage/checked';
import { hasLocks } from '../../storage/locks';
import { onTabMessage, postToTabs, type TaskProgress } from '../../storage/taskChannel';
import { isLive, type TaskRecord } from '../../storage/taskRecords';
import { interruptWhenAbandoned, markInterrupted, readTasks } from '../../storage/tasks';
import { createReread } from '../reread';
import { type Estimate, nextEstimate, startEstimate } from './timeLeft';

/*
 * All tasks as this tab knows them: the records in storage, those of its own that could not be stored, and the progress
 * that tabs send each other.
 */

export type { StoredError, TaskKind, TaskRecord, TaskResult, TaskState } from '../../storage/taskRecords';
export { isLive } from '../../storage/taskRecords';

/** A task as pages see it. */
export interface Task extends TaskRecord {
  /** What its page shows besides the fraction. */
  readonly counts: TaskProgress['counts'];
  /** Milliseconds until it is done, about; null: not known. */
  readonly left: number | null;
  /** It runs, or ran, in this tab. */
  readonly own: boolean;
}

const [state, setState] = createStore<{ tasks: Task[] }>({ tasks: [] });
const [loaded, setLoaded] = createSignal(false);
const [error, setError] = createSignal<CodedError | null>(null);
const [damaged, setDamaged] = createSignal<readonly DamagedRecord[]>([]);

/** Every task, those added last first. Reading a field of one follows that field alone. */
export const tasks = (): readonly Task[] => state.tasks;
/** Whether the tasks of earlier visits are among them. */
export const tasksLoaded = loaded;
/** Why tasks cannot be stored or read, or null. What runs goes on without. */
export const tasksError = error;
/** Records of tasks that cannot be used. */
export const damagedTasks = damaged;

/** Tasks that were started in this tab. */
const ownIds = new Set<string>();
/** Records of those of which storage may know less: under way, or not to be stored. */
const ownRecords = new Map<string, TaskRecord>();
const progressOf = new Map<string, TaskProgress>();
const estimates = new Map<string, Estimate>();
/** Tasks of other tabs whose end is awaited. */
const watched = new Set<string>();

/** How long another tab has to answer before its task counts as abandoned, where there are no Web Locks. */
const ANSWER_LIMIT_MS = 3000;

let listening = false;

/** Loads the tasks of earlier visits and other tabs, and keeps `tasks()` up to date from then on. */
export async function loadTasks(): Promise<void> {
  if (!listening) {
    listening = true;
    onTabMessage((message) => {
      if (message.kind === 'changed') void refreshTasks();
      if (message.kind === 'progress') showProgress(message.id, message.progress);
      if (message.kind === 'hello') {
        for (const [id, { state }] of ownRecords) if (isLive(state)) sendProgress(id);
      }
    });
    postToTabs({ kind: 'hello' });
  }
  await refreshTasks();
}

/** Reads the records again; calls that come meanwhile share one more reading. */
export const refreshTasks = createReread(readOnce);

async function readOnce(): Promise<void> {
  let stored: readonly TaskRecord[] = [];
  try {
    const found = await readTasks();
    stored = found.records;
    setDamaged(found.damaged);
    setError(null);
  } catch (failure) {
    setError(toCodedError(failure));
    stored = state.tasks;
  }
  const own = [...ownRecords.values()];
  const others = stored.filter(({ id }) => !ownRecords.has(id));
  setState('tasks', reconcile([...own, ...others].sort(newestFirst).map(shown), { key: 'id' }));
  setLoaded(true);
  for (const task of others) if (isLive(task.state)) watch(task.id);
}

const newestFirst = (a: TaskRecord, b: TaskRecord) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);

function shown(record: TaskRecord): Task {
  const live = isLive(record.state) ? progressOf.get(record.id) : undefined;
  if (!isLive(record.state)) {
    progressOf.delete(record.id);
    estimates.delete(record.id);
  }
  return {
    ...record,
    phase: live?.phase ?? record.phase,
    fraction: live === undefined ? record.fraction : live.fraction,
    counts: live?.counts ?? {},
    left: estimates.get(record.id)?.left ?? null,
    own: ownIds.has(record.id),
  };
}

/** Notices when the tab that runs a task is gone. */
function watch(id: string): void {
  if (watched.has(id)) return;
  watched.add(id);
  const gone = hasLocks() ? interruptWhenAbandoned(id) : interruptUnlessHeard(id);
  void gone
    .catch((failure) => setError(toCodedError(failure)))
    .then(() => {
      watched.delete(id);
      void refreshTasks();
    });
}

async function interruptUnlessHeard(id: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ANSWER_LIMIT_MS));
  if (!progressOf.has(id)) await markInterrupted(id);
}

/** Shows a task of this tab as it is now, whatever storage knows of it. */
export function showOwn(record: TaskRecord): void {
  const known = ownIds.has(record.id);
  ownIds.add(record.id);
  ownRecords.set(record.id, record);
  const task = shown(record);
  if (known) setState('tasks', ({ id }) => id === record.id, reconcile(task));
  else setState('tasks', (all) => [task, ...all]);
}

/** Shows the progress of a task, of this tab or another. */
export function showProgress(id: string, progress: TaskProgress): void {
  progressOf.set(id, progress);
  const now = performance.now();
  const estimate = nextEstimate(estimates.get(id) ?? startEstimate(now), progress.fraction, now);
  estimates.set(id, estimate);
  setState('tasks', (task) => task.id === id && isLive(task.state), {
    phase: progress.phase,
    fraction: progress.fraction,
    counts: progress.counts,
    left: estimate.left,
  });
}

/** Sends the last progress of a task of this tab to the others. */
export function sendProgress(id: string): void {
  const progress = progressOf.get(id) ?? { phase: null, fraction: null, counts: {} };
  postToTabs({ kind: 'progress', id, progress });
}

/** From here on the record in storage is the one that counts. */
export function releaseOwn(id: string): void {
  ownRecords.delete(id);
  void refreshTasks();
}

/** Takes tasks off the list that are being deleted. */
export function forgetOwn(ids: readonly string[]): void {
  for (const id of ids) ownRecords.delete(id);
  setState('tasks', (all) => all.filter(({ id }) => !ids.includes(id)));
}

/** Notes that storage failed; the task goes on and is known to this tab only. */
export function noteTasksError(failure: unknown): void {
  setError(toCodedError(failure));
}
