import { A, useNavigate } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { type HoldOutMetrics, warnedLabels } from '#shared/ml/model/manifest';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { DefinitionList } from '../../components/DefinitionList';
import { Notice } from '../../components/Notice';
import { Sheet } from '../../components/Sheet';
import { format } from '../../i18n';
import { trainWords } from '../../i18n/trainWords';
import { pinModel } from '../../stores/modelChoice';
import type { ModelRecord } from '../../stores/models';
import { setForm } from '../../stores/trainForm/trainForm';
import { dismissTraining, type TrainingAdvice } from '../../stores/training';
import { createDecisionFacts, named, qualityFacts } from '../Models/figures';
import { LabelFigures } from '../Models/LabelFigures';
import { NextStep } from './NextStep';
import { OtherModels } from './OtherModels';

/** The result of a training: a sentence first, then the numbers, then warnings and what to do next. */
export function TrainingResult(props: {
  model: ModelRecord;
  existed: boolean;
  seconds: number;
  /** Comments held out that are copies of others but for links, names and numbers; null: not counted. */
  similarHeldOut: number | null;
  /** What the comments held out say about what to do next; null without a hold-out. */
  advice: TrainingAdvice | null;
}) {
  const words = () => trainWords().result;
  const navigate = useNavigate();
  const manifest = () => props.model.manifest;
  const metrics = (): HoldOutMetrics | null => manifest().metrics?.[0] ?? null;
  const keepSimilarTogether = () => {
    setForm((form) => ({ ...form, validation: { ...form.validation, groupSimilar: true } }));
    dismissTraining();
  };
  const tryIt = () => {
    pinModel(props.model);
    navigate('/');
  };
  return (
    <Sheet class="result">
      <div class="stack" role="status">
        <div>
          <h2>{words().title(props.model.name)}</h2>
          <p class="quiet">
            {props.existed ? words().existed(props.model.name) : words().took(props.seconds, manifest().rows)}
          </p>
        </div>
        <Show when={metrics()} fallback={<p>{words().unchecked}</p>}>
          {(measured) => (
            <div>
              <Show when={manifest().labels.length > 1}>
                <p class="quiet">{manifest().labels[0]}</p>
              </Show>
              <p class="finding">{finding(measured())}</p>
              <p class="quiet">{words().basis(measured().rows, measured().positives)}</p>
            </div>
          )}
        </Show>
        <Show when={props.advice}>{(advice) => <OtherModels metrics={metrics()} advice={advice()} />}</Show>
        <LabelFigures model={props.model} />
        <Show when={props.similarHeldOut}>
          {(similar) => (
            <Notice kind="warn" actions={<Button onClick={keepSimilarTogether}>{words().keepTogether}</Button>}>
              {words().similar(similar(), metrics()?.rows ?? similar())}
            </Notice>
          )}
        </Show>
        <For each={manifest().warnings}>
          {(warning) => (
            <Notice kind="warn">{named(trainWords().warnings[warning], warnedLabels(manifest(), warning))}</Notice>
          )}
        </For>
        <NextStep model={props.model} advice={props.advice} />
        <div class="row">
          <Button kind="main" onClick={tryIt}>
            {words().tryIt}
          </Button>
          <A class="btn" href="/models">
            {words().see}
          </A>
        </div>
        <Show when={metrics()}>
          {(measured) => (
            <details class="more">
              <summary>{words().numbers}</summary>
              <Numbers metrics={measured()} model={props.model} />
            </details>
          )}
        </Show>
      </div>
    </Sheet>
  );
}

function finding({ recall, precision }: HoldOutMetrics): string {
  const words = trainWords().result;
  if (precision === null || recall === null) return words.flagsNone;
  return words.sentence(words.catches(recall), words.wrong(precision));
}

function Numbers(props: { metrics: HoldOutMetrics; model: ModelRecord }) {
  const words = () => trainWords().result;
  const decision = createDecisionFacts(() => props.model);
  const table = () => props.metrics.confusion;
  return (
    <div class="two numbers">
      <DefinitionList
        items={[
          ...qualityFacts(props.metrics),
          ...decision(),
          [words().terms, format().number(props.model.manifest.features.reduce((sum, terms) => sum + terms, 0))],
          [words().size, format().bytes(props.model.bytes)],
        ]}
      />
      <table class="table confusion">
        <caption>{words().confusion}</caption>
        <thead>
          <tr>
            <th scope="col">{words().people}</th>
            <th scope="col" class="num">
              {words().predictedToxic}
            </th>
            <th scope="col" class="num">
              {words().predictedOther}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <ClassMark kind="toxic" />
            </th>
            <td class="num right">{format().number(table().tp)}</td>
            <td class="num">{format().number(table().fn)}</td>
          </tr>
          <tr>
            <th scope="row">
              <ClassMark kind="other" />
            </th>
            <td class="num">{format().number(table().fp)}</td>
            <td class="num right">{format().number(table().tn)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
