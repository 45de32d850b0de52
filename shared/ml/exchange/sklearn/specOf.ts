import type { EstimatorKind } from '../../../spec/estimators';
import { type PipelineSpec, type PipelineSpecInput, parsePipelineSpec } from '../../../spec/pipelineSpec';
import type { SklearnFile } from './file';
import { unsupported } from './refusals';
import type { ReadVectorizer } from './vectorizers';

/**
 * The spec that describes what was fitted. Only its text and features decide a score; settings of the fit are filled in
 * where a spec has the same, so that it can be trained again.
 * @throws CodedError `sklearn-unsupported` for vectorizers with different stop words; `spec-invalid`.
 */
export function specOf(file: SklearnFile, vectorizers: readonly ReadVectorizer[], kind: EstimatorKind): PipelineSpec {
  const words = vectorizers.filter(({ settings }) => settings.analyzer === 'word');
  const [first, ...others] = words.map(({ stopWords }) => stopWords);
  const differing = others.findIndex((list) => JSON.stringify(list) !== JSON.stringify(first));
  if (differing >= 0) {
    throw unsupported('params.stop_words', 'lists that differ', 'the same list in every vectorizer of words');
  }
  const { params } = file.classifiers[0];
  const estimator: PipelineSpecInput['estimator'] = {
    kind,
    ...between('c', params.C, Number.MIN_VALUE, 1e6),
    ...between('alpha', params.alpha, 0, 1e6),
    ...between('tol', params.tol, Number.MIN_VALUE, 1),
    ...(Number.isInteger(params.max_iter) ? between('maxIter', params.max_iter, 1, 100_000) : {}),
    ...(typeof params.fit_prior === 'boolean' ? { fitPrior: params.fit_prior } : {}),
    ...(params.class_weight === 'balanced' ? { classWeight: 'balanced' as const } : {}),
  };
  return parsePipelineSpec({
    text: { stopWords: first ?? 'none' },
    features: vectorizers.map(({ settings }) => settings),
    estimator,
  });
}

function between<Key extends string>(key: Key, value: unknown, min: number, max: number): { [K in Key]?: number } {
  const known = typeof value === 'number' && value >= min && value <= max;
  return (known ? { [key]: value } : {}) as { [K in Key]?: number };
}
