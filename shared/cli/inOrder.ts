/** Tasks that run concurrently; their results are passed on in the order in which the tasks were added. */
export interface InOrder<Result> {
  /** Resolves when there is room for another; rejects with the error of an earlier task or of `onResult`. */
  add(task: Promise<Result>): Promise<void>;
  /** Waits for the remaining tasks. */
  finish(): Promise<void>;
}

/**
 * @param depth tasks that run at a time.
 * @param onResult called with one result at a time, and awaited.
 */
export function createInOrder<Result>(
  depth: number,
  onResult: (result: Result) => void | Promise<void>,
): InOrder<Result> {
  const waiting: Promise<Result>[] = [];
  const drainTo = async (remaining: number) => {
    while (waiting.length > remaining) {
      const first = waiting.shift();
      if (first) await onResult(await first);
    }
  };
  return {
    add(task) {
      task.catch(() => {}); // rethrown when its turn comes; until then nothing awaits it
      waiting.push(task);
      return drainTo(depth - 1);
    },
    finish: () => drainTo(0),
  };
}
