import { A } from '@solidjs/router';
import { createEffect, createSignal, For, Show } from 'solid-js';
import { Button, IconButton } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { DefinitionList } from '../../components/DefinitionList';
import { format, t } from '../../i18n';
import { dataWords } from '../../i18n/dataWords';
import { type DatasetInfo, keptCount, labelsOf, removeDataset, restoreDataset } from '../../stores/datasets';
import { dismissImport, lastImport } from '../../stores/importDraft';
import { workOutFingerprint } from '../../stores/rowActions';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { noticeText, refusedText } from './import/reportText';
import { Rename } from './Rename';

/** One dataset: what is in it, and what can be done with it. */
export function DatasetCard(props: { dataset: DatasetInfo }) {
  const [open, setOpen] = createSignal(false);
  const remove = () => {
    const { id, name } = props.dataset;
    void attempt(async () => {
      await removeDataset(id);
      if (lastImport()?.id === id) dismissImport();
      showToast(
        () => dataWords().removed(name),
        () => void attempt(() => restoreDataset(id)),
      );
    });
  };
  return (
    <article class="sheet dataset" aria-label={props.dataset.name}>
      <div class="dataset-head">
        <div>
          <h2>{props.dataset.name}</h2>
          <p class="quiet">
            <Show when={props.dataset.origin === 'corrections'}>{dataWords().corrections} · </Show>
            {t().common.comments(keptCount(props.dataset))} · {format().bytes(props.dataset.textBytes)} ·{' '}
            {format().date(props.dataset.createdAt)}
          </p>
        </div>
        <div class="row">
          <A class="btn" href={`/data/${props.dataset.id}`}>
            {dataWords().show}
          </A>
          <A class="btn" href={`/explore/${props.dataset.id}`}>
            {t().common.pages.explore}
          </A>
          <Show when={labelsOf(props.dataset).some(({ positives, negatives }) => positives > 0 && negatives > 0)}>
            <A class="btn" href={`/train?data=${props.dataset.id}`}>
              {dataWords().train}
            </A>
          </Show>
          <Rename dataset={props.dataset} />
          <Button kind="ghost" aria-label={`${t().common.remove}: ${props.dataset.name}`} onClick={remove}>
            {t().common.remove}
          </Button>
        </div>
      </div>
      <Balance dataset={props.dataset} />
      <details class="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{dataWords().showDetails}</summary>
        <Show when={open()}>
          <Details dataset={props.dataset} />
        </Show>
      </details>
    </article>
  );
}

/** How the two classes divide: a bar and the same in words. */
function Balance(props: { dataset: DatasetInfo }) {
  const labelled = () => props.dataset.positives + props.dataset.negatives;
  return (
    <div class="stack tight">
      <Show when={labelled() > 0}>
        <div class="balance" aria-hidden="true">
          <span class="toxic-part" style={{ 'flex-grow': props.dataset.positives }} />
          <span class="other-part" style={{ 'flex-grow': props.dataset.negatives }} />
        </div>
      </Show>
      <div class="row counts">
        <Show when={labelled() > 0}>
          <ClassMark kind="toxic">{dataWords().toxic(props.dataset.positives)}</ClassMark>
          <ClassMark kind="other">{dataWords().other(props.dataset.negatives)}</ClassMark>
        </Show>
        <Show when={props.dataset.moreLabels}>
          {(more) => (
            <span class="quiet">
              {dataWords().moreLabels(more().map(({ column }) => props.dataset.columns[column] ?? ''))}
            </span>
          )}
        </Show>
        <Show when={props.dataset.unlabelled > 0}>
          <ClassMark kind="unlabelled">{dataWords().unlabelled(props.dataset.unlabelled)}</ClassMark>
        </Show>
        <Show when={labelled() > 0}>
          <span class="quiet">{dataWords().share(props.dataset.positives, labelled())}</span>
        </Show>
      </div>
    </div>
  );
}

function Details(props: { dataset: DatasetInfo }) {
  const words = () => dataWords().facts;
  const { columns, textColumn, labelColumn } = props.dataset;
  // After an edit it is computed when first needed.
  createEffect(() => {
    if (props.dataset.fingerprint === null) void attempt(() => workOutFingerprint(props.dataset.id));
  });
  const copy = async (fingerprint: string) => {
    try {
      await navigator.clipboard.writeText(fingerprint);
      showToast(() => t().common.copied);
    } catch {
      showToast(() => dataWords().copyFailed); // no permission, or plain http: the whole fingerprint is on screen to select
    }
  };
  return (
    <DefinitionList
      items={[
        [words().added, format().dateTime(props.dataset.createdAt)],
        [words().size, words().sizeValue(props.dataset.textBytes, props.dataset.storedBytes)],
        [
          words().columns,
          words().columnsValue(columns[textColumn], labelColumn === null ? null : columns[labelColumn]),
        ],
        ...(props.dataset.moreLabels === undefined
          ? []
          : [
              [
                words().labels,
                <ul>
                  <For each={labelsOf(props.dataset)}>
                    {({ name, positives, negatives }) => <li>{words().labelValue(name, positives, negatives)}</li>}
                  </For>
                </ul>,
              ] as const,
            ]),
        ...(props.dataset.labelCut === undefined
          ? []
          : [[words().cut, words().cutValue(props.dataset.labelCut)] as const]),
        [
          words().fingerprint,
          <Show when={props.dataset.fingerprint} fallback={t().common.loading}>
            {(fingerprint) => (
              <span title={words().fingerprintHelp} class="fingerprint">
                <code>{fingerprint()}</code>
                <IconButton icon="copy" label={dataWords().copyFingerprint} onClick={() => void copy(fingerprint())} />
              </span>
            )}
          </Show>,
        ],
        ...(props.dataset.report.refused.length > 0
          ? [
              [
                words().leftOut,
                <ul>
                  <For each={props.dataset.report.refused}>{(refused) => <li>{refusedText(refused)}</li>}</For>
                </ul>,
              ] as const,
            ]
          : []),
        ...(props.dataset.report.notices.length > 0
          ? [
              [
                words().notes,
                <ul>
                  <For each={props.dataset.report.notices}>{(notice) => <li>{noticeText(notice)}</li>}</For>
                </ul>,
              ] as const,
            ]
          : []),
      ]}
    />
  );
}
