import { For, Show } from 'solid-js';
import type { Combination } from '#shared/data/guess/meaning';
import { Button } from '../../../components/Button';
import { Select } from '../../../components/Field';
import { NumberField } from '../../../components/NumberField';
import { importWords } from '../../../i18n/importWords';
import {
  chooseColumns,
  chooseCombination,
  type Draft,
  labelColumnsOf,
  textColumnOf,
} from '../../../stores/importDraft';
import { ColumnPicker } from './ColumnPicker';

/** Candidates that are named on the button that adds them; more are counted. */
const NAMED = 3;

/** The column of the labels, the first of several. */
export function FirstLabelColumn(props: { draft: Draft; names: readonly string[] }) {
  const words = () => importWords().columns;
  const chosen = () => labelColumnsOf(props.draft);
  const text = () => textColumnOf(props.draft);
  return (
    <ColumnPicker
      label={words().label}
      names={props.names}
      value={chosen()[0] ?? null}
      without={[...chosen().slice(1), ...[text()].filter((column) => column !== null)]}
      none={words().none}
      help={chosen().length === 0 ? words().noneHelp : undefined}
      onChange={(column) => chooseColumns({ labelColumns: column === null ? [] : [column, ...chosen().slice(1)] })}
    />
  );
}

/** Further columns of labels, and whether each is a label of its own or they make one together. */
export function LabelColumns(props: { draft: Draft; names: readonly string[]; candidates: readonly number[] }) {
  const words = () => importWords().columns;
  const chosen = () => labelColumnsOf(props.draft);
  const taken = () => {
    const text = textColumnOf(props.draft);
    return text === null ? chosen() : [...chosen(), text];
  };
  const further = () => props.candidates.filter((column) => !taken().includes(column));
  const choose = (labelColumns: readonly number[]) => chooseColumns({ labelColumns });
  let more: HTMLDivElement | undefined;
  /** Adds columns; a button that has nothing left to add disappears, so the focus goes on to the first column added. */
  const add = (columns: readonly number[]) => {
    const place = chosen().length - 1;
    choose([...chosen(), ...columns]);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) more?.querySelectorAll('select')[place]?.focus();
    });
  };
  return (
    <>
      <Show when={chosen().length > 1}>
        <div class="choices" ref={more}>
          <For each={chosen().slice(1)}>
            {(column, i) => (
              <ColumnPicker
                label={words().more(i() + 2)}
                names={props.names}
                value={column}
                without={taken().filter((other) => other !== column)}
                none={words().remove(props.names[column] ?? '')}
                onChange={(next) =>
                  choose(
                    next === null
                      ? chosen().filter((other) => other !== column)
                      : chosen().map((other) => (other === column ? next : other)),
                  )
                }
              />
            )}
          </For>
          <Combining draft={props.draft} columns={chosen().length} />
        </div>
      </Show>
      <Show when={chosen().length > 0 && taken().length < props.names.length}>
        <div class="row flush">
          <Button
            kind="ghost"
            onClick={() => {
              const next = further()[0] ?? props.names.findIndex((_, column) => !taken().includes(column));
              add([next]);
            }}
          >
            {words().add}
          </Button>
          {/* After the other, which stays in its place when the file has been counted. */}
          <Show when={further().length > 0}>
            <Button kind="ghost" onClick={() => add(further().toSorted((a, b) => a - b))}>
              {further().length <= NAMED
                ? words().addAll(further().map((column) => props.names[column] ?? ''))
                : words().addFamily(further().length)}
            </Button>
          </Show>
        </div>
      </Show>
    </>
  );
}

/** What several columns are for. */
type Use = (typeof USES)[number];
const USES = ['separate', 'any', 'majority', 'atLeast', 'mean'] as const satisfies readonly (
  | Combination['rule']
  | 'separate'
)[];

/** Whether several columns are labels of their own, or how they make one. */
function Combining(props: { draft: Draft; columns: number }) {
  const words = () => importWords().combine;
  const rule = () => props.draft.choices.combine;
  const votes = () => {
    const now = rule();
    return now?.rule === 'atLeast' ? now.votes : null;
  };
  const cut = () => {
    const now = rule();
    return now?.rule === 'mean' ? now.cut : null;
  };
  const start = (wanted: Use): Combination | undefined => {
    if (wanted === 'separate') return undefined;
    if (wanted === 'atLeast') return { rule: wanted, votes: 2 };
    return wanted === 'mean' ? { rule: wanted, cut: 0.5 } : { rule: wanted };
  };
  return (
    <>
      <Select<Use>
        label={words().label}
        help={rule() === undefined ? words().separateHelp : undefined}
        value={rule()?.rule ?? 'separate'}
        options={USES.map((value) => ({ value, label: words()[value] }))}
        onChange={(wanted) => chooseCombination(start(wanted))}
      />
      <Show when={votes() !== null}>
        <NumberField
          label={words().votes}
          value={votes()}
          whole
          min={1}
          max={props.columns}
          onChange={(value) => {
            if (value !== null && value >= 1) chooseCombination({ rule: 'atLeast', votes: value });
          }}
        />
      </Show>
      <Show when={cut() !== null}>
        <NumberField
          label={words().cut}
          value={cut()}
          onChange={(value) => {
            if (value !== null && !Number.isNaN(value)) chooseCombination({ rule: 'mean', cut: value });
          }}
        />
      </Show>
    </>
  );
}
