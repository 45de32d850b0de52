import { createMemo, For, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Checkbox, Select } from '../../components/Field';
import { t } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { type DatasetInfo, labelsOf } from '../../stores/datasets';
import { pinOf } from '../../stores/modelChoice';
import type { ModelRecord } from '../../stores/models';
import { modelName } from '../Models/describe';
import { type CompareAddress, MOST_MODELS } from './address';

/** What to compare and on what. Every change goes into the address, from which the page reads it back. */
export function Chooser(props: {
  address: CompareAddress;
  models: readonly ModelRecord[];
  datasets: readonly DatasetInfo[];
  dataset: DatasetInfo | undefined;
  busy: boolean;
  onChange: (change: Partial<CompareAddress>) => void;
  onStart: () => void;
}) {
  const words = () => compareWords();
  const chosen = createMemo(() => new Set(props.address.models));
  const own = () => props.models.filter(({ shipped }) => !shipped);
  const shipped = () => props.models.filter((model) => model.shipped);
  const parts = () => props.dataset?.parts ?? [];
  const labels = () => (props.dataset === undefined ? [] : labelsOf(props.dataset));
  const columns = () => {
    const { dataset } = props;
    if (dataset === undefined) return [];
    const labels = new Set(labelsOf(dataset).map(({ name }) => name));
    return dataset.columns.filter((name, position) => position !== dataset.textColumn && !labels.has(name));
  };
  const toggle = (pin: string, on: boolean) => {
    const models = props.address.models.filter((other) => other !== pin);
    props.onChange({ models: on ? [...models, pin] : models });
  };
  const few = () => props.address.models.length < 2;
  return (
    <section class="sheet compare-chooser" aria-label={words().models}>
      <fieldset class="compare-models">
        <legend>{words().models}</legend>
        <For each={[own(), shipped()]}>
          {(group) => (
            <Show when={group.length > 0}>
              <div class="compare-group">
                <p class="quiet">{group[0].shipped ? t().models.shipped.title : t().models.own}</p>
                <For each={group}>
                  {(model) => (
                    <Checkbox
                      label={modelName(model)}
                      checked={chosen().has(pinOf(model))}
                      disabled={!chosen().has(pinOf(model)) && chosen().size >= MOST_MODELS}
                      onChange={(on) => toggle(pinOf(model), on)}
                    />
                  )}
                </For>
              </div>
            </Show>
          )}
        </For>
        <p class="help">{chosen().size >= MOST_MODELS ? words().tooMany : words().modelsHelp}</p>
      </fieldset>
      <div class="stack tight">
        <Select
          label={words().data}
          help={words().dataHelp}
          value={props.dataset?.id ?? ''}
          options={props.datasets.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(data) => props.onChange({ data, part: null, label: null, column: null })}
        />
        <Show when={parts().length > 0}>
          <Select
            label={words().part}
            value={props.address.part ?? ''}
            options={[
              { value: '', label: words().wholeDataset },
              ...parts().map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(part) => props.onChange({ part: part === '' ? null : part })}
          />
        </Show>
        <Show when={labels().length > 1}>
          <Select
            label={words().label}
            value={props.address.label ?? labels()[0].name}
            options={labels().map(({ name }) => ({ value: name, label: name }))}
            onChange={(label) => props.onChange({ label })}
          />
        </Show>
        <Show when={columns().length > 0}>
          <Select
            label={words().columns}
            value={props.address.column ?? ''}
            options={[
              { value: '', label: words().noColumn },
              ...columns().map((name) => ({ value: name, label: name })),
            ]}
            onChange={(column) => props.onChange({ column: column === '' ? null : column })}
          />
        </Show>
        <Checkbox
          label={words().includeSeen}
          help={words().includeSeenHelp}
          checked={props.address.seen}
          onChange={(seen) => props.onChange({ seen })}
        />
        <div class="row">
          <Button kind="main" disabled={few() || props.busy} onClick={() => props.onStart()}>
            {words().start}
          </Button>
          <Show when={few()}>
            <span class="quiet">{words().chooseModels}</span>
          </Show>
        </div>
      </div>
    </section>
  );
}
