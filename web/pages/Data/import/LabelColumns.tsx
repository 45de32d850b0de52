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

/** The columns of the labels: one, or several that make one label together. */
export function LabelColumns(props: { draft: Draft; names: readonly string[]; candidates: readonly number[] }) {
  const words = () => importWords().columns;
  const chosen = () => labelColumnsOf(props.draft);
  const taken = () => {
    const text = textColumnOf(props.draft);
    return text === null ? chosen() : [...chosen(), text];
  };
  const further = () => props.candidates.filter((column) => !taken().includes(column));
  const choose = (labelColumns: readonly number[]) => chooseColumns({ labelColumns });
  return (
    <>
      <ColumnPicker
        label={words().label}
        names={props.names}
        value={chosen()[0] ?? null}
        without={taken().filter((column) => column !== chosen()[0])}
        none={words().none}
        help={chosen().length === 0 ? words().noneHelp : undefined}
        onChange={(column) => choose(column === null ? [] : [column, ...chosen().slice(1)])}
      />
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
      <Show when={chosen().length > 1}>
        <Combining draft={props.draft} columns={chosen().length} />
      </Show>
      <Show when={chosen().length > 0 && taken().length < props.names.length}>
        <div class="row label-more">
          <Show when={further().length > 0}>
            <Button kind="ghost" onClick={() => choose([...chosen(), ...further()])}>
              {further().length <= NAMED
                ? words().addAll(further().map((column) => props.names[column] ?? ''))
                : words().addFamily(further().length)}
            </Button>
          </Show>
          <Button
            kind="ghost"
            onClick={() => {
              const next = further()[0] ?? props.names.findIndex((_, column) => !taken().includes(column));
              choose([...chosen(), next]);
            }}
          >
            {words().add}
          </Button>
        </div>
      </Show>
    </>
  );
}

/** How several columns make one label. */
function Combining(props: { draft: Draft; columns: number }) {
  const words = () => importWords().combine;
  const rule = (): Combination => props.draft.choices.combine ?? { rule: 'any' };
  const votes = () => {
    const now = rule();
    return now.rule === 'atLeast' ? now.votes : null;
  };
  const cut = () => {
    const now = rule();
    return now.rule === 'mean' ? now.cut : null;
  };
  const start = (wanted: Combination['rule']): Combination => {
    if (wanted === 'atLeast') return { rule: wanted, votes: 2 };
    return wanted === 'mean' ? { rule: wanted, cut: 0.5 } : { rule: wanted };
  };
  return (
    <>
      <Select<Combination['rule']>
        label={words().label}
        value={rule().rule}
        options={(['any', 'majority', 'atLeast', 'mean'] as const).map((value) => ({ value, label: words()[value] }))}
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
