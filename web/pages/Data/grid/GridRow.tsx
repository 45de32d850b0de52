import { createEffect, createResource, For, Show } from 'solid-js';
import { Button } from '../../../components/Button';
import { DefinitionList } from '../../../components/DefinitionList';
import { isRude } from '../../../components/rude/isRude';
import { format } from '../../../i18n';
import { rowWords } from '../../../i18n/rowWords';
import { type DatasetInfo, labelsOf } from '../../../stores/datasets';
import { readRows } from '../../../stores/rowActions';
import { labelInView, type RowView } from '../../../stores/rowTable';
import { LabelButton } from './LabelButton';

/** UTF-8 bytes of an opened comment that are shown. */
const OPENED_BYTES = 100_000;

/** One comment: a line, or (opened) its whole text with all actions. */
export function GridRow(props: {
  dataset: DatasetInfo;
  row: number;
  /** Among the rows found. */
  place: number;
  /** In this scroll. */
  index: number;
  /** px from the top of the scroll. */
  top: number;
  /** Undefined while it is being read. */
  view: RowView | undefined;
  columns: readonly number[];
  /** The label that is shown, by its position in `labelsOf`. */
  label: number;
  active: boolean;
  opened: boolean;
  onActive: () => void;
  onMeasure: (element: HTMLTableRowElement) => void;
  onToggle: () => void;
  /** Sets the label at a position in `labelsOf`. */
  onLabel: (label: 0 | 1 | null, of: number) => void;
  onRemove: () => void;
}) {
  const words = () => rowWords().grid;
  const tabindex = () => (props.active ? 0 : -1);
  const several = () => {
    const all = labelsOf(props.dataset);
    return all.length > 1 ? { place: props.label, name: all[props.label].name } : undefined;
  };
  let element: HTMLTableRowElement | undefined;
  // Closed rows have one height; one that was opened is observed from then on.
  createEffect(() => {
    if (props.opened && element) props.onMeasure(element);
  });
  return (
    <tr
      ref={element}
      class="grid-row grid-line"
      classList={{ opened: props.opened }}
      aria-rowindex={props.place + 2}
      data-index={props.index}
      data-place={props.place}
      tabindex={tabindex()}
      style={{ transform: `translateY(${props.top}px)` }}
      onFocusIn={() => props.onActive()}
    >
      <td class="num row-number">{format().number(props.row + 1)}</td>
      <td class="row-class">
        <Show when={props.view}>
          {(view) => (
            <LabelButton
              row={view().row}
              value={labelInView(view(), props.label)}
              of={several()}
              tabindex={tabindex()}
              onLabel={(to) => props.onLabel(to, props.label)}
            />
          )}
        </Show>
      </td>
      <td class="row-text">
        <Show when={props.view}>
          {(view) => (
            <button
              type="button"
              class="open-text"
              tabindex={tabindex()}
              aria-expanded={props.opened}
              title={props.opened ? words().close : words().open}
              onClick={() => props.onToggle()}
            >
              <Show when={view().text !== ''} fallback={<span class="quiet">{words().empty}</span>}>
                <span
                  class="user-text"
                  dir="auto"
                  classList={{ offensive: view().label !== 0 || isRude(view().text), clip: !props.opened }}
                >
                  <Show when={props.opened} fallback={view().text.slice(0, 400)}>
                    <Whole dataset={props.dataset} view={view()} />
                  </Show>
                </span>
              </Show>
            </button>
          )}
        </Show>
      </td>
      <For each={props.columns}>
        {(column, i) => (
          <td
            class="clip extra user-text"
            classList={{ 'score-cell': column === props.dataset.scoreColumn }}
            dir="auto"
            title={props.view?.cells[i()]}
          >
            {cellText(props.view?.cells[i()], column === props.dataset.scoreColumn)}
          </td>
        )}
      </For>
      <td class="num row-length">{props.view && format().number(props.view.characters)}</td>
      <Show when={props.opened && props.view}>
        {(view) => (
          <td class="grid-more">
            <More {...props} view={view()} />
          </td>
        )}
      </Show>
    </tr>
  );
}

/** A cell as it is in the file; a score with three decimals, never rounded to a certainty. */
function cellText(cell: string | undefined, isScore: boolean): string | undefined {
  const value = Number(cell);
  if (!isScore || cell === undefined || cell === '' || !Number.isFinite(value)) return cell;
  if (value > 0.9995 && value < 1) return `>${format().number(0.999, 3)}`;
  if (value > 0 && value < 0.0005) return `<${format().number(0.001, 3)}`;
  return format().number(value, 3);
}

/** The text of an opened row; of a long one, the beginning is shown until the rest has been read. */
function Whole(props: { dataset: DatasetInfo; view: RowView }) {
  const [whole] = createResource(
    () => (props.view.clipped ? props.view.row : undefined),
    async (row) => (await readRows(props.dataset.id, Uint32Array.of(row), OPENED_BYTES))[0],
  );
  const shown = () => (whole.state === 'ready' ? whole() : undefined) ?? props.view;
  return (
    <>
      {shown().text}
      <Show when={shown().clipped && whole.state === 'ready'}>
        <span class="quiet"> … {rowWords().grid.clipped(props.view.characters)}</span>
      </Show>
    </>
  );
}

/** Below an opened comment: its other cells, and the actions on it. */
function More(props: {
  dataset: DatasetInfo;
  view: RowView;
  columns: readonly number[];
  active: boolean;
  onLabel: (label: 0 | 1 | null, of: number) => void;
  onRemove: () => void;
}) {
  const words = () => rowWords().grid;
  const tabindex = () => (props.active ? 0 : -1);
  const labels = () => labelsOf(props.dataset);
  const facts = () => [
    ...(props.view.part === null ? [] : [[words().part, props.view.part] as const]),
    ...props.columns.map((column, i) => [props.dataset.columns[column], props.view.cells[i]] as const),
  ];
  return (
    <>
      <div class="label-choices" classList={{ several: labels().length > 1 }}>
        <For each={labels().map(({ name }) => name)}>
          {(name, of) => (
            <LabelChoice
              name={labels().length > 1 ? name : null}
              of={of()}
              label={labelInView(props.view, of()).label}
              tabindex={tabindex()}
              onLabel={(label) => props.onLabel(label, of())}
            />
          )}
        </For>
        <Button kind="ghost" tabindex={tabindex()} onClick={() => props.onRemove()}>
          {props.view.removed ? words().restore : words().remove}
        </Button>
      </div>
      <Show when={facts().length > 0}>
        <DefinitionList items={facts()} />
      </Show>
    </>
  );
}

/** The values of one label of an opened comment. */
function LabelChoice(props: {
  /** Null where the dataset has no other label. */
  name: string | null;
  of: number;
  label: 0 | 1 | null;
  tabindex: number;
  onLabel: (label: 0 | 1 | null) => void;
}) {
  const words = () => rowWords().grid;
  const values = () =>
    [
      { label: 1 as const, name: props.of === 0 ? words().setToxic : words().setYes },
      { label: 0 as const, name: props.of === 0 ? words().setOther : words().setNo },
      { label: null, name: words().setNone },
    ] as const;
  return (
    <fieldset class="label-choice">
      <legend classList={{ hidden: props.name === null }}>{props.name ?? words().labelled}</legend>
      <div class="row">
        <For each={values()}>
          {({ label, name }) => (
            <Button tabindex={props.tabindex} aria-pressed={props.label === label} onClick={() => props.onLabel(label)}>
              {name}
            </Button>
          )}
        </For>
      </div>
    </fieldset>
  );
}
