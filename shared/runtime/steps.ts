/**
 * A long computation as a generator: it yields its progress every few milliseconds and returns its result. The
 * computation knows nothing of threads, timers or buttons; its driver does. Rule: no step longer than about 50 ms, so
 * that a cancel is answered within 200 ms everywhere.
 */
export type Steps<Progress, Result> =
  | Generator<Progress, Result, undefined>
  | AsyncGenerator<Progress, Result, undefined>;

/** Milliseconds of work between two visits to the event loop, where a cancel may be waiting. */
export const YIELD_INTERVAL_MS = 24;

/** The error a cancelled computation rejects with. Test `name === 'AbortError'`: classes do not cross threads. */
export class AbortError extends Error {
  override readonly name = 'AbortError';
  constructor() {
    super('Cancelled.');
  }
}

/** True for the error of a cancel, whichever thread it comes from. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Throws an AbortError if the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AbortError();
}

/** Lets the event loop deliver what is waiting: messages, timers, a cancel. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * Waits.
 * @throws an AbortError as soon as `signal` fires, at once if it has.
 */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new AbortError());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Drives `steps` to its end.
 *
 * @param signal when it fires, the computation is closed at its next step (its `finally` blocks run) and the
 *   promise rejects with an AbortError.
 * @param onProgress called with each yielded value, not awaited.
 */
export async function runSteps<Progress, Result>(
  steps: Steps<Progress, Result>,
  signal?: AbortSignal,
  onProgress?: (progress: Progress) => void,
): Promise<Result> {
  let lastYield = performance.now();
  let finished = false;
  try {
    for (;;) {
      throwIfAborted(signal);
      // A sync generator's step is not awaited: a promise per step would cost more than many a step does.
      const stepped = steps.next();
      const step = stepped instanceof Promise ? await stepped : stepped;
      if (step.done) {
        finished = true;
        // A cancel during the last step counts: after cancelling, the caller must not receive a result.
        throwIfAborted(signal);
        return step.value;
      }
      onProgress?.(step.value);
      if (performance.now() - lastYield >= YIELD_INTERVAL_MS) {
        await yieldToEventLoop();
        lastYield = performance.now();
      }
    }
  } finally {
    // Closing is best effort by contract: the value passed here is discarded.
    if (!finished) await steps.return(undefined as Result);
  }
}

/** Drives a synchronous computation to its end at once: for tests, benchmarks and small inputs. */
export function runStepsSync<Progress, Result>(steps: Generator<Progress, Result, undefined>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
