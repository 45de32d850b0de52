import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { loadModel } from '../../stores/memory';

export interface Preload {
  /** Why the model could not be loaded, or null. */
  error: Accessor<CodedError | null>;
  retry: () => void;
}

/** Loads the model as soon as it is chosen, so that the first comment need not wait for it. */
export function createPreload(modelId: Accessor<string | undefined>): Preload {
  const [error, setError] = createSignal<CodedError | null>(null);
  const [attempt, setAttempt] = createSignal(0);
  let newest = 0;
  createEffect(
    on([modelId, attempt], async ([id]) => {
      const mine = ++newest;
      setError(null);
      if (id === undefined) return;
      try {
        await loadModel(id);
      } catch (failure) {
        if (mine === newest) setError(toCodedError(failure));
      }
    }),
  );
  onCleanup(() => {
    newest++;
  });
  return { error, retry: () => setAttempt((count) => count + 1) };
}
