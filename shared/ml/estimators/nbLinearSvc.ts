import type { EstimatorSettings } from '../../spec/pipelineSpec';
import { fitNbScaled } from './bayes/nbScale';
import type { EstimatorProblem, EstimatorStart, EstimatorSteps } from './problem';
import type { FitHelpers } from './solvers/sharedWork';

/**
 * Linear support vector classifier on features weighted by naive Bayes, the NB-SVM of Wang and Manning (2012):
 *
 *   minimise  ½(‖v‖² + b²) + C Σ s_i max(0, 1 − y_i (v · (x_i ∘ k) + b))²,   then   w = v ∘ k
 *
 * `fitNbScaled` defines k.
 *
 * @throws CodedError as fitMargin and sumFeatures do.
 */
export function fitNbLinearSvc(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  start?: EstimatorStart,
  helpers: FitHelpers | null = null,
): EstimatorSteps {
  return fitNbScaled(problem, settings, { loss: 'squaredHinge', biasRidge: 1, link: 'margin' }, start, helpers);
}
