import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { ClassMark } from '../../../components/ClassMark';
import { isRude } from '../../../components/rude/isRude';
import { UserText } from '../../../components/UserText';
import { dataWords } from '../../../i18n/dataWords';
import { shortened } from '../shortened';
import type { RowLabel } from './rowLabel';

const ROWS_SHOWN = 8;
const CHARACTERS_SHOWN = 160;
/** Columns shown besides those that are read; the others are counted. */
const COLUMNS_SHOWN = 24;

/** The first rows of a file as they will be read: comments and labels marked, other columns quieter. */
export function SampleTable(props: {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  textColumn: number | null;
  labelColumns: readonly number[];
  labelOf: RowLabel;
  /** Each label column is a label of its own. */
  separate: boolean;
}) {
  const shown = () => props.rows.slice(0, ROWS_SHOWN);
  const caption = () => dataWords().sheet.sample(shown().length);
  const isRead = (column: number) => column === props.textColumn || props.labelColumns.includes(column);
  const isLabel = (column: number) =>
    props.separate ? props.labelColumns.includes(column) : column === props.labelColumns[0];
  const columns = createMemo(() => {
    const others = props.header.map((_, column) => column).filter((column) => !isRead(column));
    const kept = new Set(others.slice(0, COLUMNS_SHOWN));
    return props.header.map((_, column) => column).filter((column) => isRead(column) || kept.has(column));
  });
  const hidden = () => props.header.length - columns().length;
  return (
    <section class="scroll-x sample" tabindex="0" aria-label={caption()}>
      <table class="table">
        <caption>
          {caption()}
          <Show when={hidden() > 0}> {dataWords().sheet.moreColumns(hidden())}</Show>
        </caption>
        <thead>
          <tr>
            <For each={columns()}>
              {(column) => (
                <th scope="col" classList={{ chosen: isRead(column) }}>
                  {props.header[column]}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={shown()}>
            {(row) => (
              <tr>
                <For each={columns()}>
                  {(column) => (
                    <td classList={{ wide: column === props.textColumn }}>
                      <Switch fallback={<span class="aside">{shortened(row[column] ?? '', CHARACTERS_SHOWN)}</span>}>
                        <Match when={column === props.textColumn}>
                          <UserText offensive={props.labelOf(row) !== 0 || isRude(row[column] ?? '')}>
                            {shortened(row[column] ?? '', CHARACTERS_SHOWN)}
                          </UserText>
                        </Match>
                        <Match when={isLabel(column)}>
                          <LabelCell value={row[column] ?? ''} label={props.labelOf(row, column)} />
                        </Match>
                      </Switch>
                    </td>
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

function LabelCell(props: { value: string; label: ReturnType<RowLabel> }) {
  const kind = () => (props.label === 1 ? 'toxic' : props.label === 0 ? 'other' : 'unlabelled');
  const left = () => (props.label === null ? '' : ` (${dataWords().sheet.leftOut})`);
  return (
    <ClassMark kind={kind()}>
      {typeof props.label === 'number' ? undefined : `${shortened(props.value, CHARACTERS_SHOWN)}${left()}`}
    </ClassMark>
  );
}
