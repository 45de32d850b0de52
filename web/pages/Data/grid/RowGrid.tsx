import { createVirtualizer, defaultRangeExtractor } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import { Button } from '../../../components/Button';
import { createMediaQuery } from '../../../components/mediaQuery';
import { NumberField } from '../../../components/NumberField';
import { rowWords } from '../../../i18n/rowWords';
import { type DatasetInfo, labelsOf } from '../../../stores/datasets';
import { labelRows, removeRows, restoreRows } from '../../../stores/edits';
import { dependsOnLabel, type RowQuery, type RowSort } from '../../../stores/rowQuery';
import { labelPlace, type RowTable } from '../../../stores/rowTable';
import { showToast } from '../../../stores/toasts';
import { attempt } from '../../attempt';
import { attemptEdit } from '../attempt';
import { valueName } from '../labelValues';
import { GridRow } from './GridRow';

/** Rows in one scroll: browsers lay out no more than some 17 million pixels. The others are on further pages. */
const WINDOW_ROWS = 50_000;
/** Heights of a closed row, px, as dataset.css has them. */
const ROW_HEIGHT = 45;
const PHONE_ROW_HEIGHT = 73;
const PHONE = '(max-width: 760px)';
/** Rows that PageUp and PageDown move by. */
const PAGE = 10;
const LABEL_KEYS = new Map<string, 0 | 1 | null>([
  ['1', 1],
  ['0', 0],
  ['-', null],
]);

const NO_ROWS = new Uint32Array(0);

/**
 * The comments of a dataset, of which only those on screen exist as elements. Tab reaches one row; arrows move from row
 * to row, and each action on a row has a key (see `grid.keys` of the words).
 */
export function RowGrid(props: {
  dataset: DatasetInfo;
  table: RowTable;
  query: RowQuery;
  /** Further columns of the file that are shown. */
  columns: readonly number[];
  onSort: (sort: RowSort) => void;
  /** Asks for another label, by its name. */
  onLabel: (name: string) => void;
}) {
  const words = () => rowWords().grid;
  const labels = createMemo(() => labelsOf(props.dataset));
  const place = createMemo(() => labelPlace(props.dataset, props.query));
  const rows = createMemo(() => props.table.rows() ?? NO_ROWS);
  const [windowStart, setWindowStart] = createSignal(0);
  /** The place in `rows` of the row that keys act on. */
  const [active, setActive] = createSignal(0);
  const [opened, setOpened] = createSignal<ReadonlySet<number>>(new Set<number>());
  const narrow = createMediaQuery(PHONE);
  let scroller: HTMLDivElement | undefined;
  let head: HTMLTableSectionElement | undefined;
  const [headHeight, setHeadHeight] = createSignal(0);
  onMount(() => {
    if (head === undefined) return;
    const observer = new ResizeObserver(([{ target }]) => setHeadHeight(target.getBoundingClientRect().height));
    observer.observe(head);
    onCleanup(() => observer.disconnect());
  });

  const virtualizer = createVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    get count() {
      return Math.max(0, Math.min(WINDOW_ROWS, rows().length - windowStart()));
    },
    // Heights are stored by row, wherever in the list they have moved.
    get getItemKey() {
      const [list, start] = [rows(), windowStart()];
      return (index: number) => list[start + index] ?? -1 - index;
    },
    get estimateSize() {
      const height = narrow() ? PHONE_ROW_HEIGHT : ROW_HEIGHT;
      return () => height;
    },
    getScrollElement: () => scroller ?? null,
    // The header is part of what is scrolled and stays at its top: rows begin below it, and are in sight below it.
    get scrollMargin() {
      return headHeight();
    },
    get scrollPaddingStart() {
      return headHeight();
    },
    overscan: 8,
    // The active row stays in the document, even out of sight: otherwise the focus would be lost.
    rangeExtractor: (range) => {
      const places = defaultRangeExtractor(range);
      const mine = active() - windowStart();
      if (mine < 0 || mine >= range.count || places.includes(mine)) return places;
      return [...places, mine].sort((a, b) => a - b);
    },
  });
  createEffect(on(narrow, () => virtualizer.measure(), { defer: true }));

  /** The rows on screen with their places. */
  const layout = createMemo(() => {
    const [list, start] = [rows(), windowStart()];
    const places = new Map<number, { readonly index: number; readonly start: number }>();
    for (const { index, start: top } of virtualizer.getVirtualItems()) {
      if (start + index < list.length) places.set(list[start + index], { index, start: top - headHeight() });
    }
    return places;
  });
  createEffect(() => {
    layout();
    const range = virtualizer.range;
    if (range === null) return;
    props.table.show(windowStart() + Math.max(0, range.startIndex - 8), windowStart() + range.endIndex + 9);
  });

  const lastPlace = () => Math.max(0, rows().length - 1);
  createEffect(() => {
    if (active() > lastPlace()) setActive(lastPlace());
    if (windowStart() > lastPlace()) setWindowStart(Math.floor(lastPlace() / WINDOW_ROWS) * WINDOW_ROWS);
  });
  const toTop = () => {
    setActive(windowStart());
    scroller?.scrollTo({ top: 0 });
  };
  createEffect(
    on(
      () => props.query,
      (now, before) => {
        // Another label of the same rows leaves the keyboard where it is.
        if (before !== undefined && now.label !== before.label && !dependsOnLabel(now)) return;
        setWindowStart(0);
        toTop();
      },
      { defer: true },
    ),
  );

  /** Makes a row the active one, scrolls to it and (for keys) focuses it. */
  const goTo = (place: number, focus = true) => {
    const target = Math.min(lastPlace(), Math.max(0, place));
    setWindowStart(Math.floor(target / WINDOW_ROWS) * WINDOW_ROWS);
    setActive(target);
    virtualizer.scrollToIndex(target - windowStart(), { align: 'auto' });
    if (focus) requestAnimationFrame(() => elementOf(target)?.focus({ preventScroll: true }));
  };
  const elementOf = (place: number) => scroller?.querySelector<HTMLElement>(`[data-place="${place}"]`);

  const toggle = (row: number) =>
    setOpened((all) => {
      const next = new Set(all);
      if (!next.delete(row)) next.add(row);
      return next;
    });
  const label = (row: number, to: 0 | 1 | null, of = place()) =>
    void attempt(() => labelRows(props.dataset.id, Uint32Array.of(row), to, of));
  const nextLabel = (by: 1 | -1) => {
    const count = labels().length;
    const { name } = labels()[(place() + by + count) % count];
    props.onLabel(name);
    showToast(() => words().labelNow(name));
  };
  const remove = (row: number) => {
    const { id } = props.dataset;
    const one = Uint32Array.of(row);
    const hadFocus = scroller?.contains(document.activeElement) === true;
    const at = active();
    void (
      props.query.removed
        ? attemptEdit(
            id,
            () => restoreRows(id, one),
            (n) => rowWords().did.restored(n),
          )
        : attemptEdit(
            id,
            () => removeRows(id, one),
            (n) => rowWords().did.removed(n),
          )
    ).then(() => {
      if (hadFocus) goTo(at); // the next row has moved to its place
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = active();
    const row = rows()[at];
    if (row === undefined) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: lastPlace(),
    };
    const onRow = event.target instanceof HTMLElement && event.target.dataset.place !== undefined;
    if (Object.hasOwn(moves, event.key)) goTo(moves[event.key]);
    else if (event.key === 'Enter' && onRow) toggle(row);
    else if (event.key === ' ' && onRow) toggle(row);
    else if (event.key === 'Escape' && opened().has(row)) toggle(row);
    else if (event.key === 'Delete') remove(row);
    else if (LABEL_KEYS.has(event.key)) label(row, LABEL_KEYS.get(event.key) ?? null);
    else if (event.code === 'KeyL' && labels().length > 1) nextLabel(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };

  const template = () => `72px 132px minmax(0, 1fr) ${props.columns.map(() => '140px ').join('')}76px`;

  return (
    <div class="stack tight">
      <Windows
        start={windowStart()}
        total={rows().length}
        onGo={(start) => {
          setWindowStart(start);
          toTop();
        }}
      />
      <div class="grid-scroll" ref={scroller} tabindex="-1">
        <table
          class="grid"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with keys of its own is a grid.
          role="grid"
          aria-label={words().label(props.dataset.name)}
          aria-rowcount={rows().length + 1}
          aria-colcount={4 + props.columns.length}
          style={{ '--columns': template() }}
          onKeyDown={onKeyDown}
        >
          <Head
            ref={(element) => {
              head = element;
            }}
            dataset={props.dataset}
            columns={props.columns}
            class={labels().length > 1 ? labels()[place()].name : words().class}
            sort={props.query.sort}
            onSort={props.onSort}
          />
          <tbody style={{ height: `${virtualizer.getTotalSize()}px` }}>
            <For each={[...layout().keys()]}>
              {(row) => {
                const at = () => layout().get(row) ?? { index: 0, start: 0 };
                const here = () => windowStart() + at().index;
                return (
                  <GridRow
                    dataset={props.dataset}
                    row={row}
                    place={here()}
                    index={at().index}
                    top={at().start}
                    view={props.table.view(here())}
                    columns={props.columns}
                    label={place()}
                    active={active() === here()}
                    opened={opened().has(row)}
                    onActive={() => setActive(here())}
                    onMeasure={(element) => virtualizer.measureElement(element)}
                    onToggle={() => toggle(row)}
                    onLabel={(to, of) => label(row, to, of)}
                    onRemove={() => remove(row)}
                  />
                );
              }}
            </For>
          </tbody>
        </table>
      </div>
      <div class="row grid-foot">
        <p class="quiet keys">
          {labels().length > 1
            ? words().keysOfLabel(labels()[place()].name, valueName(1, place()), valueName(0, place()))
            : words().keys}
        </p>
        <span class="sp" />
        <Show when={rows().length > 20}>
          <GoTo
            max={props.dataset.rows}
            onGo={(number) => {
              const place = rows().indexOf(number - 1);
              if (place < 0) showToast(() => words().goMissing(number));
              else goTo(place);
            }}
          />
        </Show>
      </div>
    </div>
  );
}

/** Position in a very long list, with buttons for the other parts. */
function Windows(props: { start: number; total: number; onGo: (start: number) => void }) {
  const words = () => rowWords().grid;
  const end = () => Math.min(props.total, props.start + WINDOW_ROWS);
  return (
    <Show when={props.total > WINDOW_ROWS}>
      <div class="row">
        <Button disabled={props.start === 0} onClick={() => props.onGo(props.start - WINDOW_ROWS)}>
          {words().previous}
        </Button>
        <Button disabled={end() >= props.total} onClick={() => props.onGo(props.start + WINDOW_ROWS)}>
          {words().next}
        </Button>
        <span class="quiet" role="status">
          {words().window(props.start + 1, end(), props.total)}
        </span>
      </div>
    </Show>
  );
}

/** Names of the columns, which order the rows; only the comments themselves have no order. */
function Head(props: {
  ref: (element: HTMLTableSectionElement) => void;
  dataset: DatasetInfo;
  columns: readonly number[];
  /** What the classes are of. */
  class: string;
  sort: RowSort;
  onSort: (sort: RowSort) => void;
}) {
  const words = () => rowWords().grid;
  return (
    <thead ref={props.ref}>
      <tr class="grid-line" aria-rowindex={1}>
        <SortHead {...props} by="row" first="up" class="num">
          {words().row}
        </SortHead>
        <SortHead {...props} by="class" first="down" class="class-head">
          {props.class}
        </SortHead>
        <th scope="col">{words().comment}</th>
        <For each={props.columns}>
          {(column) => (
            <SortHead
              {...props}
              by="column"
              column={column}
              first="down"
              class={`clip extra ${column === props.dataset.scoreColumn ? 'score-cell' : ''}`}
            >
              {props.dataset.columns[column]}
            </SortHead>
          )}
        </For>
        <SortHead {...props} by="length" first="down" class="num">
          {words().length}
        </SortHead>
      </tr>
    </thead>
  );
}

function SortHead(props: {
  by: RowSort['by'];
  /** By a column of the file: its position. */
  column?: number;
  /** Which way the first press orders. */
  first: 'up' | 'down';
  sort: RowSort;
  onSort: (sort: RowSort) => void;
  class?: string;
  children: JSX.Element;
}) {
  const mine = () => props.sort.by === props.by && (props.sort.by !== 'column' || props.sort.column === props.column);
  const press = () => {
    const { by, column } = props;
    const descending = mine() ? !props.sort.descending : props.first === 'down';
    if (by !== 'column') props.onSort({ by, descending });
    else if (column !== undefined) props.onSort({ by, column, descending });
  };
  return (
    <th
      scope="col"
      class={props.class}
      aria-sort={mine() ? (props.sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" class="sort" onClick={press}>
        {props.children}
        <span aria-hidden="true" class="arrow">
          {mine() ? (props.sort.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}

function GoTo(props: { max: number; onGo: (row: number) => void }) {
  const words = () => rowWords().grid;
  const [wanted, setWanted] = createSignal<number | null>(null);
  const fine = () => {
    const row = wanted();
    return row !== null && !Number.isNaN(row);
  };
  return (
    <form
      class="row go-to"
      onSubmit={(event) => {
        event.preventDefault();
        const row = wanted();
        if (row !== null && fine()) props.onGo(row);
      }}
    >
      <NumberField
        label={words().goTo}
        labelHidden
        placeholder={words().goTo}
        value={wanted()}
        nullable
        whole
        min={1}
        max={props.max}
        onChange={setWanted}
      />
      <Button type="submit" disabled={!fine()}>
        {words().go}
      </Button>
    </form>
  );
}
