import { A, useSearchParams } from '@solidjs/router';
import { createMemo, For, Match, onMount, Show, Switch } from 'solid-js';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { Checkbox, Select, TextInput } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Progress } from '../../components/Progress';
import { Sheet } from '../../components/Sheet';
import { sentence, t } from '../../i18n';
import { trainWords } from '../../i18n/trainWords';
import {
  type DatasetInfo,
  type DatasetLabel,
  datasets,
  datasetsError,
  keptCount,
  labelsOf,
  loadDatasets,
  NAME_LIMIT,
} from '../../stores/datasets';
import { problemsOf, relevantSpec } from '../../stores/trainForm/specForm';
import {
  chooseLabels,
  chosenLabels,
  datasetId,
  form,
  modelName,
  partName,
  setDatasetId,
  setForm,
  setModelName,
  setPartName,
  setStopped,
  stopped,
} from '../../stores/trainForm/trainForm';
import { cancelTraining, dismissTraining, lastTraining, type Training, train, training } from '../../stores/training';
import { estimateMilliseconds } from './estimate';
import { SpecForm } from './SpecForm';
import { TrainingResult } from './TrainingResult';
import '../choices.css';
import { TrySample } from '../TrySample';
import './train.css';

/** Whether both classes are there. */
const hasBoth = ({ positives, negatives }: DatasetLabel) => positives > 0 && negatives > 0;

/** Whether any of its labels can be learnt. */
const trainable = (dataset: DatasetInfo) => labelsOf(dataset).some(hasBoth);

/** The Train page: choose data and settings, follow the training, read the result. */
export default function Train() {
  const [search] = useSearchParams<{ data?: string; part?: string }>();
  onMount(() => {
    if (search.data !== undefined) {
      setDatasetId(search.data);
      setPartName(search.part ?? null);
    }
    void loadDatasets();
  });
  const chosen = createMemo((): DatasetInfo | undefined => {
    const all = datasets()?.filter(trainable) ?? [];
    return all.find(({ id }) => id === datasetId()) ?? all[0];
  });
  return (
    <>
      <PageHead tab={t().common.pages.train} title={trainWords().title} intro={trainWords().intro} />
      <div class="stack wide">
        <Show when={datasetsError()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
        <Show when={training()}>{(now) => <Busy training={now()} />}</Show>
        <Outcome />
        <Show when={training() === null}>
          <Switch>
            <Match when={datasets() === undefined}>
              <p class="quiet">{t().common.loading}</p>
            </Match>
            <Match when={datasets()?.length === 0}>
              <EmptyState
                title={trainWords().empty.title}
                action={
                  <>
                    <A class="btn main" href="/data">
                      {trainWords().empty.action}
                    </A>
                    <TrySample />
                  </>
                }
              >
                {trainWords().empty.text}
              </EmptyState>
            </Match>
            <Match when={chosen()}>{(dataset) => <Prepare dataset={dataset()} all={datasets() ?? []} />}</Match>
            <Match when={chosen() === undefined}>
              <EmptyState
                title={trainWords().empty.title}
                action={
                  <A class="btn main" href="/data">
                    {trainWords().empty.action}
                  </A>
                }
              >
                {trainWords().datasetUnfit}
              </EmptyState>
            </Match>
          </Switch>
        </Show>
      </div>
    </>
  );
}

function Busy(props: { training: Training }) {
  const detail = () => {
    const { phase, solver } = props.training;
    const words = trainWords();
    return solver === null ? words.phases[phase] : `${words.phases[phase]} · ${words.iteration(solver.iteration)}`;
  };
  return (
    <Sheet>
      <div class="stack tight">
        <Progress
          label={trainWords().busy(props.training.name)}
          fraction={props.training.phase === 'wait' || props.training.phase === 'start' ? null : props.training.overall}
          detail={detail()}
          left={props.training.left}
          onStop={cancelTraining}
        />
        <p class="quiet">{trainWords().leave}</p>
      </div>
    </Sheet>
  );
}

/** How the last training ended. */
function Outcome() {
  const last = () => (training() === null ? lastTraining() : null);
  const failure = () => {
    const ended = last();
    return ended && 'error' in ended ? ended.error : null;
  };
  const success = () => {
    const ended = last();
    return ended && 'model' in ended ? ended : null;
  };
  return (
    <>
      <Show when={stopped() && training() === null}>
        <Notice onDismiss={() => setStopped(false)}>{trainWords().stopped}</Notice>
      </Show>
      <Show when={failure()}>
        {(error) => (
          <Notice kind="error" title={trainWords().failed} onDismiss={dismissTraining}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <Show when={success()}>
        {(ended) => (
          <TrainingResult
            model={ended().model}
            existed={ended().existed}
            seconds={ended().seconds}
            similarHeldOut={ended().similarHeldOut}
          />
        )}
      </Show>
    </>
  );
}

function Prepare(props: { dataset: DatasetInfo; all: readonly DatasetInfo[] }) {
  const words = () => trainWords();
  const problems = createMemo(() => problemsOf(form()));
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
  const labelled = () => {
    const { positives, negatives } = part() ?? learnt()[0] ?? props.dataset;
    return positives + negatives;
  };
  /** Of the comments that are trained on, about. */
  const bytes = () => (props.dataset.textBytes * (part()?.rows ?? keptCount(props.dataset))) / props.dataset.rows;
  const held = () => {
    const { testSize } = form().validation;
    return testSize > 0 && testSize < 1 ? Math.round(labelled() * testSize) : 0;
  };

  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    if (problems().size > 0 || learnt().length === 0) return;
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

  return (
    <form class="sheet stack wide" onSubmit={(event) => void start(event)}>
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
        <Show when={others().length > 0}>
          <Select
            label={words().fields.validation.groupBy.label}
            help={words().fields.validation.groupBy.help}
            value={groupBy() ?? ''}
            options={[{ value: '', label: words().groupByNone }, ...others().map((value) => ({ value, label: value }))]}
            onChange={(column) =>
              setForm((now) => ({ ...now, validation: { ...now.validation, groupBy: column === '' ? null : column } }))
            }
          />
        </Show>
        <TextInput
          label={words().name}
          help={words().nameHelp}
          placeholder={autoName()}
          value={modelName()}
          maxLength={NAME_LIMIT}
          onInput={setModelName}
        />
      </div>
      <Show when={labels().length > 1}>
        <Labels labels={labels()} learnt={learnt()} onChoose={(names) => chooseLabels(props.dataset.id, names)} />
      </Show>
      <SpecForm wiring={{ value: form, problems, onChange: setForm }} />
      <div class="stack tight start">
        <p class="quiet">
          {words().plan(labelled(), held())}{' '}
          <Show when={problems().size === 0}>
            {words().estimate(estimateMilliseconds(relevantSpec(form()), bytes()))}
          </Show>
        </p>
        <div class="row">
          <Button kind="main" type="submit" disabled={problems().size > 0 || learnt().length === 0}>
            {words().action}
          </Button>
          <Show when={problems().size > 0}>
            <span class="quiet" role="status">
              {words().fixFirst}
            </span>
          </Show>
        </div>
      </div>
    </form>
  );
}

/** Which labels of the dataset are learnt; one that has a single class cannot be. */
function Labels(props: {
  labels: readonly DatasetLabel[];
  learnt: readonly DatasetLabel[];
  onChoose: (names: readonly string[]) => void;
}) {
  const words = () => trainWords().labels;
  const isLearnt = (name: string) => props.learnt.some((label) => label.name === name);
  return (
    <fieldset class="train-labels">
      <legend>{words().title}</legend>
      <For each={props.labels}>
        {(label) => (
          <Checkbox
            label={label.name}
            help={
              hasBoth(label) ? words().counts(label.positives, label.negatives) : words().oneClass(label.positives > 0)
            }
            checked={isLearnt(label.name)}
            disabled={!hasBoth(label)}
            onChange={(wanted) =>
              props.onChoose(
                props.labels.map(({ name }) => name).filter((name) => (name === label.name ? wanted : isLearnt(name))),
              )
            }
          />
        )}
      </For>
      <Show when={props.learnt.length === 0}>
        <p class="error" role="alert">
          {words().none}
        </p>
      </Show>
    </fieldset>
  );
}
