import { createEffect, createMemo, createResource, createSignal, Show } from 'solid-js';
import { isAbort } from '#shared/runtime/steps';
import { Select, TextInput } from '../../components/Field';
import { serverWords } from '../../i18n/serverWords';
import { trainWords } from '../../i18n/trainWords';
import { type DatasetInfo, type DatasetLabel, keptCount, labelsOf, NAME_LIMIT } from '../../stores/datasets';
import type { SearchAbout } from '../../stores/search/search';
import { server } from '../../stores/server/kept';
import { estimateRemote } from '../../stores/server/remoteRuns';
import { sendTraining } from '../../stores/server/sendTraining';
import { showToast } from '../../stores/toasts';
import { sameRows, type TrainingSource } from '../../stores/trainForm/sources';
import { problemsWith, relevantSpec } from '../../stores/trainForm/specForm';
import {
  chooseLabels,
  chosenLabels,
  chosenPreset,
  form,
  modelName,
  moreSources,
  partName,
  setFacts,
  setForm,
  setModelName,
  setStopped,
  weight,
} from '../../stores/trainForm/trainForm';
import { languageOfDataset, train } from '../../stores/training';
import { attempt } from '../attempt';
import { ActionBar } from './ActionBar';
import { Labels } from './Labels';
import { Presets } from './Presets';
import { SendDialog } from './SendDialog';
import { SettingsText } from './SettingsText';
import { Sources } from './Sources';
import { SpecForm } from './SpecForm';
import { CurveSection } from './search/CurveSection';
import { SearchSection } from './search/SearchSection';
import { hasBoth } from './trainable';
import { type Place, Where } from './Where';

/** The form: data, a preset, the button; everything else behind "Change settings". */
export function Prepare(props: { dataset: DatasetInfo; all: readonly DatasetInfo[] }) {
  const words = () => trainWords();
  const part = () => props.dataset.parts?.find(({ name }) => name === partName());
  const datasetOf = ({ datasetId }: TrainingSource) => props.all.find(({ id }) => id === datasetId);
  /** What else is learnt from, of what is still here. */
  const more = () =>
    moreSources().filter((source) => {
      const dataset = datasetOf(source);
      const there = source.part === undefined || dataset?.parts?.some(({ name }) => name === source.part) === true;
      return dataset !== undefined && there && !sameRows(source, { datasetId: props.dataset.id, part: part()?.name });
    });
  const sources = (): TrainingSource[] => [
    { datasetId: props.dataset.id, part: part()?.name, weight: more().length > 0 ? weight() : 1 },
    ...more(),
  ];
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
  /** Settles once it is known what is recommended for the data: settings that follow it are taken from then on. */
  let languageKnown: Promise<unknown> = Promise.resolve();
  const [language] = createResource(
    () => [props.dataset.id, part()?.name] as const,
    ([id, name]) => {
      const asked = languageOfDataset(id, name);
      languageKnown = asked.catch(() => undefined); // then it is not known, which is shown by what is recommended
      return asked;
    },
  );
  createEffect(() => {
    const counts = more().length > 0 || part() ? [divided()] : learnt();
    const smallestClass = Math.min(...counts.map(({ positives, negatives }) => Math.min(positives, negatives)));
    // That of the data before, until the answer is here, would be wrong.
    setFacts({ language: language.state === 'ready' ? (language() ?? null) : null, smallestClass });
  });
  const countsOf = (source: TrainingSource) => {
    const dataset = datasetOf(source);
    return (
      dataset?.parts?.find(({ name }) => name === source.part) ?? dataset ?? { positives: 0, negatives: 0, rows: 0 }
    );
  };
  /** Rows are divided by the first label that is learnt, those of all sources together. */
  const divided = () =>
    [part() ?? learnt()[0] ?? props.dataset, ...more().map(countsOf)].reduce(
      (sum, { positives, negatives }) => ({
        positives: sum.positives + positives,
        negatives: sum.negatives + negatives,
      }),
      { positives: 0, negatives: 0 },
    );
  const problems = createMemo(() => problemsWith(form(), Math.min(divided().positives, divided().negatives)));
  const labelled = () => divided().positives + divided().negatives;
  /** Of the comments that are trained on, about. */
  const bytes = () =>
    sources().reduce((sum, source) => {
      const dataset = datasetOf(source);
      if (dataset === undefined) return sum;
      const rows = source.part === undefined ? keptCount(dataset) : countsOf(source).rows;
      return sum + (dataset.textBytes * rows) / dataset.rows;
    }, 0);
  let details: HTMLDetailsElement | undefined;
  createEffect(() => {
    if (problems().size > 0 && details) details.open = true;
  });

  /** It was pressed, and is not a task yet. */
  let starting = false;
  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    if (unready()) return;
    setStopped(false);
    if (place() === 'there') {
      setAsking(true);
      return;
    }
    if (starting) return;
    starting = true;
    const data = JSON.stringify(sources());
    if (chosenPreset() !== null) await languageKnown;
    starting = false;
    if (JSON.stringify(sources()) !== data) return; // other data were chosen since it was pressed
    window.scrollTo({ top: 0 });
    const typed = modelName();
    try {
      await train(sources(), wanted(), typed.trim() || autoName());
      if (modelName() === typed) setModelName('');
    } catch (error) {
      // The error is in lastTraining(), and shown from there whichever page is open.
      if (isAbort(error)) setStopped(true);
    }
  };

  /** The settings with what depends on the data. */
  const wanted = () => {
    const label = labels().length > 1 ? learnt().map(({ name }) => name) : null;
    const spec = relevantSpec(form());
    return { ...spec, label, validation: { ...spec.validation, groupBy: groupBy() } };
  };

  const [chosenPlace, setPlace] = createSignal<Place>('here');
  const [asking, setAsking] = createSignal(false);
  /** Where it is trained: there only while that can be done. */
  const place = (): Place => (server() !== null && obstacle() === null ? chosenPlace() : 'here');
  const remote = () => serverWords().remote;
  /** What the server cannot do yet. */
  const obstacle = () => {
    if (more().length > 0) return remote().cannot.sources;
    return groupBy() === null ? null : remote().cannot.groups;
  };
  const comments = () => part()?.rows ?? keptCount(props.dataset);
  const send = (keepData: boolean) =>
    attempt(async () => {
      if (chosenPreset() !== null) await languageKnown;
      const typed = modelName();
      const name = typed.trim() || autoName();
      await sendTraining({
        datasetId: props.dataset.id,
        datasetName: props.dataset.name,
        part: part()?.name ?? null,
        labels: learnt().map((label) => label.name),
        spec: wanted(),
        name,
        revision: props.dataset.revision ?? 0,
        keepData,
      });
      if (modelName() === typed) setModelName('');
      showToast(() => remote().started(name));
    });

  const [judgedName, setJudgedName] = createSignal<string | null>(null);
  /** The label by which a search judges: one of those that are learnt, the first unless another was chosen. */
  const judged = (): DatasetLabel | undefined => learnt().find(({ name }) => name === judgedName()) ?? learnt()[0];
  /** What is searched: the same rows as are trained on, by one label. */
  const about = (): SearchAbout => ({
    sources: sources(),
    label: labels().length > 1 ? (judged()?.name ?? null) : null,
    groupBy: groupBy(),
    datasetName: props.dataset.name,
    revision: [props.dataset, ...more().flatMap((source) => datasetOf(source) ?? [])].reduce(
      (sum, { revision }) => sum + (revision ?? 0),
      0,
    ),
    smallestClass: smallestOf(judged() === learnt()[0] ? divided() : (judged() ?? divided())),
  });
  const unready = () => problems().size > 0 || learnt().length === 0;

  return (
    <>
      <form class="sheet stack wide prepare" onSubmit={(event) => void start(event)}>
        <Sources dataset={props.dataset} all={props.all} more={more()} />
        <Show when={labels().length > 1}>
          <Labels labels={labels()} learnt={learnt()} onChoose={(names) => chooseLabels(props.dataset.id, names)} />
        </Show>
        <Presets />
        <Where
          label={remote().where}
          place={place()}
          obstacle={obstacle()}
          estimate={(address) => {
            const milliseconds = estimateRemote(address, wanted(), bytes());
            return milliseconds === null ? remote().unknownThere : remote().estimateThere(milliseconds);
          }}
          onChange={setPlace}
        />
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
      <SendDialog
        open={asking()}
        comments={comments()}
        bytes={bytes()}
        result={remote().confirm.model}
        action={remote().confirm.action}
        onSend={(keepData) => void send(keepData)}
        onClose={() => setAsking(false)}
      />
      <SearchSection
        about={about()}
        disabled={unready()}
        labels={learnt().map(({ name }) => name)}
        onLabel={setJudgedName}
        sent={{ label: (judged() ?? labels()[0]).name, comments: comments(), bytes: bytes() }}
      />
      <CurveSection about={about()} disabled={unready()} />
    </>
  );
}

/** How many there are of the rarer class. */
function smallestOf({ positives, negatives }: { readonly positives: number; readonly negatives: number }): number {
  return Math.min(positives, negatives);
}
