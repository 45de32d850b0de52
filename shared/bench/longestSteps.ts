import { isAbort, runSteps, type Steps } from '#shared/runtime/steps';
import { processorSeconds } from './processorTime';

/*
 * How long a computation in steps keeps its thread from everything else, by phase. Counted in processor time of the
 * thread where the system has it: what other programs take is no fault of the computation.
 */

/** What was seen of one phase. */
export interface PhaseSteps {
  readonly phase: string;
  /** The longest time between two visits to the event loop, ms, where each step is followed by one. */
  readonly longestMs: number;
  /** Visits to the event loop. */
  readonly visits: number;
}

/** Nothing but what the event loop brings: called once a visit, until it is stopped. */
function watchVisits(onVisit: () => void): () => void {
  let going = true;
  const visit = () => {
    if (!going) return;
    onVisit();
    setImmediate(visit);
  };
  setImmediate(visit);
  return () => {
    going = false;
  };
}

const nextVisit = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Drives `steps` to its end, with a visit to the event loop after each step.
 * @param phaseOf the phase that a progress value begins or continues.
 * @param first the phase before the first of them.
 */
export async function longestSteps<Progress, Result>(
  steps: Steps<Progress, Result>,
  first: string,
  phaseOf: (progress: Progress) => string,
): Promise<{ phases: PhaseSteps[]; result: Result }> {
  const longest = new Map<string, { ms: number; visits: number }>();
  let phase = first;
  let last = processorSeconds();
  const record = () => {
    const now = processorSeconds();
    const ms = (now - last) * 1000;
    last = now;
    const seen = longest.get(phase);
    longest.set(phase, { ms: Math.max(ms, seen?.ms ?? 0), visits: (seen?.visits ?? 0) + 1 });
  };
  const stop = watchVisits(record);
  try {
    for (;;) {
      const step = await steps.next();
      // What led to this value counts for the phase before it.
      await nextVisit();
      if (step.done) {
        const phases = [...longest].map(([name, { ms, visits }]) => ({ phase: name, longestMs: ms, visits }));
        return { phases, result: step.value };
      }
      phase = phaseOf(step.value);
    }
  } finally {
    stop();
  }
}

/**
 * Stops `steps` in the phase `wanted`, at its `nth` value, as a button does: in a visit to the event loop.
 * @returns milliseconds of processor time from the stop to the answer; null if the phase was over before.
 */
export async function millisecondsToStop<Progress>(
  steps: Steps<Progress, unknown>,
  wanted: string,
  phaseOf: (progress: Progress) => string,
  nth = 1,
): Promise<number | null> {
  const controller = new AbortController();
  let seen = 0;
  let stoppedAt: number | null = null;
  try {
    await runSteps(steps, controller.signal, (progress) => {
      if (phaseOf(progress) !== wanted || ++seen !== nth) return;
      setImmediate(() => {
        stoppedAt = processorSeconds();
        controller.abort();
      });
    });
  } catch (error) {
    if (!isAbort(error) || stoppedAt === null) throw error;
    return (processorSeconds() - stoppedAt) * 1000;
  }
  return null;
}
