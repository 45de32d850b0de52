import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createMemo, createResource, createSignal, For, onMount, Show } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { Button, IconButton } from '../../../components/Button';
import { Select } from '../../../components/Field';
import { Notice } from '../../../components/Notice';
import { Progress } from '../../../components/Progress';
import { isRude } from '../../../components/rude/isRude';
import { Sheet } from '../../../components/Sheet';
import { UserText } from '../../../components/UserText';
import { format, sentence, t } from '../../../i18n';
import { rowWords } from '../../../i18n/rowWords';
import { type DatasetInfo, loadDatasets } from '../../../stores/datasets';
import { createDuplicates, type DuplicateGroup, type ListedDuplicates, laterRows } from '../../../stores/duplicates';
import { labelRows, removeRows } from '../../../stores/edits';
import { readRows } from '../../../stores/rowActions';
import { rowsAddress } from '../../../stores/rowQuery';
import { attempt } from '../../attempt';
import { attemptEdit } from '../attempt';
import { DatasetHead } from '../DatasetHead';
import { LabelButton } from '../grid/LabelButton';
import { OneDataset } from '../OneDataset';
import '../dataset.css';

const KINDS = ['identical', 'exact', 'conflicting', 'near'] as const satisfies readonly ListedDuplicates[];
/** Rows of a group that are read; the others when asked for. */
const ROWS_SHOWN = 5;
const CLIP_BYTES = 400;
/** px; a group is measured once it is on screen. */
const GUESSED_HEIGHT = 220;

/** The repeated comments of one dataset, group by group, and what to do about them. */
export default function DuplicatesPage() {
  const params = useParams<{ id: string }>();
  onMount(() => void loadDatasets());
  return <OneDataset id={params.id}>{(dataset) => <Repeated dataset={dataset()} />}</OneDataset>;
}

function Repeated(props: { dataset: DatasetInfo }) {
  const words = () => rowWords().duplicates;
  const [search, setSearch] = useSearchParams<{ kind?: string }>();
  const kind = (): ListedDuplicates => KINDS.find((known) => known === search.kind) ?? 'exact';
  const [startedAt] = createSignal(performance.now());
  const found = createDuplicates(() => props.dataset, kind);
  const fraction = () => {
    const progress = found.finding();
    return progress === null || progress.total === 0 ? null : progress.done / progress.total;
  };
  const spare = () => (found.groups() ?? []).flatMap(({ rows }) => rows.slice(1));
  const all = () => (found.groups() ?? []).flatMap(({ rows }) => [...rows]);
  /** Which rows is asked when the edits under way have been made: a group must not lose its last comment by two. */
  const remove: Remove = (which) =>
    void attemptEdit(
      props.dataset.id,
      () => removeRows(props.dataset.id, () => Uint32Array.from(which(found.groups() ?? []))),
      (n) => rowWords().did.removed(n),
    );
  return (
    <>
      <DatasetHead dataset={props.dataset} view="duplicates" title={words().title} />
      <div class="stack">
        <div class="kind-choice">
          <Select<ListedDuplicates>
            label={words().kind}
            help={words().kindHelp[kind()]}
            value={kind()}
            options={KINDS.map((value) => ({ value, label: words().kinds[value] }))}
            onChange={(value) => setSearch({ kind: value === 'exact' ? undefined : value })}
          />
        </div>
        <Show when={found.error()}>
          {(error) => (
            <Notice kind="error" actions={<Button onClick={() => found.again()}>{t().common.retry}</Button>}>
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <Show when={found.finding()}>
          <Sheet>
            <Progress
              label={words().finding}
              fraction={fraction()}
              startedAt={startedAt()}
              onStop={() => found.stop()}
            />
          </Sheet>
        </Show>
        <Show
          when={found.groups()}
          fallback={
            <Show when={found.finding() === null && found.error() === null}>
              <div class="row">
                <span class="quiet">{rowWords().found.stopped}</span>
                <Button onClick={() => found.again()}>{t().common.retry}</Button>
              </div>
            </Show>
          }
        >
          {(groups) => (
            <Show when={groups().length > 0} fallback={<p class="sheet quiet">{words().none[kind()]}</p>}>
              <div class="row">
                <strong role="status">{words().found(groups().length, spare().length)}</strong>
                <span class="sp" />
                <Show
                  when={kind() === 'conflicting'}
                  fallback={<Button onClick={() => remove(spare)}>{words().keepFirstOfEach(spare().length)}</Button>}
                >
                  <Button onClick={() => remove(all)}>{words().removeConflicting(all().length)}</Button>
                </Show>
              </div>
              <Groups dataset={props.dataset} groups={groups()} onRemove={remove} />
            </Show>
          )}
        </Show>
      </div>
    </>
  );
}

/** Removes the rows that `which` names of the groups as they are when it is done. */
type Remove = (which: (groups: readonly DuplicateGroup[]) => readonly number[]) => void;

/** The groups, of which only those on screen exist as elements. */
function Groups(props: { dataset: DatasetInfo; groups: readonly DuplicateGroup[]; onRemove: Remove }) {
  let scroller: HTMLElement | undefined;
  const virtualizer = createVirtualizer<HTMLElement, HTMLLIElement>({
    get count() {
      return props.groups.length;
    },
    get getItemKey() {
      const { groups } = props;
      return (index: number) => groups[index]?.rows[0] ?? -1 - index;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => GUESSED_HEIGHT,
    gap: 12,
    overscan: 3,
  });
  /** On screen, by the first row of each group. */
  const layout = createMemo(() => {
    const { groups } = props;
    const items = virtualizer.getVirtualItems().filter(({ index }) => index < groups.length);
    return new Map(items.map(({ index, start }) => [groups[index].rows[0], { index, start, group: groups[index] }]));
  });
  return (
    <section class="groups" ref={scroller} tabindex="0" aria-label={rowWords().duplicates.title}>
      <ul style={{ height: `${virtualizer.getTotalSize()}px` }}>
        <For each={[...layout().keys()]}>
          {(first) => {
            const at = createMemo((before?: { index: number; start: number; group: DuplicateGroup }) => {
              return layout().get(first) ?? before;
            });
            return (
              <Show when={at()}>
                {(here) => (
                  <Group
                    dataset={props.dataset}
                    group={here().group}
                    index={here().index}
                    top={here().start}
                    onMeasure={(element) => virtualizer.measureElement(element)}
                    onRemove={props.onRemove}
                  />
                )}
              </Show>
            );
          }}
        </For>
      </ul>
    </section>
  );
}

function Group(props: {
  dataset: DatasetInfo;
  group: DuplicateGroup;
  index: number;
  top: number;
  onMeasure: (element: HTMLLIElement) => void;
  onRemove: Remove;
}) {
  const words = () => rowWords().duplicates;
  const navigate = useNavigate();
  const keepFirst = () => {
    const { rows } = props.group;
    props.onRemove((groups) => laterRows(groups, rows));
  };
  const removeAll = () => {
    const { rows } = props.group;
    props.onRemove(() => rows);
  };
  const [limit, setLimit] = createSignal(ROWS_SHOWN);
  const shown = createMemo(() => props.group.rows.slice(0, limit()), [], { equals: sameRows });
  const asked = () => ({ id: props.dataset.id, rows: shown(), revision: props.dataset.revision });
  const [views] = createResource(asked, async ({ id, rows }) => readRows(id, Uint32Array.from(rows), CLIP_BYTES));
  // A resource that is read before it is there hides the whole page until it is, and every group with it.
  const known = () => (views.state === 'ready' || views.state === 'refreshing' ? (views.latest ?? []) : []);
  const more = () => Math.min(props.group.rows.length - shown().length, 100);
  let element: HTMLLIElement | undefined;
  onMount(() => {
    if (element) props.onMeasure(element);
  });
  return (
    <li
      ref={element}
      class="sheet group"
      data-index={props.index}
      style={{ transform: `translateY(${props.top}px)` }}
      aria-label={words().groupLabel(props.index + 1)}
    >
      <div class="row group-head">
        <strong>{words().group(props.group.rows.length)}</strong>
        <Show when={props.group.conflicting}>
          <span class="chip">{words().conflict}</span>
        </Show>
        <span class="sp" />
        <Button
          kind="ghost"
          onClick={() =>
            navigate(rowsAddress(props.dataset.id, { filters: [{ kind: 'rows', rows: props.group.rows }] }))
          }
        >
          {words().show}
        </Button>
        <Show when={props.group.conflicting}>
          <Button kind="ghost" onClick={removeAll}>
            {words().removeAll}
          </Button>
        </Show>
        <Button kind="ghost" onClick={keepFirst}>
          {words().keepFirst}
        </Button>
      </div>
      <Show when={views.state === 'errored' ? toCodedError(views.error) : null}>
        {(error) => <Notice kind="error">{sentence(error())}</Notice>}
      </Show>
      <ul class="group-rows">
        <For each={known()}>
          {(view) => (
            <li>
              <span class="group-number">{format().number(view.row + 1)}</span>
              <LabelButton
                row={view.row}
                value={view}
                onLabel={(to) => void attempt(() => labelRows(props.dataset.id, Uint32Array.of(view.row), to))}
              />
              <span class="group-text">
                <Show when={view.text !== ''} fallback={<span class="quiet">{rowWords().grid.empty}</span>}>
                  <UserText offensive={view.label !== 0 || isRude(view.text)}>
                    {view.text}
                    {view.clipped ? '…' : ''}
                  </UserText>
                </Show>
              </span>
              <IconButton
                icon="close"
                label={words().remove(view.row + 1)}
                onClick={() => props.onRemove(() => [view.row])}
              />
            </li>
          )}
        </For>
      </ul>
      <Show when={more() > 0}>
        <div class="row flush">
          <Button kind="ghost" onClick={() => setLimit(shown().length + more())}>
            {words().more(more())}
          </Button>
        </div>
      </Show>
    </li>
  );
}

function sameRows(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((row, i) => row === b[i]);
}
