import { createSignal, onCleanup, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Notice } from '../components/Notice';
import { Progress } from '../components/Progress';
import { sentence } from '../i18n';

/** Work that is done when somebody asks for it, for as long as its part of the page is there. */
export interface OnRequest<Input, Result> {
  /** The share that is done; null: nothing is being done. */
  readonly done: () => number | null;
  /** What came of the last time; null before, while it is done again, and after a failure. */
  readonly result: () => Result | null;
  readonly error: () => CodedError | null;
  /** Begins, in place of what is under way. */
  run(input: Input): void;
  /** Stops what is under way. */
  stop(): void;
  /** Stops, and forgets what came of it: it was about something else. */
  reset(): void;
}

/**
 * Runs `work` on request; of several times only the last one counts.
 * @param work gets a function to call with the share that is done, and a signal that ends it.
 */
export function createOnRequest<Input, Result>(
  work: (input: Input, onDone: (share: number) => void, signal: AbortSignal) => Promise<Result>,
): OnRequest<Input, Result> {
  const [done, setDone] = createSignal<number | null>(null);
  const [result, setResult] = createSignal<Result | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  let current: AbortController | null = null;
  const begin = (controller: AbortController | null) => {
    current?.abort();
    current = controller;
    setError(null);
    setResult(null);
    setDone(controller === null ? null : 0);
  };
  const carryOut = async (input: Input) => {
    const own = new AbortController();
    begin(own);
    try {
      const found = await work(input, (share) => own === current && setDone(share), own.signal);
      if (own === current) setResult(() => found);
    } catch (failure) {
      if (own === current && !isAbort(failure)) setError(toCodedError(failure));
    } finally {
      if (own === current) setDone(null);
    }
  };
  onCleanup(() => current?.abort());
  return {
    done,
    result,
    error,
    run: (input) => void carryOut(input),
    stop: () => current?.abort(),
    reset: () => begin(null),
  };
}

/** How far it is, or why it failed. */
export function RequestState(props: {
  of: Pick<OnRequest<never, unknown>, 'done' | 'error' | 'stop'>;
  busy: string;
  failed: string;
}) {
  return (
    <>
      <Show when={props.of.done() !== null}>
        <Progress label={props.busy} fraction={props.of.done()} onStop={() => props.of.stop()} />
      </Show>
      <Show when={props.of.error()}>
        {(failure) => (
          <Notice kind="error" title={props.failed}>
            {sentence(failure())}
          </Notice>
        )}
      </Show>
    </>
  );
}
