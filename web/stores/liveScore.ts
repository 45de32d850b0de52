import { type Accessor, batch, createEffect, createSignal, on, onCleanup, untrack } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { LONG_TEXT } from '#shared/ml/explain/reasons';
import { type Answer, createLatest, explain, isLong } from './scoring';

/** What was scored, with what, and how long the answer took (ms, there and back). */
export interface Scored {
  readonly text: string;
  readonly modelId: string;
  readonly explanation: Answer;
  readonly milliseconds: number;
}

export interface LiveScore {
  /** The last answer, which stays until the next one arrives. Null for an empty text. */
  scored: Accessor<Scored | null>;
  /** An answer is waited for, and not about to arrive: what is in `scored` is about what was there before. */
  late: Accessor<boolean>;
  error: Accessor<CodedError | null>;
  retry: () => void;
}

/** Long texts are scored when the typing pauses. */
const LONG = 4000;
const PAUSE = 250; // ms
/** An answer that comes within this many ms needs no announcement. */
const SOON = 400;

/**
 * Scores `text` with the model whenever either changes. One question at a time; an outdated one is dropped. `version`
 * changes when the model's record does (its threshold, for example).
 */
export function createLiveScore(
  modelId: Accessor<string | undefined>,
  text: Accessor<string>,
  version: Accessor<unknown>,
): LiveScore {
  // Each of its own worker: what is typed after a text of many pages does not wait for it.
  const asks = { long: createLatest(explain), short: createLatest(explain) };
  const [scored, setScored] = createSignal<Scored | null>(null);
  const [late, setLate] = createSignal(false);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [attempt, setAttempt] = createSignal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lateTimer: ReturnType<typeof setTimeout> | undefined;
  let question = 0;

  const settle = (answer: Scored | null, failure: CodedError | null) => {
    clearTimeout(lateTimer);
    batch(() => {
      setScored(answer);
      setLate(false);
      setError(failure);
    });
  };

  const score = async (id: string, asked: string, mine: number) => {
    const startedAt = performance.now();
    try {
      const answer = await asks[isLong(asked) ? 'long' : 'short'](id, [asked]);
      if (answer === null || mine !== question) return;
      const milliseconds = performance.now() - startedAt;
      settle({ text: asked, modelId: id, explanation: answer[0], milliseconds }, null);
    } catch (failure) {
      if (mine !== question) return;
      // An answer to an earlier text next to the failure would look like the answer to this one.
      settle(null, toCodedError(failure));
    }
  };

  createEffect(
    on([modelId, text, version, attempt], ([id, asked]) => {
      clearTimeout(timer);
      const mine = ++question;
      if (id === undefined || asked.trim() === '') {
        settle(null, null);
        return;
      }
      clearTimeout(lateTimer);
      // A text of many pages takes a while for sure.
      const known = untrack(scored)?.text.length ?? 0;
      if (Math.abs(asked.length - known) > LONG_TEXT) setLate(true);
      else lateTimer = setTimeout(() => setLate(true), SOON);
      if (asked.length > LONG) timer = setTimeout(() => void score(id, asked, mine), PAUSE);
      else void score(id, asked, mine);
    }),
  );
  onCleanup(() => {
    clearTimeout(timer);
    clearTimeout(lateTimer);
    question++;
  });

  return { scored, late, error, retry: () => setAttempt((count) => count + 1) };
}
