import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js';
import { parseNumber } from '#shared/data/column/plainValue';
import { Button, IconButton } from '../../../components/Button';
import { Checkbox, Select, TextInput } from '../../../components/Field';
import { NumberField } from '../../../components/NumberField';
import { rowWords } from '../../../i18n/rowWords';
import { type DatasetInfo, labelsOf } from '../../../stores/datasets';
import { type ColumnValue, columnValues } from '../../../stores/rowActions';
import type { RowFilter } from '../../../stores/rowQuery';
import { attempt } from '../../attempt';
import { LabelSelect } from '../LabelSelect';
import { filterText } from './filterText';
import { NumberFilter } from './NumberFilter';

type Kind = RowFilter['kind'];
type Of<K extends Kind> = Extract<RowFilter, { readonly kind: K }>;

export interface FilterWiring {
  readonly dataset: DatasetInfo;
  readonly filters: readonly RowFilter[];
  readonly removed: boolean;
  /** The label that classes are of, by its position in `labelsOf`. */
  readonly label: number;
  /** Missing fields stay as they are. */
  readonly onAsk: (change: { filters?: readonly RowFilter[]; removed?: boolean; label?: string | null }) => void;
}

/** The first filter of a kind. */
function first<K extends Kind>(filters: readonly RowFilter[], kind: K): Of<K> | undefined {
  return filters.find((filter): filter is Of<K> => filter.kind === kind);
}

/** Asks for the same filters, with `next` (or nothing) in the place of those of `kinds`. */
function asking(
  { filters }: Pick<FilterWiring, 'filters'>,
  kinds: readonly Kind[],
  next: RowFilter | null,
): { filters: readonly RowFilter[] } {
  return { filters: [...filters.filter(({ kind }) => !kinds.includes(kind)), ...(next === null ? [] : [next])] };
}

/**
 * Which comments to show: class and text at once, the rest in a disclosure; active filters are listed below as chips.
 */
export function RowFilters(props: FilterWiring) {
  const words = () => rowWords().filter;
  return (
    <section class="sheet filters" aria-label={words().legend}>
      <div class="filter-line" classList={{ labelled: labelsOf(props.dataset).length > 1 }}>
        <LabelChoice {...props} />
        <ClassFilter {...props} />
        <TextFilter {...props} />
      </div>
      <Show when={props.dataset.scoreColumn}>
        {(column) => (
          <NumberFilter
            name={props.dataset.columns[column()]}
            column={column()}
            filters={props.filters}
            onAsk={(filters) => props.onAsk({ filters })}
          />
        )}
      </Show>
      <details class="more" open={opensMore(props.filters)}>
        <summary>{words().more}</summary>
        <div class="choices">
          <LengthFilter {...props} />
          <ColumnFilter {...props} />
          <Show when={props.dataset.parts}>
            {(parts) => (
              <Select
                label={words().part}
                value={first(props.filters, 'part')?.part ?? ''}
                options={[
                  { value: '', label: words().partAny },
                  ...parts().map(({ name }) => ({ value: name, label: name })),
                ]}
                onChange={(part) => props.onAsk(asking(props, ['part'], part === '' ? null : { kind: 'part', part }))}
              />
            )}
          </Show>
          <Show when={(props.dataset.revision ?? 0) > 0 || first(props.filters, 'edited')}>
            <Checkbox
              label={words().edited}
              checked={first(props.filters, 'edited') !== undefined}
              onChange={(edited) => props.onAsk(asking(props, ['edited'], edited ? { kind: 'edited' } : null))}
            />
          </Show>
          <Show when={(props.dataset.removed ?? 0) > 0 || props.removed}>
            <Checkbox
              label={words().removed(props.dataset.removed ?? 0)}
              checked={props.removed}
              onChange={(removed) => props.onAsk({ removed })}
            />
          </Show>
        </div>
      </details>
      <Chips {...props} />
    </section>
  );
}

/** The disclosure is open from the start if one of its filters is set. */
function opensMore(filters: readonly RowFilter[]): boolean {
  return filters.some(({ kind }) => kind === 'length' || kind === 'column' || kind === 'edited');
}

/** Which of several labels the page is about. */
function LabelChoice(props: FilterWiring) {
  const labels = () => labelsOf(props.dataset);
  return (
    <Show when={labels().length > 1}>
      <LabelSelect dataset={props.dataset} label={props.label} onChoose={(label) => props.onAsk({ label })} />
    </Show>
  );
}

const CLASSES = { any: undefined, toxic: 1, other: 0, none: null } as const;
type ClassChoice = keyof typeof CLASSES;

function ClassFilter(props: FilterWiring) {
  const words = () => rowWords().filter;
  const names = () => (props.label > 0 ? words().yesNo : words().classes);
  const chosen = (): ClassChoice => {
    const label = first(props.filters, 'class')?.label;
    return label === undefined ? 'any' : label === null ? 'none' : label === 1 ? 'toxic' : 'other';
  };
  return (
    <Select<ClassChoice>
      label={words().class}
      value={chosen()}
      options={[
        { value: 'any', label: names().any },
        { value: 'toxic', label: names().toxic },
        { value: 'other', label: names().other },
        { value: 'none', label: names().none },
      ]}
      onChange={(choice) => {
        const label = CLASSES[choice];
        props.onAsk(asking(props, ['class'], label === undefined ? null : { kind: 'class', label }));
      }}
    />
  );
}

function TextFilter(props: FilterWiring) {
  const words = () => rowWords().filter;
  const current = () => first(props.filters, 'pattern') ?? first(props.filters, 'contains');
  const [mode, setMode] = createSignal<'contains' | 'pattern'>('contains');
  const [text, setText] = createSignal('');
  const [ignoreCase, setIgnoreCase] = createSignal(true);
  createEffect(
    on(current, (filter) => {
      if (filter === undefined) setText('');
      else {
        setMode(filter.kind);
        setText(filter.kind === 'pattern' ? filter.source : filter.text);
        if (filter.kind === 'pattern') setIgnoreCase(filter.ignoreCase);
      }
    }),
  );
  const next = (): RowFilter | null => {
    if (text() === '') return null;
    return mode() === 'pattern'
      ? { kind: 'pattern', source: text(), ignoreCase: ignoreCase() }
      : { kind: 'contains', text: text() };
  };
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    props.onAsk(asking(props, ['pattern', 'contains'], next()));
  };
  return (
    <form class="text-filter" onSubmit={find}>
      <Select
        label={words().text}
        value={mode()}
        options={[
          { value: 'contains', label: words().modes.contains },
          { value: 'pattern', label: words().modes.pattern },
        ]}
        onChange={setMode}
      />
      <TextInput
        label={words().modes[mode()]}
        labelHidden
        value={text()}
        placeholder={words().placeholder[mode()]}
        maxLength={2000}
        onInput={setText}
      />
      <Button type="submit">{words().find}</Button>
      <Show when={mode() === 'pattern'}>
        <Checkbox label={words().ignoreCase} checked={ignoreCase()} onChange={setIgnoreCase} />
      </Show>
    </form>
  );
}

function LengthFilter(props: FilterWiring) {
  const words = () => rowWords().filter;
  const current = () => {
    const filter = first(props.filters, 'length');
    return filter?.measure === 'characters' ? filter : undefined;
  };
  const [from, setFrom] = createSignal<number | null>(null);
  /** The largest length that passes; the filter's `to` is one more. */
  const [to, setTo] = createSignal<number | null>(null);
  createEffect(
    on(current, (filter) => {
      setFrom(filter === undefined || filter.from === 0 ? null : filter.from);
      setTo(filter === undefined || filter.to === null ? null : filter.to - 1);
    }),
  );
  const order = () => {
    const [min, max] = [from(), to()];
    return min !== null && max !== null && max < min ? words().lengthError : undefined;
  };
  const fine = () => !Number.isNaN(from()) && !Number.isNaN(to()) && order() === undefined;
  const apply = () => {
    if (!fine()) return;
    const [min, max] = [from(), to()];
    const filter: RowFilter | null =
      min === null && max === null
        ? null
        : { kind: 'length', measure: 'characters', from: min ?? 0, to: max === null ? null : max + 1 };
    props.onAsk(asking(props, ['length'], filter));
  };
  return (
    <form
      class="length-filter"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <NumberField label={words().lengthFrom} value={from()} nullable whole min={0} onChange={setFrom} />
      <NumberField label={words().lengthTo} value={to()} nullable whole min={0} error={order()} onChange={setTo} />
      <Button type="submit" disabled={!fine()}>
        {words().find}
      </Button>
    </form>
  );
}

/** Values offered of a column. */
const VALUES_SHOWN = 50;

function ColumnFilter(props: FilterWiring) {
  const words = () => rowWords().filter;
  const current = () => first(props.filters, 'column');
  const [column, setColumn] = createSignal<number | null>(null);
  const [value, setValue] = createSignal('');
  const [values, setValues] = createSignal<readonly ColumnValue[]>([]);
  createEffect(
    on(current, (filter) => {
      if (filter === undefined) setValue('');
      else {
        setColumn(filter.column);
        setValue(filter.equals);
      }
    }),
  );
  createEffect(
    on([column, () => props.dataset.id], ([chosen, id]) => {
      setValues([]);
      if (chosen === null) return;
      const stopping = new AbortController();
      onCleanup(() => stopping.abort());
      void attempt(async () => {
        const found = await columnValues(id, chosen, VALUES_SHOWN, stopping.signal);
        if (!stopping.signal.aborted) setValues(found);
      });
    }),
  );
  const others = () => furtherColumns(props.dataset);
  /** The column, if some of its values are numbers; scores have a filter of their own. */
  const numeric = () => {
    const chosen = column();
    if (chosen === null || chosen === props.dataset.scoreColumn) return null;
    return values().some(({ value }) => !Number.isNaN(parseNumber(value.trim()))) ? { column: chosen } : null;
  };
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = column();
    if (chosen === null) return;
    props.onAsk(asking(props, ['column'], { kind: 'column', column: chosen, equals: value() }));
  };
  return (
    <Show when={others().length > 0}>
      <form class="column-filter" onSubmit={apply}>
        <Select
          label={words().column}
          value={column() === null ? '' : `${column()}`}
          options={[
            { value: '', label: words().columnNone },
            ...others().map(({ column: place, name }) => ({ value: `${place}`, label: name })),
          ]}
          onChange={(chosen) => {
            setColumn(chosen === '' ? null : Number(chosen));
            if (chosen === '') props.onAsk(asking(props, ['column'], null));
          }}
        />
        <Show when={column() !== null}>
          <TextInput
            label={words().equals}
            value={value()}
            onInput={setValue}
            suggestions={values()}
            maxLength={1000}
          />
          <Button type="submit">{words().find}</Button>
        </Show>
      </form>
      <Show when={numeric()}>
        {(chosen) => (
          <NumberFilter
            name={props.dataset.columns[chosen().column]}
            column={chosen().column}
            filters={props.filters}
            onAsk={(filters) => props.onAsk({ filters })}
          />
        )}
      </Show>
    </Show>
  );
}

/** The columns of the file that are neither the comments nor their labels. */
export function furtherColumns({ columns, textColumn, labelColumn }: DatasetInfo): { column: number; name: string }[] {
  return columns
    .map((name, column) => ({ name, column }))
    .filter(({ column }) => column !== textColumn && column !== labelColumn);
}

/** The active filters, each of which a click removes. */
function Chips(props: FilterWiring) {
  const words = () => rowWords().filter;
  const any = () => props.filters.length > 0 || props.removed;
  const label = () => {
    const all = labelsOf(props.dataset);
    return all.length > 1 ? { place: props.label, name: all[props.label].name } : undefined;
  };
  return (
    <Show when={any()}>
      <ul class="row chips">
        <Show when={props.removed}>
          <Chip name={rowWords().filtered.removed} onRemove={() => props.onAsk({ removed: false })} />
        </Show>
        <For each={props.filters}>
          {(filter) => (
            <Chip
              name={filterText(filter, props.dataset.columns, label())}
              onRemove={() => props.onAsk({ filters: props.filters.filter((other) => other !== filter) })}
            />
          )}
        </For>
        <li>
          <Button kind="ghost" onClick={() => props.onAsk({ filters: [], removed: false })}>
            {words().clear}
          </Button>
        </li>
      </ul>
    </Show>
  );
}

function Chip(props: { name: string; onRemove: () => void }) {
  return (
    <li class="chip filter-chip">
      <span>{props.name}</span>
      <IconButton icon="close" label={rowWords().filter.without(props.name)} onClick={() => props.onRemove()} />
    </li>
  );
}
