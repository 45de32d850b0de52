/** Milliseconds between two checks for a cancel. */
const TICK = 50;

/** Running tasks, for a generator that shows progress while it waits for them. */
export interface TaskSet {
  size(): number;
  add(task: (signal: AbortSignal) => Promise<void>): void;
  /** Resolves when one has ended, after a tick, or if there are none. Throws what a task threw. */
  next(): Promise<void>;
  /** Ends those that are left. */
  stop(): Promise<void>;
}

/** Makes an empty set. */
export function createTaskSet(): TaskSet {
  const running = new Set<Promise<void>>();
  const ending = new AbortController();
  let thrown: unknown = null;
  return {
    size: () => running.size,
    add(task) {
      const promise = task(ending.signal)
        .catch((error: unknown) => {
          thrown = error;
        })
        .finally(() => running.delete(promise));
      running.add(promise);
    },
    async next() {
      if (running.size > 0)
        await Promise.race([...running, new Promise<void>((resolve) => void setTimeout(resolve, TICK))]);
      if (thrown) throw thrown;
    },
    async stop() {
      ending.abort();
      await Promise.all(running);
    },
  };
}
