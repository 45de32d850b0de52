import { t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';

type Manifest = ModelRecord['manifest'];

/** The name of a model: the one a person chose; for one that comes with the app, its language and kind. */
export function modelName({ name, shipped, manifest }: Pick<ModelRecord, 'name' | 'shipped' | 'manifest'>): string {
  if (!shipped) return name;
  const { language, recommended } = shipped;
  return t().models.defaultName(language, recommended ? null : t().models.kinds[manifest.spec.estimator.kind]);
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
