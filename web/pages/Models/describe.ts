import { t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';

type Manifest = ModelRecord['manifest'];

/** What a model is, in words: "Logistic regression on words and runs of up to 2". */
export function kindText({ spec }: Manifest): string {
  return t().models.on(t().models.kinds[spec.estimator.kind], spec.features.map(featureText));
}

/** What a feature block looks at, in words. */
export function featureText({ kind, analyzer, ngramRange: [min, max] }: Manifest['spec']['features'][number]): string {
  return kind === 'surface' ? t().models.surface : t().models.analyzers[analyzer](min, max);
}

/** How good it was on rows it had not seen, in words. */
export function qualityText({ metrics }: Manifest): string {
  const first = metrics?.[0];
  if (first === undefined) return t().models.notMeasured;
  const { precision, recall } = first;
  const quality =
    precision === null || first.confusion.tp === 0
      ? t().models.qualityNothing(recall ?? 0)
      : t().models.quality(precision, recall ?? Number.NaN);
  return `${quality} ${t().models.heldOut(first.rows)}`;
}
