import { createEffect, createSignal, on } from 'solid-js';
import { t } from '../i18n';
import { Field, type FieldProps } from './Field';
import { type NumberRange, parseTypedNumber } from './typedNumber';

/**
 * A number that a person types. It is a text field, because `<input type="number">` drops what it cannot read: "1e3"
 * turned into 3 and "0,5" into 5. Nothing typed is changed or removed; an error below the field names the bounds.
 *
 * `onChange` receives the number, null for an empty field where `nullable`, and NaN for everything else. The beginning
 * of a number ("-", "1e") is an error only once the field loses focus. `error`, if set, replaces the field's own.
 */
export function NumberField(
  props: FieldProps &
    NumberRange & {
      value: number | null;
      onChange: (value: number | null) => void;
      nullable?: boolean;
      placeholder?: string;
    },
) {
  const written = (value: number | null) => (value === null || Number.isNaN(value) ? '' : String(value));
  const [text, setText] = createSignal(written(props.value));
  const [focused, setFocused] = createSignal(false);
  const typed = (of: string) => parseTypedNumber(of, props);
  const meaning = (of: string): number | null => {
    const { value, fault } = typed(of);
    return fault === 'empty' && props.nullable ? null : (value ?? Number.NaN);
  };
  createEffect(
    on(
      () => props.value,
      // Only a value set from outside (a preset, a reset) is written; what is being typed stays as it is.
      (value) => {
        if (!Object.is(value, meaning(text()))) setText(written(value));
      },
      { defer: true },
    ),
  );
  const error = (): string | undefined => {
    if (props.error !== undefined) return props.error;
    const { fault } = typed(text());
    if (fault === null || (fault === 'empty' && props.nullable)) return undefined;
    if (focused() && (fault === 'partial' || fault === 'empty')) return undefined;
    return rangeText(props);
  };
  return (
    <Field {...props} error={error()}>
      {(wiring) => (
        <input
          class="input"
          type="text"
          inputmode={props.whole && (props.min ?? -1) >= 0 ? 'numeric' : 'decimal'}
          autocomplete="off"
          id={wiring().id}
          aria-describedby={wiring().describedBy}
          aria-invalid={wiring().invalid}
          disabled={props.disabled}
          placeholder={props.placeholder}
          value={text()}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onInput={(event) => {
            setText(event.currentTarget.value);
            props.onChange(meaning(event.currentTarget.value));
          }}
        />
      )}
    </Field>
  );
}

/** "A whole number from 1 to 300 is needed here." */
function rangeText({ min, max, above, whole = false }: NumberRange): string {
  const words = t().common.number;
  const what = whole ? words.whole : words.any;
  if (above !== undefined) return max === undefined ? words.above(what, above) : words.aboveTo(what, above, max);
  if (min !== undefined) return max === undefined ? words.from(what, min) : words.between(what, min, max);
  return max === undefined ? words.needed(what) : words.to(what, max);
}
