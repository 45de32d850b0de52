import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { LONG_TEXT } from '#shared/ml/explain/reasons';
import { runSteps, runStepsSync } from '#shared/runtime/steps';
import { rudeSteps } from '../../components/rude/isRude';

/** What the page knows of a text without a model. */
export interface TextFacts {
  /** Runs of letters and digits. */
  readonly words: number;
  /** Lines with something in them. */
  readonly lines: number;
  readonly rude: boolean;
}

const WORD = /[\p{L}\p{N}_'’-]+/gu;
const FILLED_LINE = /\S[^\n]*/g;
/** Matches between two steps: less than a millisecond. */
const MATCHES_PER_STEP = 1024;

/** Counts the matches of a global expression. */
function* countOf(text: string, expression: RegExp): Generator<void, number, undefined> {
  let count = 0;
  for (const _ of text.matchAll(expression)) if (++count % MATCHES_PER_STEP === 0) yield;
  return count;
}

/** Reads the facts of a text. */
export function* textFacts(text: string): Generator<void, TextFacts, undefined> {
  return {
    words: yield* countOf(text, WORD),
    lines: yield* countOf(text, FILLED_LINE),
    rude: yield* rudeSteps(text),
  };
}

/**
 * The facts of `text`: at once, but of a long one piece by piece, so that the page stays in motion; null until they are
 * known.
 */
export function createTextFacts(text: Accessor<string>): Accessor<TextFacts | null> {
  const [facts, setFacts] = createSignal<TextFacts | null>(null);
  let round = new AbortController();
  createEffect(() => {
    const now = text();
    round.abort();
    round = new AbortController();
    if (now.length <= LONG_TEXT) {
      setFacts(runStepsSync(textFacts(now)));
      return;
    }
    setFacts(null);
    const { signal } = round;
    runSteps(textFacts(now), signal).then(
      (found) => signal.aborted || setFacts(found),
      (failure) => {
        if (!signal.aborted) throw failure;
      },
    );
  });
  onCleanup(() => round.abort());
  return facts;
}
