import { createEffect, on, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { compareWords } from '../../i18n/compareWords';
import { type ComparisonRequest, type Disguised, measureDisguised } from '../../stores/comparison';
import { createOnRequest, RequestState } from '../onRequest';
import { FigureTable } from './FigureTable';
import { disguiseFigures, disguiseTable } from './tables';

/** On request, how models do when words of the comments are disguised, as people disguise them. */
export function Disguises(props: { request: ComparisonRequest; known: readonly Disguised[] | null }) {
  const words = () => compareWords().disguised;
  const measuring = createOnRequest(measureDisguised);
  createEffect(on(() => JSON.stringify(props.request), measuring.reset, { defer: true }));
  const shown = () => measuring.result() ?? props.known;
  return (
    <>
      <p class="quiet">{words().help}</p>
      <Show when={measuring.done() === null && shown() === null}>
        <div>
          <Button onClick={() => measuring.run(props.request)}>{words().run}</Button>
        </div>
      </Show>
      <RequestState of={measuring} busy={words().busy} failed={words().failed} />
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
