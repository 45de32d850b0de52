import { For, Show } from 'solid-js';
import { SEARCH_METRICS } from '#shared/ml/search/searchMetric';
import { Checkbox, Select, TextInput } from '../../../components/Field';
import { NumberField } from '../../../components/NumberField';
import { searchWords } from '../../../i18n/searchWords';
import {
  firstValues,
  SEARCH_AXES,
  SEARCH_METHODS,
  type SearchAxis,
  type SearchSetup,
  type SetupProblem,
  searchable,
} from '../../../stores/search/setup';
import type { FormValue } from '../../../stores/trainForm/specForm';

/** What to search: the method, the settings to vary and their values. */
export function SetupForm(props: {
  setup: SearchSetup;
  base: FormValue;
  problems: readonly SetupProblem[];
  onChange: (setup: SearchSetup) => void;
}) {
  const words = () => searchWords();
  const change = (part: Partial<SearchSetup>) => props.onChange({ ...props.setup, ...part });
  const problem = (path: string): string | undefined => {
    const found = props.problems.find((each) => each.path === path);
    if (found === undefined) return undefined;
    const sentences = words().problems;
    if (found.kind === 'tooMany') return sentences.tooMany(found.count, found.limit);
    if (found.kind === 'folds') return sentences.folds(found.limit);
    return sentences[found.kind];
  };
  return (
    <div class="stack wide">
      <div class="choices">
        <Select
          label={words().method}
          help={words().methodHelp[props.setup.method]}
          value={props.setup.method}
          options={SEARCH_METHODS.map((value) => ({ value, label: words().methods[value] }))}
          onChange={(method) => change({ method })}
        />
        <Show when={props.setup.method === 'random'}>
          <NumberField
            label={words().count}
            error={problem('count')}
            whole
            value={props.setup.count}
            onChange={(count) => change({ count: count ?? Number.NaN })}
          />
        </Show>
        <NumberField
          label={words().folds}
          error={problem('folds')}
          whole
          value={props.setup.folds}
          onChange={(folds) => change({ folds: folds ?? Number.NaN })}
        />
        <Select
          label={words().metric}
          help={words().metricHelp[props.setup.metric]}
          value={props.setup.metric}
          options={SEARCH_METRICS.map((value) => ({ value, label: words().metrics[value] }))}
          onChange={(metric) => change({ metric })}
        />
      </div>
      <fieldset class="plain axes">
        <legend class="label">{words().axes}</legend>
        <For each={SEARCH_AXES}>
          {(axis) => (
            <Show when={searchable(axis, props.base, props.setup)}>
              <AxisRow
                axis={axis}
                value={props.setup.values[axis.path]}
                error={problem(axis.path)}
                onChange={(value) => {
                  const { [axis.path]: _, ...others } = props.setup.values;
                  change({ values: value === undefined ? others : { ...others, [axis.path]: value } });
                }}
              />
            </Show>
          )}
        </For>
        <Show when={problem('axes')}>
          {(text) => (
            <p class="error" role="alert">
              {text()}
            </p>
          )}
        </Show>
      </fieldset>
    </div>
  );
}

function AxisRow(props: {
  axis: SearchAxis;
  value: string | readonly string[] | undefined;
  error: string | undefined;
  onChange: (value: string | readonly string[] | undefined) => void;
}) {
  const name = () => searchWords().axis[props.axis.path] ?? props.axis.path;
  const options = () => (props.axis.kind === 'choices' ? props.axis.options : []);
  const label = (option: string) => searchWords().choices[props.axis.path]?.[option] ?? option;
  const isChosen = (option: string) => props.value?.includes(option) ?? false;
  return (
    <div class="axis">
      <Checkbox
        label={name()}
        checked={props.value !== undefined}
        onChange={(wanted) => props.onChange(wanted ? firstValues(props.axis.path) : undefined)}
      />
      <Show when={props.value !== undefined}>
        <Show
          when={props.axis.kind === 'choices'}
          fallback={
            <TextInput
              label={searchWords().valuesOf(name())}
              labelHidden
              help={searchWords().values}
              error={props.error}
              value={typeof props.value === 'string' ? props.value : ''}
              onInput={props.onChange}
            />
          }
        >
          <fieldset class="plain options">
            <legend class="hidden">{searchWords().valuesOf(name())}</legend>
            <For each={options()}>
              {(option) => (
                <Checkbox
                  label={label(option)}
                  checked={isChosen(option)}
                  onChange={(wanted) =>
                    props.onChange(options().filter((each) => (each === option ? wanted : isChosen(each))))
                  }
                />
              )}
            </For>
            <Show when={props.error}>
              <p class="error" role="alert">
                {props.error}
              </p>
            </Show>
          </fieldset>
        </Show>
      </Show>
    </div>
  );
}
