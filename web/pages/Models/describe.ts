import { createMemo, createRoot } from 'solid-js';
import { estimatorOf } from '#shared/spec/estimators';
import type { Option } from '../../components/Field';
import { format, language, t } from '../../i18n';
import { everyModel } from '../../stores/modelChoice';
import type { ModelRecord } from '../../stores/models';
import { distinctNames } from './distinctNames';

type Manifest = ModelRecord['manifest'];

/** The name of a model: the one a person chose; for one that comes with the app, its language and kind. */
function baseName({ name, shipped, manifest }: ModelRecord): string {
  if (!shipped) return name;
  const { language, recommended } = shipped;
  return t().models.defaultName(language, recommended ? null : t().models.kinds[manifest.spec.estimator.kind]);
}

type Aspect = (model: ModelRecord) => string;

/** What models of one name may differ in, the most telling first. */
const ASPECTS: readonly Aspect[] = [
  ({ manifest }) => words().features(manifest.spec.features.map(featureText)),
  ({ manifest }) => words().kind(t().models.kinds[manifest.spec.estimator.kind]),
  ({ manifest }) => (manifest.spec.text.normalize === 'none' ? '' : words().normalize),
  ({ manifest: { spec } }) => (spec.text.tokens === 'plain' ? '' : words().tokens[spec.text.tokens]),
  ({ manifest }) => settingsText(manifest),
  ({ manifest }) => (manifest.spec.calibration === 'none' ? '' : words().calibrated),
  ({ manifest }) => (manifest.spec.text.stopWords === 'none' ? '' : words().stopWords),
  ({ datasetName }) => datasetName ?? '',
  ({ manifest }) => words().rows(manifest.rows),
  ({ manifest }) => t().models.details.terms(manifest.features.reduce((sum, terms) => sum + terms, 0)),
  ({ manifest }) => words().seed(manifest.spec.validation.seed),
  ({ createdAt }) => format().dateTime(createdAt),
];

const words = () => t().models.list.aspects;

function settingsText({ spec: { estimator } }: Manifest): string {
  const { settings } = estimatorOf(estimator.kind);
  return [
    settings.includes('c') ? `C ${short(estimator.c)}` : '',
    settings.includes('alpha') ? `alpha ${short(estimator.alpha)}` : '',
    estimator.classWeight === 'balanced' ? words().balanced : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** A setting with the digits that it needs. */
const short = (value: number) => new Intl.NumberFormat(language(), { maximumSignificantDigits: 4 }).format(value);

/** The names of all models that are here, each different from the others. */
const names = createRoot(() =>
  createMemo(() =>
    distinctNames(
      everyModel().map((model) => ({ ...model, name: baseName(model) })),
      ASPECTS,
    ),
  ),
);

/** The name of a model, with what tells it apart from others that are called the same. */
export function modelName(model: ModelRecord): string {
  return names().get(model.id) ?? baseName(model);
}

/** The main figure of a model, F1 of its first label on comments it had not seen; null if it was not measured. */
export function mainFigure({ manifest, shipped }: ModelRecord): number | null {
  return (shipped ? shipped.figures[0]?.f1 : manifest.metrics?.[0]?.f1) ?? null;
}

/**
 * Bytes of a term's record and of the hash table around it (shared/ml/scoring/termTable.ts), which is at most half
 * full.
 */
const BYTES_PER_TERM = 32;

/** About how many bytes a model takes in memory: its file, and the tables over its terms. */
export function memoryOf({ bytes, manifest: { features, spec } }: ModelRecord): number {
  const terms = features.filter((_, block) => spec.features[block].kind !== 'hashing');
  return bytes + BYTES_PER_TERM * terms.reduce((sum, count) => sum + count, 0);
}

/** A model as a choice of a list: under the heading of its kind, with its main figure. */
export function modelChoice<Value extends string>(model: ModelRecord, value: Value): Option<Value> {
  const figure = mainFigure(model);
  return {
    value,
    label: figure === null ? modelName(model) : `${modelName(model)} · ${t().models.list.figure(figure)}`,
    group: model.shipped ? t().models.list.shipped : t().models.list.mine,
  };
}

/** What a model is, in words: "Logistic regression on words and word pairs". */
export function kindText({ spec }: Manifest): string {
  return t().models.on(t().models.kinds[spec.estimator.kind], spec.features.map(featureText));
}

/** What a feature block reads, as text. */
export function featureText({ kind, analyzer, ngramRange: [min, max] }: Manifest['spec']['features'][number]): string {
  return kind === 'surface' ? t().models.surface : t().models.analyzers[analyzer](min, max);
}

/** How good it was on rows it had not seen, as a sentence. */
export function qualityText({ manifest: { metrics }, shipped }: Pick<ModelRecord, 'manifest' | 'shipped'>): string {
  const usual = shipped?.thresholds.default;
  if (usual && usual.precision !== null && usual.recall !== null) {
    return t().models.shipped.flags(usual.precision, usual.recall);
  }
  const first = metrics?.[0];
  if (first === undefined) return t().models.notMeasured;
  const { precision, recall } = first;
  const quality =
    precision === null || first.confusion.tp === 0
      ? t().models.qualityNothing(recall ?? 0)
      : t().models.quality(precision, recall ?? Number.NaN);
  return `${quality} ${t().models.heldOut(first.rows)}`;
}
