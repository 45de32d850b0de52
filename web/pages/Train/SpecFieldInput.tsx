import { createEffect, createSignal, type JSX, on, Show } from 'solid-js';
import { Checkbox, Field, Select } from '../../components/Field';
import { NumberField } from '../../components/NumberField';
import { trainWords } from '../../i18n/trainWords';
import type { FieldKind, SpecField } from '../../stores/trainForm/specFields';
import { applies, type FieldProblem, type FormValue, valueAt, withValue } from '../../stores/trainForm/specForm';

/** What a form of settings passes to its fields. */
export interface FormWiring {
  readonly value: () => FormValue;
  readonly problems: () => ReadonlyMap<string, FieldProblem>;
  readonly onChange: (value: FormValue) => void;
}

interface FieldWords {
  readonly label: string;
  readonly help?: string;
  readonly options?: Readonly<Record<string, string>>;
}

/** The words of the field at `path`; SpecWords has the spec's shape, so every path of a spec has some. */
function wordsAt(path: string): FieldWords {
  let words: unknown = trainWords().fields;
  for (const key of path.split('.')) words = (words as Record<string, unknown>)[key];
  return words as FieldWords;
}

/** A problem in words. */
export function problemText(problem: FieldProblem): string {
  const words = trainWords().errors;
  return 'limit' in problem ? words[problem.kind](problem.limit) : words[problem.kind];
}

/** One setting, drawn by its kind; nothing while it has no effect. */
export function SpecFieldInput(props: { field: SpecField; block?: number; wiring: FormWiring }): JSX.Element {
  const block = () => props.block ?? 0;
  const path = () => props.field.path;
  const words = () => wordsAt(path());
  const value = () => valueAt(props.wiring.value(), path(), block());
  const change = (next: unknown) => props.wiring.onChange(withValue(props.wiring.value(), path(), next, block()));
  const issuePath = () => (path().startsWith('features.') ? path().replace('features', `features.${block()}`) : path());
  const error = (): string | undefined => {
    const problem = props.wiring.problems().get(issuePath());
    return problem && problemText(problem);
  };
  return (
    <Show when={applies(path(), props.wiring.value(), block())}>
      <Control
        kind={props.field.field}
        nullable={props.field.nullable}
        words={words()}
        error={error()}
        value={value()}
        onChange={change}
      />
    </Show>
  );
}

function Control(props: {
  kind: FieldKind;
  nullable: boolean;
  words: FieldWords;
  error: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
}): JSX.Element {
  // A field's kind never changes: this is chosen once.
  const { kind } = props;
  switch (kind.kind) {
    case 'number':
      return (
        <NumberField
          label={props.words.label}
          help={props.words.help}
          error={props.error}
          nullable={props.nullable}
          whole={kind.whole}
          value={typeof props.value === 'number' ? props.value : null}
          onChange={props.onChange}
        />
      );
    case 'choice':
      return (
        <Select
          label={props.words.label}
          help={props.words.help}
          error={props.error}
          value={String(props.value)}
          options={kind.options.map((value) => ({ value, label: props.words.options?.[value] ?? value }))}
          onChange={props.onChange}
        />
      );
    case 'flag':
      return (
        <Checkbox
          label={props.words.label}
          help={props.words.help}
          error={props.error}
          checked={props.value === true}
          onChange={props.onChange}
        />
      );
    case 'range':
      return (
        <RangeField
          words={props.words}
          error={props.error}
          min={kind.item.min ?? 1}
          max={kind.item.max ?? 1}
          value={props.value as readonly [number, number]}
          onChange={props.onChange}
        />
      );
    case 'threshold':
      return <ThresholdField error={props.error} value={props.value} onChange={props.onChange} />;
    case 'words':
      return <WordsField lists={kind.lists} error={props.error} value={props.value} onChange={props.onChange} />;
  }
}

/** A range of two whole numbers: two lists. Raising the first past the second raises that too. */
function RangeField(props: {
  words: FieldWords;
  error: string | undefined;
  min: number;
  max: number;
  value: readonly [number, number];
  onChange: (value: unknown) => void;
}) {
  const options = () => Array.from({ length: props.max - props.min + 1 }, (_, i) => props.min + i);
  const select = (label: string, value: number, choose: (value: number) => void) => (
    <Select
      label={label}
      labelHidden
      value={String(value)}
      options={options().map((option) => ({ value: String(option), label: `${label} ${option}` }))}
      onChange={(chosen) => choose(Number(chosen))}
    />
  );
  return (
    <fieldset class="field range">
      <legend class="label">{props.words.label}</legend>
      <div class="range-pair">
        {select(trainWords().from, props.value[0], (from) => props.onChange([from, Math.max(from, props.value[1])]))}
        {select(trainWords().to, props.value[1], (to) => props.onChange([Math.min(to, props.value[0]), to]))}
      </div>
      <Show when={props.words.help}>
        <div class="help">{props.words.help}</div>
      </Show>
      <Show when={props.error}>
        <div class="error" role="alert">
          {props.error}
        </div>
      </Show>
    </fieldset>
  );
}

type Threshold = FormValue['threshold'];
const MODES = ['standard', 'fixed', 'maxF1', 'minPrecision', 'minRecall'] as const;
type Mode = (typeof MODES)[number];

/** The initial number when a rule for the threshold is chosen. */
const FIRST_VALUE = { fixed: 0.5, minPrecision: 0.9, minRecall: 0.8 } as const;

/** The threshold: the default, a number, or a rule that picks one on comments the model has not seen. */
function ThresholdField(props: { error: string | undefined; value: unknown; onChange: (value: unknown) => void }) {
  const words = () => trainWords().fields.threshold;
  const threshold = () => props.value as Threshold;
  const mode = (): Mode => {
    const now = threshold();
    return now === null ? 'standard' : typeof now === 'number' ? 'fixed' : now.rule;
  };
  const choose = (next: Mode) => {
    if (next === 'standard') props.onChange(null);
    else if (next === 'fixed') props.onChange(FIRST_VALUE.fixed);
    else props.onChange(next === 'maxF1' ? { rule: next } : { rule: next, value: FIRST_VALUE[next] });
  };
  const number = (): { readonly label: string; readonly value: number } | null => {
    const now = threshold();
    if (typeof now === 'number') return { label: words().values.fixed, value: now };
    return now !== null && 'value' in now ? { label: words().values[now.rule], value: now.value } : null;
  };
  const setNumber = (value: number | null) => {
    const now = threshold();
    const typed = value ?? Number.NaN;
    props.onChange(typeof now === 'object' && now !== null ? { ...now, value: typed } : typed);
  };
  return (
    <>
      <Select
        label={words().label}
        help={words().help}
        value={mode()}
        options={MODES.map((value) => ({ value, label: words().options[value] }))}
        onChange={choose}
      />
      <Show when={number()}>
        {(shown) => (
          <NumberField label={shown().label} error={props.error} value={shown().value} onChange={setNumber} />
        )}
      </Show>
    </>
  );
}

/** The option for a list typed by hand among the lists by name. */
const OWN = 'own';

/** Lists of words by name, or a list typed by hand. */
function WordsField(props: {
  lists: readonly string[];
  error: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const words = () => trainWords().fields.text.stopWords;
  const labels = (): Readonly<Record<string, string>> => words().options;
  const own = () => Array.isArray(props.value);
  return (
    <>
      <Select
        label={words().label}
        help={words().help}
        value={own() ? OWN : String(props.value)}
        options={[...props.lists, OWN].map((value) => ({ value, label: labels()[value] ?? value }))}
        onChange={(list) => props.onChange(list === OWN ? [] : list)}
      />
      <Show when={own()}>
        <OwnWords words={words().own} error={props.error} value={props.value} onChange={props.onChange} />
      </Show>
    </>
  );
}

/** A list of words, typed with spaces between. */
function OwnWords(props: {
  words: FieldWords;
  error: string | undefined;
  value: unknown;
  onChange: (value: readonly string[]) => void;
}) {
  const written = (value: unknown) => (Array.isArray(value) ? value.join(' ') : '');
  const meant = (text: string) => [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))];
  const [text, setText] = createSignal(written(props.value));
  createEffect(
    on(
      () => written(props.value),
      (outside) => {
        if (outside !== written(meant(text()))) setText(outside);
      },
      { defer: true },
    ),
  );
  return (
    <Field label={props.words.label} help={props.words.help} error={props.error}>
      {(wiring) => (
        <textarea
          class="input"
          rows={2}
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
