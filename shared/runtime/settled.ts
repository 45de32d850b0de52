import { createTaskSet } from './taskSet';

/**
 * Waits for `promise`; yields every few milliseconds, so that whoever drives it notices a cancel.
 * @returns what it resolves with; throws what it rejects with.
 */
export async function* settled<Progress, Result>(
  promise: Promise<Result>,
  progress: () => Progress,
): AsyncGenerator<Progress, Result, undefined> {
  const tasks = createTaskSet();
  tasks.add(async () => void (await promise));
  while (tasks.size() > 0) {
    await tasks.next();
    yield progress();
  }
  return promise;
}
