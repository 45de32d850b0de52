import { createEffect, createSignal, on } from 'solid-js';
import { Field } from '../../components/Field';

/** `text` as a number (a decimal comma is fine), null if it is empty, NaN if it is none. */
export function parseTyped(text: string): number | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : Number(trimmed.replace(',', '.'));
}

/**
 * A number typed as text, so that nothing half-typed is taken away ("1e", "0,"), and either decimal mark will do.
 * `onChange` hears NaN while the text is no number; an empty field is null where `nullable`, else NaN.
 */
export function NumberField(props: {
  label: string;
  help?: string;
  error?: string | undefined;
  value: number | null;
  nullable: boolean;
  whole: boolean;
  onChange: (value: number | null) => void;
}) {
  const written = (value: number | null) => (value === null || Number.isNaN(value) ? '' : String(value));
  const [text, setText] = createSignal(written(props.value));
  const meant = (typed: string) => parseTyped(typed) ?? (props.nullable ? null : Number.NaN);
  createEffect(
    on(
      () => props.value,
      // Set from outside (a preset, a reset), not by what is being typed here.
      (value) => {
        if (!Object.is(value, meant(text()))) setText(written(value));
      },
      { defer: true },
    ),
  );
  return (
    <Field label={props.label} help={props.help} error={props.error}>
      {(wiring) => (
        <input
          class="input"
          type="text"
          inputmode={props.whole ? 'numeric' : 'decimal'}
          autocomplete="off"
          id={wiring().id}
          aria-describedby={wiring().describedBy}
          aria-invalid={wiring().invalid}
          value={text()}
          onInput={(event) => {
            setText(event.currentTarget.value);
            props.onChange(meant(event.currentTarget.value));
          }}
        />
      )}
    </Field>
  );
}
