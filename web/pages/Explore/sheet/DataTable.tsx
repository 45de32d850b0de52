import { createVirtualizer } from '@tanstack/solid-virtual';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { UserText } from '../../../components/UserText';
import { language } from '../../../i18n';
import { exploreWords } from '../../../i18n/exploreWords';
import { cellText, sortedRows, type TableCell, type TableColumn, type TableData } from './tableData';

const ROW = 34;
const OVERSCAN = 12;

/** A table one can sort by any column; of a long one only the rows in sight are laid out. */
export function DataTable(props: { table: TableData; offensive?: (text: string) => boolean }) {
  const [sort, setSort] = createSignal<{ column: number; descending: boolean } | null>(null);
  const rows = createMemo(() => {
    const by = sort();
    return by === null ? props.table.rows : sortedRows(props.table, by.column, by.descending, language());
  });
  let box: HTMLElement | undefined;
  const virtual = createVirtualizer({
    get count() {
      return rows().length;
    },
    getScrollElement: () => box ?? null,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    initialRect: { width: 400, height: 420 },
  });
  const items = () => virtual.getVirtualItems();
  const before = () => items()[0]?.start ?? 0;
  const after = () => {
    const shown = items();
    return virtual.getTotalSize() - (shown[shown.length - 1]?.end ?? 0);
  };
  const numeric = (column: TableColumn) => column.format !== undefined;
  const press = (column: number) =>
    setSort((now) => ({
      column,
      descending: now?.column === column ? !now.descending : numeric(props.table.columns[column]),
    }));
  const order = (column: number) => {
    const by = sort();
    return by?.column !== column ? 'none' : by.descending ? 'descending' : 'ascending';
  };
  const width = () => props.table.columns.length;

  return (
    <section class="data-table" tabindex="0" aria-label={props.table.caption} ref={box}>
      <table class="table" aria-rowcount={rows().length + 1}>
        <caption>{props.table.caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            <For each={props.table.columns}>
              {(column, index) => (
                <th scope="col" classList={{ num: numeric(column) }} aria-sort={order(index())}>
                  <button
                    type="button"
                    class="sorter"
                    title={exploreWords().terms.sortBy(column.head)}
                    onClick={() => press(index())}
                  >
                    {column.head}
                  </button>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <Show when={before() > 0}>
            <tr class="gap">
              <td colSpan={width()} style={{ height: `${before()}px` }} />
            </tr>
          </Show>
          <For each={items()}>
            {(item) => (
              <tr aria-rowindex={item.index + 2}>
                <For each={props.table.columns}>
                  {(column, index) => (
                    <Cell
                      column={column}
                      cell={rows()[item.index]?.[index()] ?? null}
                      head={index() === 0}
                      offensive={props.offensive}
                    />
                  )}
                </For>
              </tr>
            )}
          </For>
          <Show when={after() > 0}>
            <tr class="gap">
              <td colSpan={width()} style={{ height: `${after()}px` }} />
            </tr>
          </Show>
        </tbody>
      </table>
    </section>
  );
}

function Cell(props: {
  column: TableColumn;
  cell: TableCell;
  head: boolean;
  offensive?: ((text: string) => boolean) | undefined;
}) {
  const text = () => cellText(props.column, props.cell);
  const shown = () => (
    <Show when={props.column.userText} fallback={text()}>
      <UserText offensive={props.offensive?.(text())}>{text()}</UserText>
    </Show>
  );
  return (
    <Show when={props.head} fallback={<td classList={{ num: props.column.format !== undefined }}>{shown()}</td>}>
      <th scope="row" classList={{ num: props.column.format !== undefined }}>
        {shown()}
      </th>
    </Show>
  );
}
