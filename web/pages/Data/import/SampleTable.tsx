import { For, Show } from 'solid-js';
import { parseLabel } from '#shared/data/column/labels';
import { ClassMark } from '../../../components/ClassMark';
import { isRude } from '../../../components/rude/isRude';
import { UserText } from '../../../components/UserText';
import { t } from '../../../i18n';
import { shortened } from '../shortened';

const ROWS_SHOWN = 8;
const LETTERS_SHOWN = 160;

/** The first rows of a file as they will be read: comments and labels marked, other columns quieter. */
export function SampleTable(props: {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  textColumn: number | null;
  labelColumn: number | null;
  cut: number | undefined;
}) {
  const shown = () => props.rows.slice(0, ROWS_SHOWN);
  const labelOf = (row: readonly string[]) =>
    props.labelColumn === null ? null : parseLabel(row[props.labelColumn] ?? '', props.cut);
  const caption = () => t().data.sheet.sample(shown().length);
  return (
    <section class="scroll-x sample" tabindex="0" aria-label={caption()}>
      <table class="table">
        <caption>{caption()}</caption>
        <thead>
          <tr>
            <For each={props.header}>
              {(name, position) => (
                <th
                  scope="col"
                  classList={{ chosen: position() === props.textColumn || position() === props.labelColumn }}
                >
                  {name}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={shown()}>
            {(row) => (
              <tr>
                <For each={props.header}>
                  {(_, position) => (
                    <td classList={{ wide: position() === props.textColumn }}>
                      <Show
                        when={position() === props.labelColumn}
                        fallback={
                          <Show
                            when={position() === props.textColumn}
                            fallback={<span class="aside">{shortened(row[position()] ?? '', LETTERS_SHOWN)}</span>}
                          >
                            <UserText offensive={labelOf(row) !== 0 || isRude(row[position()] ?? '')}>
                              {shortened(row[position()] ?? '', LETTERS_SHOWN)}
                            </UserText>
                          </Show>
                        }
                      >
                        <LabelCell value={row[position()] ?? ''} label={labelOf(row)} />
                      </Show>
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

function LabelCell(props: { value: string; label: ReturnType<typeof parseLabel> | null }) {
  const kind = () => (props.label === 1 ? 'toxic' : props.label === 0 ? 'other' : 'unlabelled');
  return (
    <ClassMark kind={kind()}>
      {typeof props.label === 'number'
        ? undefined
        : `${shortened(props.value, LETTERS_SHOWN)} (${t().data.sheet.leftOut})`}
    </ClassMark>
  );
}
