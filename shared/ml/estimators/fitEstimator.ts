import type { EstimatorKind } from '../../spec/estimators';
import type { EstimatorSettings } from '../../spec/pipelineSpec';
import { fitComplementNb } from './bayes/complementNb';
import { fitMultinomialNb } from './bayes/multinomialNb';
import { fitLinearSvc } from './linearSvc';
import { fitLogisticRegression } from './logisticRegression';
import { fitNbLinearSvc } from './nbLinearSvc';
import { fitNbLogisticRegression } from './nbLogisticRegression';
import type { EstimatorProblem, EstimatorStart, EstimatorSteps } from './problem';
import type { FitHelpers } from './solvers/sharedWork';
import { fitSurfaceLogisticRegression } from './surfaceModel';

type Fit = (
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  start?: EstimatorStart,
  helpers?: FitHelpers | null,
) => EstimatorSteps;

/** What fits each estimator of spec/estimators.ts. */
const FITS: Readonly<Record<EstimatorKind, Fit>> = {
  logisticRegression: fitLogisticRegression,
  linearSvc: fitLinearSvc,
  multinomialNb: fitMultinomialNb,
  complementNb: fitComplementNb,
  nbLogisticRegression: fitNbLogisticRegression,
  nbLinearSvc: fitNbLinearSvc,
  surfaceLogisticRegression: fitSurfaceLogisticRegression,
};

/**
 * Fits the estimator that `settings.kind` names.
 *
 * The same problem and settings return the same bits on every engine. Steps are a few milliseconds long, however large
 * the problem. (surfaceModel.ts, which is a library's, all but keeps the first of these and not the second.)
 *
 * @param start where an iterative fit begins: the weights of a near problem, such as the last c of a path. The optimum
 *   is the same, to the tolerance; fits in closed form ignore it.
 * @param helpers threads that take a share of a long fit.
 * @throws CodedError `training-one-class`, `training-too-few-rows`, `number-not-finite`, `shape-mismatch`,
 *   `argument-invalid`, `worker-failed`.
 */
export function fitEstimator(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  start?: EstimatorStart,
  helpers: FitHelpers | null = null,
): EstimatorSteps {
  return FITS[settings.kind](problem, settings, start, helpers);
}
