import { setTimeout as sleep } from 'node:timers/promises';
import { kernels, type MlKernels } from '#shared/ml/pipeline/kernels';
import type { FoldOutcome, SearchFoldInput } from '#shared/ml/search/searchFold';
import type { KernelOutput, Pool } from '#shared/runtime/parallel';
import { AbortError, runSteps, throwIfAborted } from '#shared/runtime/steps';
import { createTurns } from '#shared/runtime/turns';
import { type FoldClaim, type FoldQuestion, outcomeOf, writtenOutcome } from './foldMessages';
import type { AskProcess } from './runJob';

/** Between two looks at a part that somebody else measures. */
const LOOK_MS = 250;
/**
 * Parts that are begun or waited for at once: while others are at the last ones of a unit, the next unit is counted.
 */
const IN_FLIGHT = 16;

/** A helper left because whole tasks wait. */
export class HelperLeaves extends AbortError {}

/** The process could not be asked. A search takes any other error for that of a candidate, and goes on. */
export class AskFailed extends AbortError {
  constructor(cause: unknown) {
    super();
    this.cause = cause;
  }
}

/**
 * A pool for `searchPipeline` that shares the folds of one search among workers. Each of them runs the same search on
 * the same data, so the n-th call is the same part everywhere: it is measured by the first that claims it, and the
 * others read what it came to. Numbers are those of one worker alone.
 *
 * @param askProcess asks the process of this thread, which speaks for it to the others.
 * @param helping true: nobody reads this search's result. A part that somebody else has is passed over, not waited for.
 */
export function createSharedFolds(askProcess: AskProcess, helping: boolean): Pool<MlKernels> {
  const ask = (question: FoldQuestion) =>
    askProcess(question).catch((error) => {
      throw new AskFailed(error);
    });
  let next = 0;
  // One part at a time in this thread; which one is decided when its turn comes.
  const inTurn = createTurns();
  const attempt = async (part: number, input: SearchFoldInput, signal?: AbortSignal) => {
    throwIfAborted(signal); // its turn may come after the search has ended
    const claim = (await ask({ kind: 'claim', part })) as FoldClaim;
    if (claim.state === 'leave') throw new HelperLeaves();
    if (claim.state === 'done') return claim.outcomes.map(outcomeOf);
    if (claim.state === 'taken') return helping ? input.specs.map(() => UNREAD) : null;
    const outcomes = await runSteps(kernels.searchFold(input), signal);
    await ask({ kind: 'settle', part, outcomes: outcomes.map(writtenOutcome) });
    return outcomes;
  };
  const measure = async (input: SearchFoldInput, signal?: AbortSignal): Promise<FoldOutcome[]> => {
    const part = next++;
    for (;;) {
      const outcomes = await inTurn(() => attempt(part, input, signal));
      if (outcomes !== null) return outcomes;
      await sleep(LOOK_MS, undefined, { signal });
    }
  };
  return {
    size: IN_FLIGHT,
    run(kernel, input, { signal } = {}) {
      if (kernel !== 'searchFold') throw new Error(`${kernel} is not shared`);
      return measure(input as SearchFoldInput, signal) as Promise<KernelOutput<MlKernels[typeof kernel]>>;
    },
    close: async () => {},
  };
}

const UNREAD: FoldOutcome = { score: Number.NaN, converged: true, failure: null };
