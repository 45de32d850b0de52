import { createSignal, onMount, Show } from 'solid-js';
import { CalibrationPlot } from '../../charts/CalibrationPlot';
import { ScoreHistogram } from '../../charts/ScoreHistogram';
import { Button } from '../../components/Button';
import { DefinitionList } from '../../components/DefinitionList';
import { Select } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { type Column, Table } from '../../components/Table';
import { format } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { modelCardWords } from '../../i18n/modelCardWords';
import type { ComparisonRequest } from '../../stores/comparison';
import { datasets, loadDatasets } from '../../stores/datasets';
import type { ModelRecord } from '../../stores/models';
import { type MeasuredOn, measureModel } from '../../stores/scoring';
import { Disguises } from '../Compare/Disguises';
import { createOnRequest, RequestState } from '../onRequest';
import { qualityFacts } from './figures';

/** On request, how a model does on a dataset that is here: figures, calibration, and where its scores are. */
export function MeasureOn(props: { model: ModelRecord }) {
  const words = () => modelCardWords().measureOn;
  const [picked, setPicked] = createSignal<string | null>(null);
  const measuring = createOnRequest((datasetId: string, onDone, signal) =>
    measureModel(props.model.id, datasetId, onDone, signal),
  );
  onMount(() => void loadDatasets());

  const chosen = () => picked() ?? datasets()?.[0]?.id ?? '';
  /** The same comments, those that the model has learnt from too: the summary says so. */
  const disguiseRequest = (): ComparisonRequest => ({
    datasetId: chosen(),
    revision: datasets()?.find(({ id }) => id === chosen())?.revision ?? 0,
    part: null,
    label: null,
    models: [{ id: props.model.id, name: props.model.name, threshold: props.model.threshold }],
    columns: [],
    includeSeen: true,
  });

  return (
    <section class="stack tight">
      <h3>{words().title}</h3>
      <Show when={datasets()?.length} fallback={<p class="quiet">{words().noData}</p>}>
        <p class="quiet">{words().help}</p>
        <div class="row measure-choice">
          <Select
            label={words().dataset}
            labelHidden
            value={chosen()}
            options={(datasets() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              setPicked(id);
              measuring.reset(); // what is shown is of another dataset
            }}
          />
          <Button disabled={measuring.done() !== null} onClick={() => measuring.run(chosen())}>
            {words().run}
          </Button>
        </div>
      </Show>
      <RequestState of={measuring} busy={words().busy} failed={words().failed} />
      <Show when={measuring.result()}>
        {(measured) => (
          <>
            <Result measured={measured()} />
            <section class="stack tight">
              <h4>{compareWords().disguised.title}</h4>
              <Disguises request={disguiseRequest()} known={null} />
            </section>
          </>
        )}
      </Show>
    </section>
  );
}

function Result(props: { measured: MeasuredOn }) {
  const words = () => modelCardWords().measureOn;
  const histogram = () => props.measured.histogram;
  const percent = () => props.measured.calibration !== null;
  const edge = (value: number) => (percent() ? format().percent(value, 1) : format().signed(value, 2));
  const scoreName = () => words().score[percent() ? 'percent' : 'score'];
  const bins = () =>
    histogram().negatives.map((others, bin) => ({
      name: words().between(edge(histogram().edges[bin]), edge(histogram().edges[bin + 1])),
      others,
      toxic: histogram().positives[bin],
    }));
  const binColumns = (): Column<ReturnType<typeof bins>[number]>[] => [
    { head: scoreName(), cell: ({ name }) => name, rowHead: true },
    { head: words().toxic, cell: ({ toxic }) => format().number(toxic), numeric: true },
    { head: words().others, cell: ({ others }) => format().number(others), numeric: true },
  ];
  const points = () => props.measured.calibration ?? [];
  const pointColumns = (): Column<ReturnType<typeof points>[number]>[] => [
    { head: words().predicted, cell: ({ predicted }) => format().percent(predicted, 1), rowHead: true },
    { head: words().actual, cell: ({ actual }) => format().percent(actual, 1), numeric: true },
    { head: words().comments, cell: ({ rows }) => format().number(rows), numeric: true },
  ];
  const metrics = () => props.measured.metrics;
  return (
    <div class="stack">
      <p class="finding" role="status">
        {words().summary(metrics().rows, props.measured.dataset, metrics().positives, props.measured.label)}
      </p>
      <Show when={props.measured.learntFrom}>
        <Notice kind="warn">{words().learntFrom}</Notice>
      </Show>
      <DefinitionList items={qualityFacts(metrics())} />
      <div class="sides">
        <Show when={props.measured.calibration}>
          {(curve) => (
            <figure class="stack tight">
              <figcaption>
                <h4>{words().calibration}</h4>
                <p class="quiet">{words().calibrationHelp}</p>
              </figcaption>
              <CalibrationPlot
                label={words().calibration}
                points={curve()}
                xTitle={words().predicted}
                yTitle={words().actual}
                lines={({ predicted, actual, rows }) => words().point(predicted, actual, rows)}
              />
              <details>
                <summary class="quiet">{words().asTable}</summary>
                <Table captionHidden caption={words().calibration} columns={pointColumns()} rows={curve()} />
              </details>
            </figure>
          )}
        </Show>
        <figure class="stack tight">
          <figcaption>
            <h4>{words().histogram}</h4>
            <p class="quiet">{words().histogramHelp}</p>
          </figcaption>
          <ScoreHistogram
            label={words().histogram}
            edges={histogram().edges}
            positives={histogram().positives}
            negatives={histogram().negatives}
            probability={percent()}
            threshold={percent() ? null : props.measured.metrics.threshold}
            xTitle={scoreName()}
            yTitle={words().share}
            className={(key) => (key === '1' ? words().toxic : words().others)}
          />
          <details>
            <summary class="quiet">{words().asTable}</summary>
            <Table captionHidden caption={words().histogram} columns={binColumns()} rows={bins()} />
          </details>
        </figure>
      </div>
      <Show when={props.measured.calibration === null}>
        <p class="quiet">{words().noProbabilities}</p>
      </Show>
    </div>
  );
}
