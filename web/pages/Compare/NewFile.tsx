import { A, useNavigate } from '@solidjs/router';
import { createEffect, createMemo, createSignal, on, Show } from 'solid-js';
import { ACCEPTED_FILES } from '#shared/data/formats/index';
import { Button } from '../../components/Button';
import { DropZone } from '../../components/DropZone';
import { lazyPart } from '../../components/lazyPart';
import { Notice } from '../../components/Notice';
import { compareWords } from '../../i18n/compareWords';
import { type DatasetInfo, importing } from '../../stores/datasets';
import { discardDraft, dismissImport, draft, lastImport, openFile } from '../../stores/importDraft';
import { isModelFile, receiveFiles, takeDroppedTables } from '../../stores/incomingFiles';
import { ImportProgress } from '../ImportProgress';

const ImportHere = lazyPart(() => import('./ImportHere'));

/** The file that was chosen on this page. A visit to another page does not lose it. */
const [chosenHere, setChosenHere] = createSignal<File | null>(null);

/** Compares on a file that is not a dataset yet: it is imported with the usual questions, without leaving the page. */
export function NewFile(props: { main: boolean; onDataset: (id: string) => void }) {
  const words = () => compareWords().newFile;
  const navigate = useNavigate();
  const [unlabelled, setUnlabelled] = createSignal<DatasetInfo | null>(null);
  /** The import that was begun here, in preparation. */
  const preparing = () => {
    const now = draft();
    return now !== null && now.file === chosenHere() ? now : null;
  };
  /** Another file is open on the Data page: it is not replaced. */
  const elsewhere = () => draft() !== null && preparing() === null;
  const take = (file: File) => {
    setUnlabelled(null);
    if (isModelFile(file)) {
      navigate(receiveFiles([file]) ?? '/models');
      return;
    }
    setChosenHere(file);
    openFile(file);
  };
  // The whole page is the drop zone, as long as there is one.
  const waiting = createMemo(() => importing() === null && preparing() === null && !elsewhere());
  createEffect(() => {
    if (waiting()) takeDroppedTables('compare', take);
  });
  const choose = (dataset: DatasetInfo) => {
    setChosenHere(null);
    if (dataset.positives + dataset.negatives > 0) props.onDataset(dataset.id);
    else setUnlabelled(dataset);
  };
  createEffect(
    on(
      lastImport,
      (info) => {
        if (info === null || chosenHere() === null) return;
        dismissImport();
        choose(info);
      },
      { defer: true },
    ),
  );
  return (
    <Show
      when={importing()}
      fallback={
        <Show
          when={preparing()}
          fallback={
            <Show
              when={!elsewhere()}
              fallback={
                <p class="quiet">
                  {words().elsewhere} <A href="/data">{words().toData}</A>
                </p>
              }
            >
              <DropZone accept={ACCEPTED_FILES} main={props.main} slim={!props.main} onFiles={([file]) => take(file)}>
                {props.main ? words().first : words().text}
              </DropZone>
              <Show when={unlabelled()}>
                {(dataset) => <Notice kind="warn">{words().unlabelled(dataset().name)}</Notice>}
              </Show>
            </Show>
          }
        >
          {(now) => (
            <>
              <Show when={now().same}>
                {(same) => (
                  <p class="row">
                    <Button
                      kind="main"
                      onClick={() => {
                        const known = same();
                        discardDraft();
                        choose(known);
                      }}
                    >
                      {words().same(same().name)}
                    </Button>
                  </p>
                )}
              </Show>
              <Show when={!now().importing}>
                <ImportHere draft={now()} />
              </Show>
            </>
          )}
        </Show>
      }
    >
      {(now) => <ImportProgress of={now()} />}
    </Show>
  );
}
