import { log } from '../../../base/elementary';
import type { EstimatorSettings } from '../../../spec/pipelineSpec';
import { closedFormFit, type EstimatorProblem, type EstimatorSteps, summariseRows } from '../problem';
import { logCountRatio } from './logCountRatio';

/**
 * Multinomial naive Bayes (Manning, Raghavan, Schütze 2008, ch. 13):
 *
 *   decision(x) = Σ_j x_j r_j + log P(1) − log P(0)
 *
 * r_j is the log-count ratio. This is the difference of the joint log-likelihoods, so σ(decision) is scikit-learn's
 * predict_proba. The priors are the classes' shares of the rows' weights, or equal without `fitPrior`.
 *
 * @throws CodedError as summariseRows and sumFeatures do.
 */
export function* fitMultinomialNb(problem: EstimatorProblem, settings: EstimatorSettings): EstimatorSteps {
  const { ratio, sums } = yield* logCountRatio(problem, summariseRows(problem, settings), settings);
  return closedFormFit(ratio, settings.fitPrior ? log(sums.positiveWeight) - log(sums.negativeWeight) : 0);
}
