import { type Draft, wasStopped } from '../../stores/importDraft';
import '../choices.css';
import '../Data/data.css';
import { Show } from 'solid-js';
import { Notice } from '../../components/Notice';
import { dataWords } from '../../i18n/dataWords';
import { ImportSheet } from '../Data/import/ImportSheet';

/** The questions of an import, as on the Data page. */
export default function ImportHere(props: { draft: Draft }) {
  return (
    <>
      <Show when={wasStopped()}>
        <Notice>{dataWords().stopped}</Notice>
      </Show>
      <ImportSheet draft={props.draft} />
    </>
  );
}
