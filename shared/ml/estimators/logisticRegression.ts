import type { EstimatorSettings } from '../../spec/pipelineSpec';
import { fitMargin } from './fitMargin';
import type { EstimatorProblem, EstimatorStart, EstimatorSteps } from './problem';

/**
 * Logistic regression, L2-regularised, the bias free:
 *
 *   minimise  ½‖w‖² + C Σ s_i log(1 + e^(−y_i (w · x_i + b)))
 *
 * scikit-learn's default problem. s_i is the row's weight × its class's. See `fitMargin` for the solver, its
 * stops and what it throws.
 */
export function fitLogisticRegression(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  start?: EstimatorStart,
): EstimatorSteps {
  return fitMargin(problem, settings, { loss: 'logistic', biasRidge: 0, link: 'logit' }, start, null);
}
