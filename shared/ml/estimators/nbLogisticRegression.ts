import type { EstimatorSettings } from '../../spec/pipelineSpec';
import { fitNbScaled } from './bayes/nbScale';
import type { EstimatorProblem, EstimatorStart, EstimatorSteps } from './problem';
import type { FitHelpers } from './solvers/sharedWork';

/**
 * Logistic regression on features weighted by naive Bayes (after Wang and Manning 2012, who use an SVM and binary
 * features):
 *
 *   minimise  ½‖v‖² + C Σ s_i log(1 + e^(−y_i (v · (x_i ∘ k) + b))),   then   w = v ∘ k
 *
 * `fitNbScaled` defines k.
 *
 * @throws CodedError as fitMargin and sumFeatures do.
 */
export function fitNbLogisticRegression(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  start?: EstimatorStart,
  helpers: FitHelpers | null = null,
): EstimatorSteps {
  return fitNbScaled(problem, settings, { loss: 'logistic', biasRidge: 0, link: 'logit' }, start, helpers);
}
