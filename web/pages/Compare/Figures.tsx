import { For, Show } from 'solid-js';
import { Notice } from '../../components/Notice';
import { compareWords } from '../../i18n/compareWords';
import { compared, comparedRequest } from '../../stores/comparison';
import { FigureTable } from './FigureTable';
import type { ShownModel } from './shown';
import { figureTable, pairTable } from './tables';
import { verdictOf } from './verdict';

/** Which rows were compared, what the tests say in words, and the figures of every model. */
export function Figures(props: { models: readonly ShownModel[] }) {
  const words = () => compareWords();
  /** Comments of the first look, as long as a model shows its figures. */
  const sampled = () => props.models.find(({ figures }) => figures.sampled !== null)?.figures.sampled;
  return (
    <section class="sheet stack" aria-label={words().figures.title}>
      <RowsCompared />
      <Show when={(compared().pairs?.length ?? 0) > 0}>
        <div class="compare-verdict">
          <h2>{words().verdict.title}</h2>
          <For each={verdictOf(props.models, compared().pairs ?? [])}>{(text) => <p>{text}</p>}</For>
        </div>
      </Show>
      <Show when={sampled()}>{(comments) => <p role="status">{words().sampled(comments())}</p>}</Show>
      <Show when={props.models.length > 0}>
        <FigureTable table={figureTable(props.models)} captionHidden />
      </Show>
      <Show when={(compared().pairs?.length ?? 0) > 0}>
        <details>
          <summary>{words().pairs.title}</summary>
          <p class="quiet">{words().pairs.note}</p>
          <FigureTable table={pairTable(props.models, compared().pairs ?? [])} captionHidden />
        </details>
      </Show>
    </section>
  );
}

/** What is in the comparison and what was left out of it. */
function RowsCompared() {
  const words = () => compareWords();
  const rows = () => compared().rows;
  const request = () => comparedRequest();
  const nameOf = (at: number) => request()?.models[at]?.name ?? '';
  const same = () =>
    (rows()?.training ?? []).flatMap((known, at) => (known.known === 'dataset' && known.same ? [nameOf(at)] : []));
  const unknown = () =>
    (rows()?.training ?? []).flatMap((known, at) => (known.known === 'dataset' ? [nameOf(at)] : []));
  return (
    <Show when={rows()}>
      {(found) => (
        <div class="stack tight">
          <p>
            <strong>{words().rows(found().rows, found().positives)}</strong>{' '}
            <Show when={found().unlabelled > 0}>{words().unlabelled(found().unlabelled)} </Show>
            <Show when={found().seen > 0 && request()?.includeSeen === false}>{words().seenLeftOut(found().seen)}</Show>
          </p>
          <Show when={found().seen > 0 && request()?.includeSeen === true}>
            <Notice kind="warn">{words().seenIncluded(found().seen)}</Notice>
          </Show>
          <For each={same()}>{(name) => <Notice kind="warn">{words().sameData(name)}</Notice>}</For>
          <Show when={unknown().length > 0}>
            <p class="quiet">{words().unknownTraining(unknown())}</p>
          </Show>
          <Show when={found().positives === 0 || found().positives === found().rows}>
            <Notice kind="warn">{words().oneClass}</Notice>
          </Show>
        </div>
      )}
    </Show>
  );
}
