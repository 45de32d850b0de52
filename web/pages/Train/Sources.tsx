import { For, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Select } from '../../components/Field';
import { trainWords } from '../../i18n/trainWords';
import { type DatasetInfo, keptCount } from '../../stores/datasets';
import { sameRows, type TrainingSource, WEIGHTS } from '../../stores/trainForm/sources';
import {
  partName,
  setDatasetId,
  setMoreSources,
  setPartName,
  setWeight,
  weight,
} from '../../stores/trainForm/trainForm';
import { trainable } from './trainable';

/**
 * What is learnt from: a dataset or a part of it and, on request, others beside it, each with what its comments count.
 */
export function Sources(props: { dataset: DatasetInfo; all: readonly DatasetInfo[]; more: readonly TrainingSource[] }) {
  const words = () => trainWords();
  const first = (): TrainingSource => ({ datasetId: props.dataset.id, part: partName() ?? undefined });
  /** A dataset that nothing is learnt from yet: corrections, or the newest. */
  const next = () => {
    const taken = [first(), ...props.more];
    const free = props.all.filter(
      (dataset) => labelled(dataset) && !taken.some(({ datasetId }) => datasetId === dataset.id),
    );
    return free.find(({ origin }) => origin === 'corrections') ?? free[0];
  };
  const replace = (at: number, source: TrainingSource | null) =>
    setMoreSources(props.more.flatMap((one, i) => (i !== at ? [one] : source === null ? [] : [source])));
  return (
    <>
      <div class="choices">
        <Select
          label={words().dataset}
          value={props.dataset.id}
          options={props.all.map((dataset) => ({
            value: dataset.id,
            disabled: !trainable(dataset),
            label: trainable(dataset)
              ? words().datasetOption(dataset.name, keptCount(dataset))
              : labelled(dataset)
                ? words().datasetOneClass(dataset.name)
                : words().datasetNoLabels(dataset.name),
          }))}
          onChange={(id) => {
            setDatasetId(id);
            setPartName(null);
            setMoreSources(props.more.filter((one) => !sameRows(one, { datasetId: id, part: undefined })));
          }}
        />
        <Show when={props.dataset.parts}>
          {(parts) => (
            <Select
              label={words().part}
              help={words().partHelp}
              value={partName() ?? ''}
              options={[
                { value: '', label: words().partAll },
                ...parts().map(({ name, rows, positives, negatives }) => ({
                  value: name,
                  label: words().datasetOption(name, rows),
                  disabled: positives === 0 || negatives === 0,
                })),
              ]}
              onChange={(name) => setPartName(name === '' ? null : name)}
            />
          )}
        </Show>
        <Show when={props.more.length > 0}>
          <Weight value={weight()} helped onChange={setWeight} />
        </Show>
      </div>
      <For each={props.more}>
        {(source, at) => (
          <More
            source={source}
            all={props.all}
            taken={[first(), ...props.more.filter((one) => one !== source)]}
            onChange={(changed) => replace(at(), changed)}
          />
        )}
      </For>
      <Show when={next()}>
        {(dataset) => (
          <div class="flush">
            <Button kind="ghost" onClick={() => setMoreSources([...props.more, sourceOf(dataset())])}>
              {dataset().origin === 'corrections' ? words().sources.corrections : words().sources.add}
            </Button>
          </div>
        )}
      </Show>
    </>
  );
}

/** One source beside the first. Rows that are learnt from already cannot be chosen. */
function More(props: {
  source: TrainingSource;
  all: readonly DatasetInfo[];
  taken: readonly TrainingSource[];
  onChange: (source: TrainingSource | null) => void;
}) {
  const words = () => trainWords();
  const dataset = () => props.all.find(({ id }) => id === props.source.datasetId);
  const taken = (source: TrainingSource) => props.taken.some((one) => sameRows(one, source));
  return (
    <fieldset class="plain choices">
      <legend class="hidden">{words().sources.also}</legend>
      <Select
        label={words().sources.also}
        value={props.source.datasetId}
        options={props.all.map((one) => ({
          value: one.id,
          disabled: !labelled(one) || taken({ datasetId: one.id, part: undefined }),
          label: labelled(one) ? words().datasetOption(one.name, keptCount(one)) : words().datasetNoLabels(one.name),
        }))}
        onChange={(datasetId) => props.onChange({ datasetId, weight: props.source.weight })}
      />
      <Show when={dataset()?.parts}>
        {(parts) => (
          <Select
            label={words().part}
            value={props.source.part ?? ''}
            options={[
              { value: '', label: words().partAll },
              ...parts().map(({ name, rows }) => ({
                value: name,
                label: words().datasetOption(name, rows),
                disabled: taken({ datasetId: props.source.datasetId, part: name }),
              })),
            ]}
            onChange={(name) => props.onChange({ ...props.source, part: name === '' ? undefined : name })}
          />
        )}
      </Show>
      <Weight
        value={props.source.weight ?? 1}
        onChange={(value) => props.onChange({ ...props.source, weight: value })}
      />
      <div class="flush remove-source">
        <Button kind="ghost" onClick={() => props.onChange(null)}>
          {words().sources.remove(dataset()?.name ?? '')}
        </Button>
      </div>
    </fieldset>
  );
}

function Weight(props: { value: number; helped?: boolean; onChange: (weight: number) => void }) {
  const words = () => trainWords().sources;
  return (
    <Select
      label={words().weight}
      help={props.helped ? words().weightHelp : undefined}
      value={String(props.value)}
      options={WEIGHTS.map((value) => ({ value: String(value), label: words().times(value) }))}
      onChange={(value) => props.onChange(Number(value))}
    />
  );
}

/** All of a dataset. Corrections count twice: a person has looked at each, and they are few. */
const sourceOf = ({ id, origin }: DatasetInfo): TrainingSource =>
  origin === 'corrections' ? { datasetId: id, weight: 2 } : { datasetId: id };

/** Whether there is anything to learn from it, be it one class alone. */
const labelled = ({ positives, negatives }: DatasetInfo): boolean => positives + negatives > 0;
