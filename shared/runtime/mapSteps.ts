import type { Steps } from './steps';

/** Drives `steps`, yielding `translate` of each of its progress values; closes it if it is closed. */
export async function* mapProgress<From, To, Result>(
  steps: Steps<From, Result>,
  translate: (progress: From) => To,
): AsyncGenerator<To, Result, undefined> {
  let finished = false;
  try {
    for (;;) {
      const stepped = steps.next();
      const step = stepped instanceof Promise ? await stepped : stepped;
      if (step.done) {
        finished = true;
        return step.value;
      }
      yield translate(step.value);
    }
  } finally {
    // The value passed here is discarded.
    if (!finished) await steps.return(undefined as Result);
  }
}

/** `mapProgress` for a synchronous computation, which stays synchronous. */
export function* mapSteps<From, To, Result>(
  steps: Generator<From, Result, undefined>,
  translate: (progress: From) => To,
): Generator<To, Result, undefined> {
  let finished = false;
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) {
        finished = true;
        return step.value;
      }
      yield translate(step.value);
    }
  } finally {
    if (!finished) steps.return(undefined as Result);
  }
}

/** Drives `steps`, yielding `progress` in place of each of its own values; closes it if it is closed. */
export function withProgress<Progress, Result>(
  progress: Progress,
  steps: Generator<unknown, Result, undefined>,
): Generator<Progress, Result, undefined> {
  return mapSteps(steps, () => progress);
}
