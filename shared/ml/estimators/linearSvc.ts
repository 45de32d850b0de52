import type { EstimatorSettings } from '../../spec/pipelineSpec';
import { fitMargin } from './fitMargin';
import type { EstimatorProblem, EstimatorStart, EstimatorSteps } from './problem';
import type { FitHelpers } from './solvers/sharedWork';

/**
 * Linear support vector classifier with the squared hinge, the bias regularised as the weight of a constant feature 1:
 *
 *   minimise  ½(‖w‖² + b²) + C Σ s_i max(0, 1 − y_i (w · x_i + b))²
 *
 * LIBLINEAR's L2-regularised L2-loss SVC (Fan et al. 2008) and scikit-learn's LinearSVC with intercept_scaling 1. s_i
 * is
 * the row's weight × its class's. See `fitMargin` for the solver, its stopping rule and its errors.
 */
export function fitLinearSvc(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  start?: EstimatorStart,
  helpers: FitHelpers | null = null,
): EstimatorSteps {
  return fitMargin(problem, settings, { loss: 'squaredHinge', biasRidge: 1, link: 'margin' }, start, null, helpers);
}
