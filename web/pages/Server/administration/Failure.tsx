import { createSignal, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Notice } from '../../../components/Notice';
import { sentence } from '../../../i18n';
import { administrationWords } from '../../../i18n/administrationWords';

/** The last thing that was asked for and not done. */
export interface Attempts {
  readonly failure: () => CodedError | null;
  readonly busy: () => boolean;
  dismiss(): void;
  /** Runs `work`; returns whether it was done. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

export function createAttempts(): Attempts {
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const [running, setRunning] = createSignal(0);
  return {
    failure,
    busy: () => running() > 0,
    dismiss: () => setFailure(null),
    run: async (work) => {
      setFailure(null);
      setRunning((n) => n + 1);
      try {
        await work();
        return true;
      } catch (error) {
        if (!isAbort(error)) setFailure(toCodedError(error));
        return false;
      } finally {
        setRunning((n) => n - 1);
      }
    },
  };
}

/** Why what was asked for was not done. */
export function Failure(props: { of: Attempts }) {
  return (
    <Show when={props.of.failure()}>
      {(error) => (
        <Notice kind="error" title={administrationWords().notDone} onDismiss={() => props.of.dismiss()}>
          {sentence(error())}
        </Notice>
      )}
    </Show>
  );
}
