import { createUniqueId, For, type JSX, Show } from 'solid-js';
import { cut } from '#shared/messages/isolated';
import { t } from '../i18n';

/** Properties of every field of a form. `error` does not replace the help: screen readers read both. */
export interface FieldProps {
  label: string;
  help?: JSX.Element;
  /** A sentence, or undefined when the value is fine. */
  error?: string | undefined;
  disabled?: boolean;
  /** The label is only for screen readers, where its place already makes it clear. */
  labelHidden?: boolean;
}

interface Wiring {
  id: string;
  describedBy: string;
  invalid: boolean;
}

/** Label, control, help and error, tied together by ids. The control is `children`, called with those ids. */
export function Field(props: FieldProps & { children: (wiring: () => Wiring) => JSX.Element }) {
  const id = createUniqueId();
  const wiring = (): Wiring => ({ id, describedBy: `${id}-help ${id}-error`, invalid: props.error !== undefined });
  return (
    <div class="field">
      <label for={id} classList={{ hidden: props.labelHidden === true }}>
        {props.label}
      </label>
      {props.children(wiring)}
      <Show when={props.help}>
        <div class="help" id={`${id}-help`}>
          {props.help}
        </div>
      </Show>
      <Show when={props.error}>
        <div class="error" id={`${id}-error`} role="alert">
          {props.error}
        </div>
      </Show>
    </div>
  );
}

/** Characters of a choice that are listed; lists as wide as a column's whole name would leave the window. */
const OPTION_LENGTH = 100;
/** Shorter choices are seen whole. */
const TOOLTIP_FROM = 20;

export interface Option<Value extends string> {
  value: Value;
  label: string;
  disabled?: boolean;
  /** Heading under which it is listed, with the neighbours that have the same one. */
  group?: string;
}

export function Select<Value extends string>(
  props: FieldProps & {
    value: Value;
    options: readonly Option<Value>[];
    /** A promise, where what is chosen takes a while or may fail: then `value` is shown. */
    onChange: (value: Value) => unknown;
  },
) {
  /** The full text of a choice that is too long for its place. */
  const tooltip = () => {
    const label = props.options.find(({ value }) => value === props.value)?.label ?? '';
    return label.length > TOOLTIP_FROM ? label : undefined;
  };
  return (
    <Field {...props}>
      {(wiring) => (
        <select
          class="select"
          title={tooltip()}
          id={wiring().id}
          aria-describedby={wiring().describedBy}
          aria-invalid={wiring().invalid}
          disabled={props.disabled}
          onChange={(event) => {
            const chosen = props.options.find((option) => option.value === event.currentTarget.value);
            if (chosen === undefined) return;
            const select = event.currentTarget;
            const chosenNow = props.onChange(chosen.value);
            const showValue = () => {
              select.value = props.value;
            };
            if (chosenNow instanceof Promise) void chosenNow.then(showValue, showValue);
          }}
        >
          <For each={grouped(props.options)}>
            {({ group, options }) => (
              <Show when={group} fallback={<Choices options={options} value={props.value} />}>
                {(name) => (
                  <optgroup label={name()}>
                    <Choices options={options} value={props.value} />
                  </optgroup>
                )}
              </Show>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}

/** Runs of options under one heading. */
function grouped<Value extends string>(options: readonly Option<Value>[]) {
  const groups: { group: string | undefined; options: Option<Value>[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last !== undefined && last.group === option.group) last.options.push(option);
    else groups.push({ group: option.group, options: [option] });
  }
  return groups;
}

function Choices<Value extends string>(props: { options: readonly Option<Value>[]; value: Value }) {
  return (
    <For each={props.options}>
      {(option) => (
        <option
          value={option.value}
          disabled={option.disabled}
          selected={option.value === props.value}
          title={option.label}
        >
          {cut(option.label, OPTION_LENGTH)}
        </option>
      )}
    </For>
  );
}

export function TextInput(
  props: FieldProps & {
    value: string;
    onInput: (value: string) => void;
    placeholder?: string;
    maxLength?: number;
    autofocus?: boolean;
    /** Offered while typing; anything else may be typed. */
    suggestions?: readonly { value: string }[];
  },
) {
  const list = createUniqueId();
  const full = () => props.maxLength !== undefined && props.value.length >= props.maxLength;
  return (
    <Field {...props} help={full() ? t().common.lengthLimit(props.maxLength ?? 0) : props.help}>
      {(wiring) => (
        <>
          <input
            class="input"
            type="text"
            id={wiring().id}
            aria-describedby={wiring().describedBy}
            aria-invalid={wiring().invalid}
            disabled={props.disabled}
            placeholder={props.placeholder}
            maxLength={props.maxLength}
            autofocus={props.autofocus}
            value={props.value}
            list={props.suggestions === undefined ? undefined : list}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          <Show when={props.suggestions}>
            {(suggestions) => (
              <datalist id={list}>
                <For each={suggestions()}>{({ value }) => <option value={value} />}</For>
              </datalist>
            )}
          </Show>
        </>
      )}
    </Field>
  );
}

export function Checkbox(props: FieldProps & { checked: boolean; onChange: (checked: boolean) => void }) {
  const id = createUniqueId();
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={`${id}-help ${id}-error`}
        aria-invalid={props.error !== undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.label}</label>
      <Show when={props.help}>
        <div class="help" id={`${id}-help`}>
          {props.help}
        </div>
      </Show>
      <Show when={props.error}>
        <div class="error" id={`${id}-error`} role="alert">
          {props.error}
        </div>
      </Show>
    </div>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps & { value: string; rows: number; onInput: (value: string) => void }) {
  return (
    <Field {...props}>
      {(wiring) => (
        <textarea
          class="input"
          id={wiring().id}
          aria-describedby={wiring().describedBy}
          aria-invalid={wiring().invalid}
          disabled={props.disabled}
          rows={props.rows}
          dir="auto"
          spellcheck={false}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
