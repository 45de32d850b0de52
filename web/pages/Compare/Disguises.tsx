import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { Progress } from '../../components/Progress';
import { sentence } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { type ComparisonRequest, type Disguised, measureDisguised } from '../../stores/comparison';
import { FigureTable } from './FigureTable';
import { disguiseFigures, disguiseTable } from './tables';

/** On request, how models do when words of the comments are disguised, as people disguise them. */
export function Disguises(props: { request: ComparisonRequest; known: readonly Disguised[] | null }) {
  const words = () => compareWords().disguised;
  const [done, setDone] = createSignal<number | null>(null);
  const [result, setResult] = createSignal<readonly Disguised[] | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  let controller = new AbortController();
  const reset = () => {
    controller.abort();
    setDone(null);
    setError(null);
    setResult(null);
  };
  createEffect(on(() => JSON.stringify(props.request), reset, { defer: true }));
  onCleanup(() => controller.abort());

  const run = async () => {
    const own = new AbortController();
    controller = own;
    setError(null);
    setDone(0);
    try {
      const measured = await measureDisguised(
        props.request,
        (fraction) => own === controller && setDone(fraction),
        own.signal,
      );
      if (own === controller) setResult(measured);
    } catch (failure) {
      if (own === controller && !isAbort(failure)) setError(toCodedError(failure));
    } finally {
      if (own === controller) setDone(null);
    }
  };
  const shown = () => result() ?? props.known;

  return (
    <>
      <p class="quiet">{words().help}</p>
      <Show when={done() === null && shown() === null}>
        <div>
          <Button onClick={() => void run()}>{words().run}</Button>
        </div>
      </Show>
      <Show when={done() !== null}>
        <Progress label={words().busy} fraction={done()} onStop={() => controller.abort()} />
      </Show>
      <Show when={error()}>
        {(failure) => (
          <Notice kind="error" title={words().failed}>
            {sentence(failure())}
          </Notice>
        )}
      </Show>
      <Show when={shown()}>
        {(reports) => (
          <>
            <p role="status">{words().of(reports()[0].rows, reports()[0].positives, reports()[0].share)}</p>
            <FigureTable table={disguiseTable(reports())} captionHidden />
            <details>
              <summary>{words().all}</summary>
              <FigureTable table={disguiseFigures(reports())} captionHidden />
            </details>
          </>
        )}
      </Show>
    </>
  );
}
