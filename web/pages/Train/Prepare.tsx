import { createEffect, createMemo, createResource, Show } from 'solid-js';
import { isAbort } from '#shared/runtime/steps';
import { Select, TextInput } from '../../components/Field';
import { trainWords } from '../../i18n/trainWords';
import { type DatasetInfo, keptCount, labelsOf, NAME_LIMIT } from '../../stores/datasets';
import type { SearchAbout } from '../../stores/search/search';
import { problemsWith, relevantSpec } from '../../stores/trainForm/specForm';
import {
  chooseLabels,
  chosenLabels,
  form,
  modelName,
  partName,
  setDatasetId,
  setFacts,
  setForm,
  setModelName,
  setPartName,
  setStopped,
} from '../../stores/trainForm/trainForm';
import { languageOfDataset, train } from '../../stores/training';
import { ActionBar } from './ActionBar';
import { Labels } from './Labels';
import { Presets } from './Presets';
import { SettingsText } from './SettingsText';
import { SpecForm } from './SpecForm';
import { CurveSection } from './search/CurveSection';
import { SearchSection } from './search/SearchSection';
import { hasBoth, trainable } from './trainable';

/** The form: data, a preset, the button; everything else behind "Change settings". */
export function Prepare(props: { dataset: DatasetInfo; all: readonly DatasetInfo[] }) {
  const words = () => trainWords();
  const part = () => props.dataset.parts?.find(({ name }) => name === partName());
  const autoName = () => {
    const chosen = part();
    const data = chosen === undefined ? props.dataset.name : words().datasetPart(props.dataset.name, chosen.name);
    return words().autoName(data, words().fields.estimator.kind.options[form().estimator.kind]);
  };
  const labels = () => labelsOf(props.dataset);
  /** Those that are learnt: of the ones that can be, all or the chosen. */
  const learnt = () =>
    labels().filter((label) => hasBoth(label) && (chosenLabels(props.dataset.id)?.includes(label.name) ?? true));
  /** Columns that may hold users or threads: neither the comments nor the labels. */
  const others = () =>
    props.dataset.columns.filter(
      (name, column) => column !== props.dataset.textColumn && labels().every((label) => label.name !== name),
    );
  const groupBy = () => {
    const chosen = form().validation.groupBy;
    return chosen !== null && others().includes(chosen) ? chosen : null;
  };
  const [language] = createResource(
    () => [props.dataset.id, part()?.name] as const,
    ([id, name]) => languageOfDataset(id, name),
  );
  createEffect(() => {
    const counts = part() ? [part() ?? props.dataset] : learnt();
    const smallestClass = Math.min(...counts.map(({ positives, negatives }) => Math.min(positives, negatives)));
    setFacts({ language: language.error === undefined ? (language.latest ?? null) : null, smallestClass });
  });
  /** Rows are divided by the first label that is learnt. */
  const divided = () => part() ?? learnt()[0] ?? props.dataset;
  const problems = createMemo(() => problemsWith(form(), Math.min(divided().positives, divided().negatives)));
  const labelled = () => {
    const { positives, negatives } = divided();
    return positives + negatives;
  };
  /** Of the comments that are trained on, about. */
  const bytes = () => (props.dataset.textBytes * (part()?.rows ?? keptCount(props.dataset))) / props.dataset.rows;
  let details: HTMLDetailsElement | undefined;
  createEffect(() => {
    if (problems().size > 0 && details) details.open = true;
  });

  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    if (unready()) return;
    setStopped(false);
    window.scrollTo({ top: 0 });
    try {
      const label = labels().length > 1 ? learnt().map(({ name }) => name) : null;
      const spec = relevantSpec(form());
      const tied = { ...spec, label, validation: { ...spec.validation, groupBy: groupBy() } };
      await train(props.dataset.id, tied, modelName().trim() || autoName(), part()?.name);
      setModelName('');
    } catch (error) {
      // The error is in lastTraining(), and shown from there whichever page is open.
      if (isAbort(error)) setStopped(true);
    }
  };

  /** What is searched: the same rows as are trained on, by their first label. */
  const about = (): SearchAbout => ({
    datasetId: props.dataset.id,
    part: part()?.name,
    label: labels().length > 1 ? (learnt()[0]?.name ?? null) : null,
    groupBy: groupBy(),
    datasetName: props.dataset.name,
    revision: props.dataset.revision ?? 0,
    smallestClass: Math.min(divided().positives, divided().negatives),
  });
  const unready = () => problems().size > 0 || learnt().length === 0;

  return (
    <>
      <form class="sheet stack wide prepare" onSubmit={(event) => void start(event)}>
        <div class="choices">
          <Select
            label={words().dataset}
            value={props.dataset.id}
            options={props.all.map((dataset) => ({
              value: dataset.id,
              disabled: !trainable(dataset),
              label: trainable(dataset)
                ? words().datasetOption(dataset.name, keptCount(dataset))
                : dataset.positives + dataset.negatives === 0
                  ? words().datasetNoLabels(dataset.name)
                  : words().datasetOneClass(dataset.name),
            }))}
            onChange={(id) => {
              setDatasetId(id);
              setPartName(null);
            }}
          />
          <Show when={props.dataset.parts}>
            {(parts) => (
              <Select
                label={words().part}
                help={words().partHelp}
                value={part()?.name ?? ''}
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
        </div>
        <Show when={labels().length > 1}>
          <Labels labels={labels()} learnt={learnt()} onChoose={(names) => chooseLabels(props.dataset.id, names)} />
        </Show>
        <Presets />
        <ActionBar labelled={labelled()} labels={learnt().length} bytes={bytes()} problems={problems()} />
        <details class="more change" ref={details}>
          <summary>{words().change}</summary>
          <div class="stack wide">
            <div class="choices">
              <TextInput
                label={words().name}
                help={words().nameHelp}
                placeholder={autoName()}
                value={modelName()}
                maxLength={NAME_LIMIT}
                onInput={setModelName}
              />
              <Show when={others().length > 0}>
                <Select
                  label={words().fields.validation.groupBy.label}
                  help={words().fields.validation.groupBy.help}
                  value={groupBy() ?? ''}
                  options={[
                    { value: '', label: words().groupByNone },
                    ...others().map((value) => ({ value, label: value })),
                  ]}
                  onChange={(column) =>
                    setForm((now) => ({
                      ...now,
                      validation: { ...now.validation, groupBy: column === '' ? null : column },
                    }))
                  }
                />
              </Show>
            </div>
            <SpecForm wiring={{ value: form, problems, onChange: setForm }} />
            <SettingsText />
          </div>
        </details>
      </form>
      <SearchSection about={about()} disabled={unready()} />
      <CurveSection about={about()} disabled={unready()} />
    </>
  );
}
