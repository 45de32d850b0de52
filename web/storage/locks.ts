/*
 * Web Locks tell threads and tabs of each other: who writes a dataset, who reads it, who trains.
 * A dead worker's or a closed tab's locks fall by themselves. Over plain http (not localhost) there are none;
 * then nothing is awaited, and what needs certainty (the sweep of debris) is left undone.
 */

/** One training at a time over all tabs: two would only take each other's memory. */
export const TRAINING_LOCK = 'moderato-training';

/** Held alone by who imports or deletes the dataset, together by those who read it for long. */
export function datasetLock(id: string): string {
  return `moderato-dataset-${id}`;
}

function manager(): LockManager | undefined {
  return globalThis.navigator?.locks;
}

/** Runs `work` while holding `name`; waits for it, or rejects with an AbortError when `signal` fires before it is had. */
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

/** Runs `work` if `name` can be held alone at once. Returns whether it ran. */
export async function withFreeLock(name: string, work: () => Promise<void>): Promise<boolean> {
  const locks = manager();
  if (!locks) return false;
  return locks.request(name, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await work();
    return true;
  });
}
