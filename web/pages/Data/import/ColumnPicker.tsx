import { createEffect, createSignal, on, Show } from 'solid-js';
import { Select, TextInput } from '../../../components/Field';
import { importWords } from '../../../i18n/importWords';

/** Columns up to which a list shows them all; of more, a part of the name is typed. */
const LISTED = 60;
/** Names that are offered while typing. */
const OFFERED = 50;

/** A choice of one column by its name. `none`, where given, is a choice too. */
export function ColumnPicker(props: {
  label: string;
  names: readonly string[];
  value: number | null;
  /** A column that cannot be chosen here. */
  without?: readonly number[];
  none?: string;
  help?: string | undefined;
  error?: string | undefined;
  onChange: (column: number | null) => void;
}) {
  const words = () => importWords().columns;
  const others = () => {
    const without = new Set(props.without);
    return props.names.flatMap((name, column) => (without.has(column) ? [] : [{ column, name }]));
  };
  return (
    <Show when={props.names.length > LISTED} fallback={<Listed />}>
      <Searched />
    </Show>
  );

  function Listed() {
    const empty = () =>
      props.none !== undefined
        ? [{ value: '', label: props.none }]
        : props.value === null
          ? [{ value: '', label: words().choose, disabled: true }]
          : [];
    return (
      <Select
        label={props.label}
        help={props.help}
        error={props.error}
        value={props.value === null ? '' : String(props.value)}
        options={[...others().map(({ column, name }) => ({ value: String(column), label: name })), ...empty()]}
        onChange={(value) => props.onChange(value === '' ? null : Number(value))}
      />
    );
  }

  function Searched() {
    const nameOf = (column: number | null) => (column === null ? (props.none ?? '') : props.names[column]);
    const [typed, setTyped] = createSignal(nameOf(props.value));
    createEffect(
      on(
        () => props.value,
        (value) => setTyped(nameOf(value)),
        { defer: true },
      ),
    );
    const matches = () => {
      const wanted = typed().trim().toLowerCase();
      const all = wanted === '' ? others() : others().filter(({ name }) => name.toLowerCase().includes(wanted));
      return all.slice(0, OFFERED).map(({ name }) => ({ value: name }));
    };
    const known = () => typed() === props.none || props.names.includes(typed());
    return (
      <TextInput
        label={props.label}
        help={props.help ?? words().search(props.names.length)}
        error={props.error ?? (typed() === '' || known() || matches().length > 0 ? undefined : words().unknown)}
        value={typed()}
        suggestions={[...(props.none === undefined ? [] : [{ value: props.none }]), ...matches()]}
        onInput={(text) => {
          setTyped(text);
          if (text === props.none) props.onChange(null);
          const column = others().find(({ name }) => name === text)?.column;
          if (column !== undefined) props.onChange(column);
        }}
      />
    );
  }
}
