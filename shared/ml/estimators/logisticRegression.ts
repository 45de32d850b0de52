import type { EstimatorSettings } from '../../spec/pipelineSpec';
import { fitMargin } from './fitMargin';
import type { EstimatorProblem, EstimatorStart, EstimatorSteps } from './problem';
import type { FitHelpers } from './solvers/sharedWork';

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
  helpers: FitHelpers | null = null,
): EstimatorSteps {
  return fitMargin(problem, settings, { loss: 'logistic', biasRidge: 0, link: 'logit' }, start, null, helpers);
}
