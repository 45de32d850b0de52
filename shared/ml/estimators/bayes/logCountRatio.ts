import { log } from '../../../base/elementary';
import type { EstimatorSettings } from '../../../spec/pipelineSpec';
import { type EstimatorProblem, type EstimatorProgress, type RowSummary, underProgress } from '../problem';
import { type FeatureSums, sumFeatures } from './featureSums';

/** Below this, smoothing is raised to it, as scikit-learn does: log 0 would poison every score. */
const MIN_ALPHA = 1e-10;

export interface LogCountRatio {
  /** Shape (columns,). */
  readonly ratio: Float64Array<ArrayBuffer>;
  readonly sums: FeatureSums;
}

/**
 * The log-count ratio of each feature, the heart of every naive Bayes here:
 *
 *   r_j = log P(j | 1) − log P(j | 0),   P(j | class) = (N_cj + alpha) / Σ_k (N_ck + alpha),
 *
 * N_cj = Σ weight · x_ij over the rows of the class, with the feature values as they come (counts, TF-IDF or binary),
 * and alpha at least 1e-10.
 *
 * @throws CodedError as sumFeatures does.
 */
export function* logCountRatio(
  { matrix, target }: EstimatorProblem,
  { weight }: RowSummary,
  settings: EstimatorSettings,
): Generator<EstimatorProgress, LogCountRatio, undefined> {
  const sums = yield* underProgress(sumFeatures(matrix, target, weight));
  const alpha = Math.max(settings.alpha, MIN_ALPHA);
  let negativeTotal = 0;
  let positiveTotal = 0;
  for (let column = 0; column < matrix.columns; column++) {
    negativeTotal += sums.negative[column] + alpha;
    positiveTotal += sums.positive[column] + alpha;
  }
  const totals = log(positiveTotal) - log(negativeTotal);
  const ratio = new Float64Array(matrix.columns);
  for (let begin = 0; begin < ratio.length; begin += 1 << 17) {
    const end = Math.min(ratio.length, begin + (1 << 17));
    for (let column = begin; column < end; column++) {
      ratio[column] = log(sums.positive[column] + alpha) - log(sums.negative[column] + alpha) - totals;
    }
    yield { iteration: 0, gradientNorm: Number.POSITIVE_INFINITY, target: 0 };
  }
  return { ratio, sums };
}
