import { For, type JSX, Show } from 'solid-js';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => JSX.Element;
  /** Aligns numbers to the right. */
  numeric?: boolean;
  /** The cell that names its row for a screen reader. */
  rowHead?: boolean;
}

/** A table that scrolls sideways inside its own box when the screen is narrow. `caption` describes what is in it. */
export function Table<Row>(props: {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  caption: string;
  captionHidden?: boolean;
}) {
  return (
    <section class="scroll-x" tabindex="0" aria-label={props.caption}>
      <table class="table">
        <caption classList={{ hidden: props.captionHidden === true }}>{props.caption}</caption>
        <thead>
          <tr>
            <For each={props.columns}>
              {(column) => (
                <th scope="col" classList={{ num: column.numeric === true }}>
                  {column.head}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <For each={props.columns}>
                  {(column) => (
                    <Show
                      when={column.rowHead}
                      fallback={<td classList={{ num: column.numeric === true }}>{column.cell(row)}</td>}
                    >
                      <th scope="row">{column.cell(row)}</th>
                    </Show>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
