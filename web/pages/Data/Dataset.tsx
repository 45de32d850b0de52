import { useParams, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, For, type JSX, on, onMount, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Checkbox, Select } from '../../components/Field';
import { Menu } from '../../components/Menu';
import { Notice } from '../../components/Notice';
import { sentence, t } from '../../i18n';
import { rowWords } from '../../i18n/rowWords';
import { type DatasetInfo, keptCount, labelsOf, loadDatasets } from '../../stores/datasets';
import { labelRows, removeRows, restoreRows } from '../../stores/edits';
import {
  parseRowQuery,
  parseSort,
  type RowQuery,
  type RowSearch,
  rowSearch,
  SORT_KEYS,
  sortText,
} from '../../stores/rowQuery';
import { createRowTable, labelPlace, type RowTable } from '../../stores/rowTable';
import { attemptEdit } from './attempt';
import { DatasetHead } from './DatasetHead';
import './dataset.css';
import '../choices.css';
import { furtherColumns, RowFilters } from './grid/RowFilters';
import { RowGrid } from './grid/RowGrid';
import { labelValue, valueName } from './labelValues';
import { OneDataset } from './OneDataset';

/** The comments of one dataset: read, filtered, ordered, edited. What is shown is in the address. */
export default function Dataset() {
  const params = useParams<{ id: string }>();
  onMount(() => void loadDatasets());
  return <OneDataset id={params.id}>{(dataset) => <Comments dataset={dataset()} />}</OneDataset>;
}

function Comments(props: { dataset: DatasetInfo }) {
  const words = () => rowWords();
  const [search, setSearch] = useSearchParams<Record<keyof RowSearch, string>>();
  const asked = createMemo(() =>
    parseRowQuery({
      filter: search.filter,
      sort: search.sort,
      settings: search.settings,
      removed: search.removed,
      label: search.label,
    }),
  );
  const query = () => asked().query;
  const label = () => labelPlace(props.dataset, query());
  const understood = () => {
    const { label: name } = query();
    return asked().understood && (name === null || labelsOf(props.dataset).some((one) => one.name === name));
  };
  const ask = (change: Partial<RowQuery>) => setSearch(rowSearch({ ...query(), ...change }));
  const [columns, setColumns] = createSignal<readonly number[]>([]);
  // Scores are why a scored file was kept; a column that orders the rows is there to be seen, too.
  createEffect(
    on(
      () => props.dataset.id,
      () => {
        const { sort } = query();
        const sorted = sort.by === 'column' ? sort.column : undefined;
        const shown = [props.dataset.scoreColumn, sorted].filter((column) => column !== undefined);
        setColumns([...new Set(shown)].filter((column) => column < props.dataset.columns.length).sort((a, b) => a - b));
      },
    ),
  );
  const table = createRowTable(() => props.dataset, query, columns);
  return (
    <>
      <DatasetHead
        dataset={props.dataset}
        view="comments"
        title={props.dataset.name}
        label={label()}
        shown={table.rows()}
        search={rowSearch(query())}
      />
      <div class="stack">
        <Show when={!understood()}>
          <Notice kind="warn" onDismiss={() => ask({ label: labelsOf(props.dataset)[label()].name })}>
            {words().addressUnread}
          </Notice>
        </Show>
        <RowFilters
          dataset={props.dataset}
          filters={query().filters}
          removed={query().removed}
          label={label()}
          onAsk={ask}
        />
        <Status dataset={props.dataset} table={table} query={query()} label={label()} columns={columns()} onAsk={ask}>
          <Columns dataset={props.dataset} chosen={columns()} onChoose={setColumns} />
        </Status>
        <Show when={table.error()}>
          {(error) => (
            <Notice kind="error" actions={<Button onClick={() => table.again()}>{t().common.retry}</Button>}>
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <Show
          when={table.rows()?.length !== 0}
          fallback={<Nothing dataset={props.dataset} table={table} query={query()} />}
        >
          <RowGrid
            dataset={props.dataset}
            table={table}
            query={query()}
            columns={columns()}
            onSort={(sort) => ask({ sort })}
            onLabel={(name) => ask({ label: name === labelsOf(props.dataset)[0].name ? null : name })}
          />
        </Show>
      </div>
    </>
  );
}

/** How many there are, how far the search has come, in which order, and what can be done to all of them. */
function Status(props: {
  dataset: DatasetInfo;
  table: RowTable;
  query: RowQuery;
  /** The label that classes are of, by its position in `labelsOf`. */
  label: number;
  /** Further columns of the file that are shown, by which rows can be ordered. */
  columns: readonly number[];
  onAsk: (change: Partial<RowQuery>) => void;
  children: JSX.Element;
}) {
  const words = () => rowWords();
  const total = () => (props.query.removed ? (props.dataset.removed ?? 0) : keptCount(props.dataset));
  const count = () => {
    const found = props.table.rows()?.length;
    if (found === undefined) return words().found.finding;
    return found === total() ? words().found.all(found) : words().found.some(found, total());
  };
  const narrowed = () => props.query.filters.length > 0 || props.query.removed;
  const sorts = () => {
    const own = SORT_KEYS.flatMap((by) => (['up', 'down'] as const).map((way) => `${by}-${way}` as const));
    const { sort } = props.query;
    const names = { ...words().sort.options, ...(props.label > 0 && words().sort.ofLabel) };
    const columns = new Set([...props.columns, ...(sort.by === 'column' ? [sort.column] : [])]);
    return [
      ...own.map((value) => ({ value: value as string, label: names[value] })),
      ...[...columns].flatMap((column) =>
        [true, false].map((descending) => ({
          value: sortText({ by: 'column', column, descending }),
          label: words().sort.column(props.dataset.columns[column] ?? `${column + 1}`, descending),
        })),
      ),
    ];
  };
  return (
    <div class="row status-line">
      <strong role="status">{count()}</strong>
      <Show when={props.table.finding()}>
        {(progress) => (
          <span class="row">
            <progress aria-label={words().found.finding} max={Math.max(1, progress().total)} value={progress().done} />
            <Button kind="ghost" onClick={() => props.table.stop()}>
              {t().common.stop}
            </Button>
          </span>
        )}
      </Show>
      <Show when={narrowed() && props.table.finding() === null && props.table.rows()?.length}>
        {(found) => (
          <Together
            dataset={props.dataset}
            rows={() => props.table.rows()}
            count={found()}
            label={props.label}
            removed={props.query.removed}
          />
        )}
      </Show>
      <span class="sp" />
      {props.children}
      <Select
        label={words().sort.label}
        labelHidden
        value={sortText(props.query.sort)}
        options={sorts()}
        onChange={(value) => {
          const sort = parseSort(value);
          if (sort !== null) props.onAsk({ sort });
        }}
      />
    </div>
  );
}

/** Actions on every row that is shown, if they are fewer than all. */
function Together(props: {
  dataset: DatasetInfo;
  rows: () => Uint32Array | undefined;
  count: number;
  /** By its position in `labelsOf`. */
  label: number;
  removed: boolean;
}) {
  const words = () => rowWords().together;
  const messages = () => rowWords().did;
  const { id } = props.dataset;
  /** The name of the label, if it is one of several. */
  const name = () => {
    const labels = labelsOf(props.dataset);
    return labels.length > 1 ? labels[props.label].name : null;
  };
  const act = (edit: (rows: Uint32Array) => Promise<number>, done: (n: number) => string) => {
    const rows = props.rows();
    if (rows) void attemptEdit(id, () => edit(rows), done);
  };
  const label = (to: 0 | 1 | null) => {
    const [of, label] = [props.label, name()];
    act(
      (rows) => labelRows(id, rows, to, of),
      (n) =>
        label === null ? messages().labelled(n, labelValue(to)) : messages().labelledAs(n, label, valueName(to, of)),
    );
  };
  const deeds = () =>
    ([1, 0, null] as const).map((to) => {
      const label = name();
      return {
        to,
        text: label === null ? words()[labelValue(to)] : words().ofLabel(label, valueName(to, props.label)),
      };
    });
  return (
    <Menu label={words().label(props.count)}>
      {(close) => {
        const doing = (deed: () => void) => () => {
          close();
          deed();
        };
        return (
          <Show
            when={props.removed}
            fallback={
              <>
                <For each={deeds()}>
                  {({ to, text }) => (
                    <Button kind="ghost" onClick={doing(() => label(to))}>
                      {text}
                    </Button>
                  )}
                </For>
                <Button
                  kind="danger"
                  onClick={doing(() =>
                    act(
                      (rows) => removeRows(id, rows),
                      (n) => messages().removed(n),
                    ),
                  )}
                >
                  {words().remove}
                </Button>
              </>
            }
          >
            <Button
              kind="ghost"
              onClick={doing(() =>
                act(
                  (rows) => restoreRows(id, rows),
                  (n) => messages().restored(n),
                ),
              )}
            >
              {words().restore}
            </Button>
          </Show>
        );
      }}
    </Menu>
  );
}

/** Which further columns of the file are shown with the comments. */
function Columns(props: {
  dataset: DatasetInfo;
  chosen: readonly number[];
  onChoose: (columns: readonly number[]) => void;
}) {
  const words = () => rowWords().columns;
  const others = () => furtherColumns(props.dataset);
  return (
    <Show when={others().length > 0}>
      <Menu label={words().label}>
        {() => (
          <>
            <p class="quiet">{words().help}</p>
            <For each={others()}>
              {({ column, name }) => (
                <Checkbox
                  label={name}
                  checked={props.chosen.includes(column)}
                  onChange={(shown) =>
                    props.onChoose(
                      shown
                        ? [...props.chosen, column].sort((a, b) => a - b)
                        : props.chosen.filter((other) => other !== column),
                    )
                  }
                />
              )}
            </For>
          </>
        )}
      </Menu>
    </Show>
  );
}

function Nothing(props: { dataset: DatasetInfo; table: RowTable; query: RowQuery }) {
  const words = () => rowWords().found;
  const none = () => (keptCount(props.dataset) === 0 && !props.query.removed ? words().noneAtAll : words().none);
  return (
    <Show when={props.table.error() === null && props.table.finding() === null}>
      <p class="sheet quiet">{none()}</p>
    </Show>
  );
}
