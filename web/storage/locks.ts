/*
 * Web Locks coordinate threads and tabs: who writes a dataset, who reads it, who trains. A dead worker's or a closed
 * tab's locks are released by themselves. Over plain http (not localhost) there are none; then nothing is awaited, and
 * what needs certainty (the sweep of orphans) is not done.
 */

/** One training at a time over all tabs: two would compete for memory. */
export const TRAINING_LOCK = 'moderato-training';

/** Held exclusively while the dataset is imported or deleted, shared by long reads. */
export function datasetLock(id: string): string {
  return `moderato-dataset-${id}`;
}

/** Held exclusively by the tab that runs a task, from before its record is written until after it has ended. */
export function taskLock(id: string): string {
  return `moderato-task-${id}`;
}

/** Held exclusively by the tab that does what waits in the outbox under this id. */
export function outboxLock(id: string): string {
  return `moderato-outbox-${id}`;
}

function manager(): LockManager | undefined {
  return globalThis.navigator?.locks;
}

/**
 * Runs `work` while holding `name`; waits for it, or rejects with an AbortError if `signal` fires before it is granted.
 */
export async function withLock<Result>(
  name: string,
  mode: LockMode,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const locks = manager();
  if (!locks) return work();
  return locks.request(name, signal ? { mode, signal } : { mode }, work);
}

/** Runs `work` if `name` is available exclusively at once. Returns whether it ran. */
export async function withFreeLock(name: string, work: () => Promise<void>): Promise<boolean> {
  const locks = manager();
  if (!locks) return false;
  return locks.request(name, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await work();
    return true;
  });
}

/** Whether any tab holds the lock of a task. Without Web Locks that cannot be known: false. */
export async function isAnyTaskRunning(): Promise<boolean> {
  const { held = [] } = (await manager()?.query()) ?? {};
  return held.some(({ name }) => name?.startsWith(taskLock('')) === true);
}

/** Whether this page may use Web Locks. */
export function hasLocks(): boolean {
  return manager() !== undefined;
}
