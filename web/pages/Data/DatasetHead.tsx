import { A } from '@solidjs/router';
import { createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { PageHead } from '../../components/PageHead';
import { t } from '../../i18n';
import { rowWords } from '../../i18n/rowWords';
import type { DatasetInfo } from '../../stores/datasets';
import { keptCount, labelsOf } from '../../stores/datasets';
import { type EditSummary, loadEdits, redoable, undoable } from '../../stores/edits';
import type { RowSearch } from '../../stores/rowQuery';
import { attempt } from '../attempt';
import { attemptUndo } from './attempt';
import { ExportDialog } from './export/ExportDialog';
import { PartsDialog } from './parts/PartsDialog';
import { Rename } from './Rename';

/** The top of a dataset's pages: what it is, the views of it, undo and redo, and what can be done with the whole. */
export function DatasetHead(props: {
  dataset: DatasetInfo;
  view: 'comments' | 'duplicates' | 'label';
  title: string;
  /** The label whose counts are shown, by its position in `labelsOf`; left out: the first. */
  label?: number;
  /** The rows on screen, for the export; undefined where there is no such thing. */
  shown?: Uint32Array | undefined;
  /** Which rows they are, as the search of the address. */
  search?: RowSearch;
}) {
  const words = () => rowWords();
  const [open, setOpen] = createSignal<'export' | 'parts' | null>(null);
  const label = () => labelsOf(props.dataset)[props.label ?? 0];
  /** The part of the address that keeps the label from view to view. */
  const search = () => (props.label ? `?${new URLSearchParams({ label: label().name })}` : '');
  const intro = () => {
    const { removed } = props.dataset;
    const { name, positives, negatives, unlabelled } = label();
    const kept = keptCount(props.dataset);
    const parts = [
      labelsOf(props.dataset).length > 1
        ? words().introOfLabel(kept, name, positives, negatives, unlabelled)
        : words().intro(kept, positives, negatives, unlabelled),
    ];
    if (props.title !== props.dataset.name) parts.unshift(props.dataset.name);
    if (removed) parts.push(words().introRemoved(removed));
    return parts.join(' · ');
  };
  createEffect(() => {
    const { id } = props.dataset;
    void attempt(() => loadEdits(id));
  });
  listenForUndo(() => props.dataset.id);
  return (
    <div class="dataset-top">
      <A class="back" href="/data">
        {words().back}
      </A>
      <PageHead tab={props.dataset.name} title={props.title} intro={intro()}>
        <div class="row">
          <Rename dataset={props.dataset} />
          <Button kind="ghost" onClick={() => setOpen('parts')}>
            {words().partsAction}
          </Button>
          <Button kind="ghost" icon="download" onClick={() => setOpen('export')}>
            {words().exportAction}
          </Button>
          <A class="btn" href={`/explore/${props.dataset.id}`}>
            {t().common.pages.explore}
          </A>
          <A class="btn" href={`/train?data=${props.dataset.id}`}>
            {words().train}
          </A>
        </div>
      </PageHead>
      <div class="row views">
        <nav aria-label={words().views.label}>
          <ul class="tabs">
            <Tab href={`/data/${props.dataset.id}${search()}`} chosen={props.view === 'comments'}>
              {words().views.comments}
            </Tab>
            <Tab href={`/data/${props.dataset.id}/duplicates`} chosen={props.view === 'duplicates'}>
              {words().views.duplicates}
            </Tab>
            <Show when={label().unlabelled > 0 || props.view === 'label'}>
              <Tab href={`/data/${props.dataset.id}/label${search()}`} chosen={props.view === 'label'}>
                {words().views.unlabelled(label().unlabelled)}
              </Tab>
            </Show>
          </ul>
        </nav>
        <span class="sp" />
        <History
          icon="undo"
          label={words().undo}
          what={undoable(props.dataset.id)}
          describe={(edit) => words().undoing[edit.name](edit.rows)}
          onClick={() => void attemptUndo(props.dataset.id)}
        />
        <History
          icon="redo"
          label={words().redo}
          what={redoable(props.dataset.id)}
          describe={(edit) => words().redoing[edit.name](edit.rows)}
          onClick={() => void attemptUndo(props.dataset.id, true)}
        />
      </div>
      <Show when={open() === 'export'}>
        <ExportDialog dataset={props.dataset} shown={props.shown} view={props.search} onClose={() => setOpen(null)} />
      </Show>
      <Show when={open() === 'parts'}>
        <PartsDialog dataset={props.dataset} onClose={() => setOpen(null)} />
      </Show>
    </div>
  );
}

function Tab(props: { href: string; chosen: boolean; children: JSX.Element }) {
  return (
    <li>
      <a href={props.href} aria-current={props.chosen ? 'page' : undefined}>
        {props.children}
      </a>
    </li>
  );
}

/** Undo or redo; disabled, not hidden, when there is nothing to do. */
function History(props: {
  icon: 'undo' | 'redo';
  label: string;
  what: EditSummary | null;
  describe: (edit: EditSummary) => string;
  onClick: () => void;
}) {
  const title = () => (props.what === null ? props.label : props.describe(props.what));
  return (
    <Button
      kind="ghost"
      class="icon-only"
      disabled={props.what === null}
      title={title()}
      aria-label={title()}
      onClick={() => props.onClick()}
    >
      <Icon name={props.icon} />
    </Button>
  );
}

/** Ctrl+Z and the like, anywhere on the page except in text fields (there they undo typing). */
function listenForUndo(id: () => string): void {
  const listen = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
    const undo = event.code === 'KeyZ' && !event.shiftKey;
    const redo = (event.code === 'KeyZ' && event.shiftKey) || event.code === 'KeyY';
    if (!undo && !redo) return;
    event.preventDefault();
    void attemptUndo(id(), redo);
  };
  addEventListener('keydown', listen);
  onCleanup(() => removeEventListener('keydown', listen));
}
