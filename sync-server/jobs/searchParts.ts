import { setTimeout as sleep } from 'node:timers/promises';
import { databaseErrorOf } from '../store/databaseErrors';
import type { SearchFolds } from '../tasks/searchFolds';
import type { TaskRuns } from '../tasks/taskRuns';
import type { FoldClaim, FoldQuestion } from './foldMessages';

export interface SearchPartsDeps {
  readonly tasks: Pick<TaskRuns, 'someWait'>;
  readonly folds: SearchFolds;
  /** Asks for workers that help with a task. */
  readonly putHelp: (taskId: string, count: number) => Promise<void>;
}

/** More helpers than this are never asked for: beyond it they read and count longer than they measure. */
const MAX_HELPERS = 15;
/** A database that is away is asked again after this long. */
const AGAIN_MS = 1000;

/**
 * Answers the thread of a search about its parts, for one worker that takes part in it.
 * @param by the worker's part in this search: a name that nobody else has.
 * @param signal fires when the thread is stopped.
 */
export function answerAboutParts(
  { tasks, folds, putHelp }: SearchPartsDeps,
  taskId: string,
  by: string,
  helping: boolean,
  signal: AbortSignal,
): (question: FoldQuestion) => Promise<unknown> {
  const answer = async (question: FoldQuestion): Promise<FoldClaim | null> => {
    if (question.kind === 'helpers') {
      await putHelp(taskId, Math.max(0, Math.min(MAX_HELPERS, question.wanted)));
      return null;
    }
    if (question.kind === 'settle') {
      await folds.settle(taskId, question.part, question.outcomes);
      return null;
    }
    if (helping && (await tasks.someWait())) return { state: 'leave' };
    return folds.claim(taskId, question.part, by);
  };
  return async (question) => {
    for (;;) {
      try {
        return await answer(question);
      } catch (error) {
        if (!databaseErrorOf(error) || signal.aborted) throw error;
        await sleep(AGAIN_MS, undefined, { signal });
      }
    }
  };
}
