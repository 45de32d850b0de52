import { Show } from 'solid-js';
import { type EstimatorSetting, estimatorOf } from '#shared/spec/estimators';
import { ClassMark } from '../../components/ClassMark';
import { DefinitionList } from '../../components/DefinitionList';
import { format, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import { Behaviour } from './Behaviour';
import { DefaultCard } from './DefaultCard';
import { featureText } from './describe';
import { createDecisionFacts, type Fact, qualityFacts } from './figures';
import { HeaviestTerms } from './HeaviestTerms';
import { LabelFigures } from './LabelFigures';
import { MeasureOn } from './MeasureOn';
import { Notes } from './Notes';

/** All metadata of a model file. */
export function ModelDetails(props: { model: ModelRecord }) {
  const words = () => t().models.details;
  const manifest = () => props.model.manifest;
  const metrics = () => manifest().metrics?.[0];
  const decision = createDecisionFacts(() => props.model);

  const recipe = (): Fact[] => {
    const { spec, features, rows, positives } = manifest();
    const { estimator, validation } = spec;
    const { settings } = estimatorOf(estimator.kind);
    const facts: Record<EstimatorSetting, Fact | null> = {
      alpha: [words().alpha, String(estimator.alpha)],
      c: [words().strength, String(estimator.c)],
      classWeight: [words().classWeight, estimator.classWeight],
      tol: [words().tol, String(estimator.tol)],
      maxIter: [words().maxIter, format().number(estimator.maxIter)],
      beta: null,
      fitPrior: null,
    };
    return [
      [words().estimator, t().models.kinds[estimator.kind]],
      ...settings.map((setting) => facts[setting]).filter((fact) => fact !== null),
      [
        words().features,
        <ul>
          {spec.features.map((settings, block) => (
            <li>
              {words().block(settings.kind, featureText(settings))} ·{' '}
              {words()[settings.kind === 'hashing' ? 'columns' : 'terms'](features[block] ?? 0)}
            </li>
          ))}
        </ul>,
      ],
      ...compacting(),
      ...decision(),
      [words().rows, rows === 0 ? t().models.list.unknownRows : format().number(rows)],
      ...(rows === 0
        ? []
        : [[words().positives, words().share(positives[0] ?? 0, (positives[0] ?? 0) / rows)] as const]),
      [words().heldOutShare, format().percent(validation.testSize)],
      [words().seed, String(validation.seed)],
    ];
  };

  /** What it was made from, and what compaction cost. */
  const compacting = (): Fact[] => {
    const { whole, features, metrics: held } = manifest();
    if (!whole) return [];
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    const before = whole.rocAuc?.[0] ?? null;
    const after = held?.[0]?.rocAuc ?? null;
    const terms = words().compacted(sum(features), sum(whole.features));
    return [[words().compact, before === null || after === null ? terms : `${terms}; ${words().cost(before, after)}`]];
  };

  const identity = (): Fact[] => [
    [
      words().id,
      <>
        <code class="long">{props.model.id}</code>
        <br />
        <span class="quiet">{words().idHelp}</span>
      </>,
    ],
    ...(manifest().fingerprint === ''
      ? []
      : [[words().data, <code class="long">{manifest().fingerprint}</code>] as const]),
    ...(manifest().licence === '' ? [] : [[words().licence, manifest().licence] as const]),
    ...(manifest().note === '' ? [] : [[words().note, manifest().note] as const]),
    ...(props.model.shipped ? [] : [[words().created, format().dateTime(props.model.createdAt)] as const]),
    [words().size, format().bytes(props.model.bytes)],
  ];

  return (
    <div class="stack wide model-details">
      <Show when={props.model.shipped}>{(shipped) => <DefaultCard model={shipped()} />}</Show>
      <Show when={metrics()}>
        {(known) => (
          <section class="stack tight">
            <h3>
              {words().quality}
              <Show when={manifest().labels.length > 1}>: {manifest().labels[0]}</Show>
            </h3>
            <p>{words().flags(known().confusion.tp + known().confusion.fp, known().rows)}</p>
            <ul class="confusion">
              <li>
                <ClassMark kind="toxic">{words().tp(known().confusion.tp)}</ClassMark>
              </li>
              <li>
                <ClassMark kind="other">{words().fp(known().confusion.fp)}</ClassMark>
              </li>
              <li>
                <ClassMark kind="toxic">{words().fn(known().confusion.fn)}</ClassMark>
              </li>
              <li>
                <ClassMark kind="other">{words().tn(known().confusion.tn)}</ClassMark>
              </li>
            </ul>
            <Show when={manifest().spec.validation.prevalence}>
              {(share) => <p class="quiet">{words().weighedFigures(share())}</p>}
            </Show>
            <DefinitionList items={qualityFacts(known())} />
            <LabelFigures model={props.model} />
          </section>
        )}
      </Show>
      <Show when={!props.model.shipped}>
        <Notes model={props.model} />
        <Limits model={props.model} />
      </Show>
      <MeasureOn model={props.model} />
      <Behaviour model={props.model} />
      <HeaviestTerms model={props.model} />
      <section class="stack tight">
        <h3>{words().recipe}</h3>
        <DefinitionList items={recipe()} />
        <details>
          <summary class="quiet">{words().json}</summary>
          <pre class="code">{JSON.stringify(manifest().spec, null, 2)}</pre>
        </details>
      </section>
      <section class="stack tight">
        <h3>{words().identity}</h3>
        <DefinitionList items={identity()} />
      </section>
    </div>
  );
}

/** Fewer comments than this are reported as few. */
const FEW_ROWS = 2000;

/** What a model of one's own is for, from what is known of it. */
function Limits(props: { model: ModelRecord }) {
  const words = () => t().models.details.limits;
  const manifest = () => props.model.manifest;
  return (
    <section class="stack tight">
      <h3>{words().title}</h3>
      <ul class="plain">
        <li>
          {manifest().rows === 0 ? words().unknown : words().learnt(manifest().rows, props.model.datasetName)}
          <Show when={manifest().rows > 0 && manifest().rows < FEW_ROWS}> {words().few}</Show>
        </li>
        <Show when={manifest().metrics === null && manifest().rows > 0}>
          <li>{words().notMeasured}</li>
        </Show>
        <li>{words().alone}</li>
      </ul>
    </section>
  );
}
