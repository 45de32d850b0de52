import type { EstimatorSettings } from '../../api/pipelineSpec';
import { log } from '../elementary';
import { sumFeatures } from './featureSums';
import { closedFormFit, type EstimatorProblem, type EstimatorSteps, summariseRows, underProgress } from './problem';

/** Below this, smoothing is raised to it, as scikit-learn does: log 0 would poison every score. */
export const LEAST_ALPHA = 1e-10;

/**
 * Multinomial naive Bayes (Manning, Raghavan, Schütze 2008, ch. 13):
 *
 *   P(feature j | class) = (N_cj + alpha) / (N_c + alpha · features),   N_cj = Σ s_i x_ij over the rows of the class
 *   decision(x) = Σ_j x_j (log P(j | 1) − log P(j | 0)) + log P(1) − log P(0)
 *
 * The difference of the joint log-likelihoods, so σ(decision) is scikit-learn's predict_proba. Class priors are the
 * shares of the rows' weights; without `fitPrior` they are equal. s_i is the row's weight × its class's, and alpha at
 * least 1e-10.
 *
 * @throws CodedError as summariseRows and sumFeatures do.
 */
export function* fitMultinomialNb(problem: EstimatorProblem, settings: EstimatorSettings): EstimatorSteps {
  const { matrix, target } = problem;
  const { weight } = summariseRows(problem, settings);
  const sums = yield* underProgress(sumFeatures(matrix, target, weight));
  const alpha = Math.max(settings.alpha, LEAST_ALPHA);
  let negativeTotal = 0;
  let positiveTotal = 0;
  for (let column = 0; column < matrix.columns; column++) {
    negativeTotal += sums.negative[column] + alpha;
    positiveTotal += sums.positive[column] + alpha;
  }
  const totals = log(positiveTotal) - log(negativeTotal);
  const weights = new Float64Array(matrix.columns);
  for (let column = 0; column < weights.length; column++) {
    weights[column] = log(sums.positive[column] + alpha) - log(sums.negative[column] + alpha) - totals;
  }
  const bias = settings.fitPrior ? log(sums.positiveWeight) - log(sums.negativeWeight) : 0;
  return closedFormFit(weights, bias);
}
