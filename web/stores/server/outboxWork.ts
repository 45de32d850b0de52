import { CodedError, type ErrorCode } from '#shared/base/errors';
import { sleep } from '#shared/runtime/steps';
import { serverWords } from '../../i18n/serverWords';
import { readModelRecord } from '../../storage/models';
import type { OutboxEntry } from '../../storage/outbox';
import { exportModel } from '../models';
import { showToast } from '../toasts';
import { withServer } from './connection';
import { runRemote } from './remoteRun';
import { searchThere } from './remoteSearch';
import { trainingThere } from './remoteTraining';
import { refreshShared } from './shared';

/* What each kind of entry of the outbox does. Done twice, it has the same result. */

/**
 * Does the work of an entry.
 * @throws CodedError what the server refuses, and what keeps it from being reached; an AbortError after `signal`.
 */
export async function runEntry(entry: OutboxEntry, signal: AbortSignal): Promise<void> {
  const { work } = entry;
  switch (work.kind) {
    case 'push':
      await push(work.modelId, signal);
      break;
    case 'unshare':
      await unlessGone(withServer((api) => api.call('models.remove', { id: work.modelId }, signal)));
      break;
    case 'rename': {
      const { name } = await readModelRecord(work.modelId);
      await unlessGone(withServer((api) => api.call('models.rename', { id: work.modelId, name }, signal)));
      break;
    }
    case 'fit':
      await runRemote(entry, work, trainingThere, signal);
      break;
    case 'search':
      await runRemote(entry, work, searchThere, signal);
      break;
    case 'cancel':
      await unlessGone(withServer((api) => api.call('tasks.cancel', { id: work.taskId }, signal)));
      // Its end deletes them too, if it had begun and they were not to be kept; else nothing does.
      await withdraw(work.name, work.digest, signal);
      break;
    default:
      throw new CodedError('unexpected', { reason: `the outbox has an entry of the kind ${work.kind}` });
  }
  await refreshShared();
}

/** Shares a model under the name that it has now; its bytes are sent only if the server lacks them. */
async function push(id: string, signal: AbortSignal): Promise<void> {
  const { name } = await readModelRecord(id);
  await withServer(async (api) => {
    const there = await api.call('models.list', undefined, signal);
    if (there.some((model) => model.id === id)) return;
    await api.putModel(await exportModel(id), { id, name }, () => undefined, signal);
  });
}

/** Waits for a task that was just stopped to give back its comments. */
const RELEASED_MS = 1000;
const RELEASED_TRIES = 15;

/**
 * Deletes comments that were sent from here, also those that were to be kept, and says so. Those that another task
 * still needs stay: it deletes them at its end.
 */
async function withdraw(name: string, digest: string | null, signal: AbortSignal): Promise<void> {
  const words = () => serverWords().remote.withdrawn;
  if (digest === null) return void showToast(() => words().unsent(name)); // or the server had the very same already, from elsewhere
  for (let tries = 1; ; tries++) {
    try {
      await withServer((api) => api.call('datasets.remove', { id: digest }, signal));
      break;
    } catch (error) {
      if (!(error instanceof CodedError) || !GONE.has(error.code)) throw error;
      if (error.code !== 'dataset-in-use') break;
      if (tries === RELEASED_TRIES) return void showToast(() => words().needed(name));
      await sleep(RELEASED_MS, signal);
    }
  }
  showToast(() => words().deleted(name));
}

/** What no longer stands in the way: what was to be removed, stopped or renamed is gone, or has ended. */
const GONE: ReadonlySet<ErrorCode> = new Set([
  'server-lacks-model',
  'server-lacks-dataset',
  'task-missing',
  'task-finished',
  'dataset-in-use',
]);

/** What is gone needs not be removed, or called otherwise. */
async function unlessGone(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (error) {
    if (!(error instanceof CodedError) || !GONE.has(error.code)) throw error;
  }
}
