/** Tasks that run side by side, their results taken in the order in which they were added. */
export interface InOrder<Result> {
  /** Resolves when there is room for another; throws what an earlier task or `take` threw. */
  add(task: Promise<Result>): Promise<void>;
  /** Takes what is left. */
  finish(): Promise<void>;
}

/**
 * Makes an empty list.
 * @param depth tasks under way at a time.
 */
export function createInOrder<Result>(depth: number, take: (result: Result) => void | Promise<void>): InOrder<Result> {
  const waiting: Promise<Result>[] = [];
  const takeUntil = async (left: number) => {
    while (waiting.length > left) {
      const first = waiting.shift();
      if (first) await take(await first);
    }
  };
  return {
    add(task) {
      task.catch(() => {}); // it is thrown where its turn comes; until then nobody listens
      waiting.push(task);
      return takeUntil(depth - 1);
    },
    finish: () => takeUntil(0),
  };
}
