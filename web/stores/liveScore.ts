import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { type Answer, createLatest, explain } from './scoring';

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
  error: Accessor<CodedError | null>;
  retry: () => void;
}

/** Long texts are scored when the typing pauses. */
const LONG = 4000;
const PAUSE = 250; // ms

/**
 * Scores `text` with the model whenever either changes. One question at a time; an outdated one is dropped. `version`
 * changes when the model's record does (its threshold, for example).
 */
export function createLiveScore(
  modelId: Accessor<string | undefined>,
  text: Accessor<string>,
  version: Accessor<unknown>,
): LiveScore {
  const ask = createLatest(explain);
  const [scored, setScored] = createSignal<Scored | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [attempt, setAttempt] = createSignal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let question = 0;

  const score = async (id: string, asked: string, mine: number) => {
    const startedAt = performance.now();
    try {
      const answer = await ask(id, [asked]);
      if (answer === null || mine !== question) return;
      const milliseconds = performance.now() - startedAt;
      setScored({ text: asked, modelId: id, explanation: answer[0], milliseconds });
      setError(null);
    } catch (failure) {
      if (mine !== question) return;
      setScored(null); // An answer to an earlier text next to the failure would look like the answer to this one.
      setError(toCodedError(failure));
    }
  };

  createEffect(
    on([modelId, text, version, attempt], ([id, asked]) => {
      clearTimeout(timer);
      const mine = ++question;
      if (id === undefined || asked.trim() === '') {
        setScored(null);
        setError(null);
        return;
      }
      if (asked.length > LONG) timer = setTimeout(() => void score(id, asked, mine), PAUSE);
      else void score(id, asked, mine);
    }),
  );
  onCleanup(() => {
    clearTimeout(timer);
    question++;
  });

  return { scored, error, retry: () => setAttempt((count) => count + 1) };
}
