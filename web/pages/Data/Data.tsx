import { A } from '@solidjs/router';
import { createEffect, createSignal, For, on, onMount, Show } from 'solid-js';
import { ACCEPTED_FILES } from '#shared/data/formats/index';
import { Button } from '../../components/Button';
import { DamagedList } from '../../components/DamagedList';
import { DropZone } from '../../components/DropZone';
import { EmptyState } from '../../components/EmptyState';
import { FileWantedNotice } from '../../components/FileWanted';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { RemovedList } from '../../components/RemovedList';
import { Sheet } from '../../components/Sheet';
import { sentence, t } from '../../i18n';
import { dataWords } from '../../i18n/dataWords';
import { importWords } from '../../i18n/importWords';
import {
  type DatasetInfo,
  damagedDatasets,
  datasets,
  datasetsError,
  deleteDamagedDataset,
  deleteDatasetNow,
  importing,
  keptCount,
  loadDatasets,
  removedDatasets,
  restoreDataset,
  sameComments,
} from '../../stores/datasets';
import { takeTable, waitingTables } from '../../stores/incomingFiles';
import { daysLeft } from '../../stores/removals';
import { fileArrived, fileWantedFor } from '../../stores/tasks/fileWanted';
import { attempt } from '../attempt';
import { ImportProgress } from '../ImportProgress';
import { saveDamaged } from '../saveDamaged';
import { DatasetCard } from './DatasetCard';
import '../choices.css';
import { TrySample } from '../TrySample';
import './data.css';
import { dismissImport, draft, lastImport, openFile, wasStopped } from '../../stores/importDraft';
import { createFileEntries } from './import/fileEntries';
import { ImportSheet } from './import/ImportSheet';
import { PasteDialog } from './import/PasteDialog';
import { noticeText, refusedText } from './import/reportText';

/** The Data page: import a file, see the datasets that are here. */
export default function Data() {
  const { takeFiles, takeText } = createFileEntries();
  onMount(() => void loadDatasets());
  // One file at a time: the next is previewed when the one before is imported or closed.
  createEffect(() => {
    if (draft() !== null || importing() !== null) return;
    const next = takeTable();
    if (next !== null) openFile(next);
  });
  const comments = () => (datasets() ?? []).reduce((sum, { rows }) => sum + rows, 0);
  const count = () => datasets()?.length ?? 0;
  return (
    <>
      <PageHead
        tab={t().common.pages.data}
        title={dataWords().title}
        intro={count() > 0 ? dataWords().introKept(comments(), count()) : dataWords().intro}
      />
      <div class="stack wide">
        <Show when={datasetsError()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
        <Show when={fileWantedFor('import')}>
          {(name) => <FileWantedNotice name={name()} onDismiss={() => fileArrived('import')} />}
        </Show>
        <Show when={importing()} fallback={<Bring onFiles={takeFiles} onText={takeText} />}>
          {(now) => (
            <Sheet>
              <ImportProgress of={now()} />
            </Sheet>
          )}
        </Show>
        <Show when={lastImport()}>{(info) => <Imported info={info()} />}</Show>
        <Show when={datasets() !== undefined} fallback={<p class="quiet">{t().common.loading}</p>}>
          <Show when={count() > 0} fallback={<Empty />}>
            <section class="stack" aria-label={dataWords().list}>
              <For each={datasets()}>{(dataset) => <DatasetCard dataset={dataset} />}</For>
            </section>
          </Show>
          <RemovedList
            items={removedDatasets().map(({ id, name, rows, removed, removedAt = 0 }) => ({
              id,
              name,
              detail: t().common.comments(keptCount({ rows, removed })),
              daysLeft: daysLeft(removedAt, Date.now()),
            }))}
            onRestore={(id) => void attempt(() => restoreDataset(id))}
            onDelete={(id) => void attempt(() => deleteDatasetNow(id))}
          />
          <DamagedList
            items={damagedDatasets()}
            onSave={saveDamaged}
            onDelete={(record) => void attempt(() => deleteDamagedDataset(record))}
          />
        </Show>
      </div>
    </>
  );
}

/** A chosen file's sheet, or the place to choose one. */
function Bring(props: { onFiles: (files: readonly File[]) => void; onText: (text: string) => void }) {
  const [pasting, setPasting] = createSignal(false);
  return (
    <Show
      when={draft()}
      fallback={
        <>
          <DropZone
            multiple
            accept={ACCEPTED_FILES}
            main={(datasets()?.length ?? 0) === 0}
            slim={(datasets()?.length ?? 0) > 0}
            onFiles={(files) => props.onFiles(files)}
            also={
              <Button kind="ghost" onClick={() => setPasting(true)}>
                {dataWords().paste.action}
              </Button>
            }
          >
            {(datasets()?.length ?? 0) > 0 ? dataWords().dropMore : dataWords().drop}
          </DropZone>
          <PasteDialog open={pasting()} onText={(text) => props.onText(text)} onClose={() => setPasting(false)} />
        </>
      }
    >
      {(now) => (
        <>
          <Show when={wasStopped()}>
            <Notice>{dataWords().stopped}</Notice>
          </Show>
          <Show when={waitingTables().length > 0}>
            <p class="quiet" role="status">
              {dataWords().waiting(waitingTables().length)}
            </p>
          </Show>
          {/* Until the end of its import is kept. */}
          <Show when={!now().importing}>
            <ImportSheet draft={now()} />
          </Show>
        </>
      )}
    </Show>
  );
}

function Empty() {
  return (
    <Show when={draft() === null && importing() === null}>
      <EmptyState title={dataWords().empty.title} action={<TrySample />}>
        {dataWords().empty.text}
      </EmptyState>
    </Show>
  );
}

/** The result of an import, including rows left out. */
function Imported(props: { info: DatasetInfo }) {
  const words = () => dataWords().done;
  const left = () => props.info.report.refused.reduce((sum, { count }) => sum + count, 0);
  const kind = () => (props.info.report.notices.length > 0 ? 'warn' : 'info');
  let place: HTMLDivElement | undefined;
  // The button that imported is gone, and the focus with it: a keyboard goes on from the result.
  createEffect(
    on(
      () => props.info.id,
      () => {
        if (document.activeElement === document.body) place?.focus({ preventScroll: true });
      },
    ),
  );
  return (
    <div ref={place} tabindex="-1" class="imported">
      <Notice
        kind={kind()}
        title={words().title(props.info.name)}
        onDismiss={dismissImport}
        actions={
          <Show when={props.info.positives > 0 && props.info.negatives > 0}>
            <A class="btn main" href={`/train?data=${props.info.id}`}>
              {words().train}
            </A>
          </Show>
        }
      >
        <p>
          {props.info.labelColumn === null
            ? words().unlabelled(props.info.rows)
            : words().labelled(props.info.rows, props.info.positives)}
        </p>
        <Show when={left() > 0}>
          <p>{words().leftOut(left())}</p>
          <ul class="reasons">
            <For each={props.info.report.refused}>{(refused) => <li>{refusedText(refused)}</li>}</For>
          </ul>
        </Show>
        <Show when={sameComments(props.info)}>{(other) => <p>{importWords().sameComments(other().name)}</p>}</Show>
        <For each={props.info.report.notices}>{(notice) => <p>{noticeText(notice)}</p>}</For>
      </Notice>
    </div>
  );
}
