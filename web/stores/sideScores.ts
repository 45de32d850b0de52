import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { LiveScore } from './liveScore';
import type { ModelRecord } from './models';
import { type Judgement, judge } from './scoring';

/** What a further model says of the comment that was just answered. */
export interface SideScore {
  readonly model: ModelRecord;
  /** Null if it could not be asked: `error` says why. */
  readonly judgement: Judgement | null;
  readonly error: CodedError | null;
}

export interface SideScores {
  /** The text that they are of. */
  readonly text: string;
  readonly scores: readonly SideScore[];
}

/**
 * Asks further models about the comment whose answer is on screen, one after another, so that a key press never waits
 * for more than one of them; they are not asked about a text that has changed meanwhile.
 * @param text what is written now.
 * @param version changes when a threshold or a word list does.
 */
export function createSideScores(
  models: Accessor<readonly ModelRecord[]>,
  scored: LiveScore['scored'],
  text: Accessor<string>,
  version: Accessor<unknown>,
  ask: typeof judge = judge,
): Accessor<SideScores | null> {
  const [answers, setAnswers] = createSignal<SideScores | null>(null);
  let question = 0;

  const askAll = async (asked: string, all: readonly ModelRecord[], mine: number) => {
    const scores: SideScore[] = [];
    for (const model of all) {
      const score = await askOne(model, asked);
      if (mine !== question || text() !== asked) return;
      scores.push(score);
    }
    setAnswers({ text: asked, scores });
  };

  const askOne = async (model: ModelRecord, asked: string): Promise<SideScore> => {
    try {
      const [judgement] = await ask(model.id, [asked]);
      return { model, judgement, error: null };
    } catch (failure) {
      return { model, judgement: null, error: toCodedError(failure) };
    }
  };

  createEffect(
    on([models, scored, version], ([all, answered]) => {
      const mine = ++question;
      if (all.length === 0 || answered === null) setAnswers(null);
      else void askAll(answered.text, all, mine);
    }),
  );
  onCleanup(() => {
    question++;
  });
  return answers;
}
