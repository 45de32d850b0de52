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
  // A signal for each: a host warns of one that many listen to.
  const running = new Map<Promise<void>, AbortController>();
  let thrown: unknown = null;
  return {
    size: () => running.size,
    add(task) {
      const ending = new AbortController();
      const promise = task(ending.signal)
        .catch((error: unknown) => {
          thrown = error;
        })
        .finally(() => running.delete(promise));
      running.set(promise, ending);
    },
    async next() {
      if (running.size > 0)
        await Promise.race([...running.keys(), new Promise<void>((resolve) => void setTimeout(resolve, TICK))]);
      if (thrown) throw thrown;
    },
    async stop() {
      for (const ending of running.values()) ending.abort();
      await Promise.all(running.keys());
    },
  };
}
