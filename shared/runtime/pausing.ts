import { AbortError, YIELD_INTERVAL_MS, yieldToEventLoop } from './steps';

/**
 * Called between two parts of a long asynchronous computation. Null: it is too early for a pause, go on. Else wait for
 * it; it rejects with an AbortError if the computation is not wanted any more.
 */
export type Pause = () => Promise<void> | null;

/** Every few milliseconds `pause` is called; in between the answer is null. */
function everySoOften(pause: () => Promise<void>): Pause {
  let last = performance.now();
  return () => {
    if (performance.now() - last < YIELD_INTERVAL_MS) return null;
    return pause().then(() => {
      last = performance.now();
    });
  };
}

/** Pauses that let the event loop deliver what is waiting, for a computation that nobody stops. */
export function createPause(): Pause {
  return everySoOften(yieldToEventLoop);
}

/**
 * `work` in steps: each of its pauses yields `progress`. If the steps are closed, the pause rejects, and the closing
 * waits until `work` has cleaned up.
 */
export async function* pausing<Progress, Result>(
  progress: Progress,
  work: (pause: Pause) => Promise<Result>,
): AsyncGenerator<Progress, Result, undefined> {
  let paused: { resume(): void; stop(): void } | null = null;
  let onPause = () => {};
  const working = work(
    everySoOften(
      () =>
        new Promise<void>((resolve, reject) => {
          paused = { resume: resolve, stop: () => reject(new AbortError()) };
          onPause();
        }),
    ),
  );
  const ended = working.then(ignore, ignore); // what it ends with is awaited below
  let stop = () => {};
  try {
    for (;;) {
      if (paused === null) await Promise.race([ended, nextPause()]);
      const current = takePaused();
      if (current === null) return await working;
      stop = current.stop;
      yield progress;
      stop = () => {};
      current.resume();
    }
  } finally {
    stop();
    await ended;
  }

  function nextPause(): Promise<void> {
    return new Promise((resolve) => {
      onPause = resolve;
    });
  }

  function takePaused(): { resume(): void; stop(): void } | null {
    const taken = paused;
    paused = null;
    return taken;
  }
}

function ignore(): void {}
