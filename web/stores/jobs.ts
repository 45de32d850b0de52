import { createEffect, createRoot, createSignal } from 'solid-js';

/*
 * Long work in progress in this tab. While there is any, the tab asks before it closes and does not reload for an
 * update.
 */

const [running, setRunning] = createSignal(0);

/** True while an import or a training is running or waiting here. */
export const busy = (): boolean => running() > 0;

/** Runs `work` as a job. */
export async function asJob<Result>(work: () => Promise<Result>): Promise<Result> {
  setRunning((count) => count + 1);
  try {
    return await work();
  } finally {
    setRunning((count) => count - 1);
  }
}

/** A queue of jobs of one kind: each starts when the one before has settled. */
export function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = tail.then(() => work());
    tail = turn.catch(() => undefined); // the error goes to its caller; the next in the queue does not depend on it
    return asJob(() => turn);
  };
}

const askBeforeClosing = (event: BeforeUnloadEvent) => event.preventDefault();

createRoot(() => {
  // A listener at all times would keep the page out of the back-forward cache.
  createEffect(() => {
    if (busy()) addEventListener('beforeunload', askBeforeClosing);
    else removeEventListener('beforeunload', askBeforeClosing);
  });
});
