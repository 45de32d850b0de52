import { mapSteps } from '../../runtime/mapSteps';
import type { EstimatorSettings } from '../../spec/pipelineSpec';
import {
  type EstimatorFit,
  type EstimatorProblem,
  type EstimatorProgress,
  type EstimatorStart,
  type EstimatorSteps,
  summariseRows,
  underProgress,
} from './problem';
import { createDualDescent, descendEpoch, primalPoint } from './solvers/dualCoordinateDescent';
import type { MarginLoss } from './solvers/marginLoss';
import { minimiseByNewton, settleBias } from './solvers/newton';
import {
  coordinates,
  createEvaluation,
  decideAll,
  type Evaluation,
  evaluate,
  type RidgeObjective,
} from './solvers/newtonWork';
import { expandWeights, numbersFor, reduceDesign, reduceWeights } from './solvers/reducedDesign';
import { type FitHelpers, wantsSharedMemory } from './solvers/sharedWork';

export interface MarginModel {
  readonly loss: MarginLoss;
  /** 1 if the bias is regularised like a weight, 0 if it is free. */
  readonly biasRidge: 0 | 1;
  readonly link: EstimatorFit['link'];
}

/**
 * Minimises ½‖w‖² + ρ/2 · b² + c Σ s_i ℓ(y_i (w · x_i + b)), s_i the row's weight × its class's.
 *
 * Runs coordinate descent on the dual while it gains quickly, then fits the bias alone; if that is not enough, and for
 * warm starts (whose dual is unknown), Newton's method. All work on the reduced design, and all stop by LIBLINEAR's
 * rule
 *
 *   ‖∇f(w)‖ ≤ tol · max(min(positives, negatives), 1) / rows · ‖∇f(0)‖
 *
 * measured on the whole gradient, so which of them finished shows in nothing but the time. `maxIter` limits epochs and
 * Newton steps together.
 *
 * @param scale shape (columns,), to multiply the columns by, or null; the weights returned are those of the scaled
 *   columns.
 * @param helpers threads that take a share of Newton's method; no bit depends on them.
 */
export function* fitMargin(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  model: MarginModel,
  start: EstimatorStart | undefined,
  scale: Float64Array<ArrayBuffer> | null,
  helpers: FitHelpers | null = null,
): EstimatorSteps {
  const { matrix } = problem;
  const shared = wantsSharedMemory(matrix.indices.length, helpers);
  const { positives, negatives, weight } = summariseRows(problem, settings);
  let progress: EstimatorProgress = { iteration: 0, gradientNorm: Number.POSITIVE_INFINITY, target: 0 };
  const design = yield* underProgress(reduceDesign(matrix, scale, shared), progress);
  const sign = Float64Array.from(design.source, (row) => 2 * problem.target[row] - 1);
  const penalty = Float64Array.from(design.source, (row) => settings.c * weight[row]);
  const objective: RidgeObjective = { design, rows: { loss: model.loss, sign, penalty }, biasRidge: model.biasRidge };
  const at = createEvaluation(design);
  let w = numbersFor(design, coordinates(design));
  yield* underProgress(evaluate(objective, w, at), progress);
  const valueAtZero = at.value;
  const normAtZero = at.gradientNorm;
  const target = (settings.tol * Math.max(Math.min(positives, negatives), 1) * normAtZero) / matrix.rows;
  progress = { iteration: 0, gradientNorm: normAtZero, target };

  let iterations = 0;
  const descent = start === undefined ? createDualDescent(objective) : null;
  if (start) w = reduceWeights(design, start.weights, start.bias);
  const estimates: number[] = [];
  let enough = DUAL_SHARE * target;
  for (let round = 0; round < ROUNDS; round++) {
    if (descent) {
      while (iterations < settings.maxIter && normAtZero > target) {
        const estimate = yield* underProgress(descendEpoch(descent, iterations++), progress);
        progress = { iteration: iterations, gradientNorm: estimate, target };
        estimates.push(estimate);
        if (estimate <= enough || isSlow(estimates, enough)) break;
      }
      if (iterations > 0) w = primalPoint(descent);
    }
    yield* underProgress(decideAll(objective, w, at), progress);
    yield* underProgress(settleBias(objective, w, at, 0.1 * target), progress);
    yield* underProgress(evaluate(objective, w, at), progress);
    const estimate = estimates.at(-1) ?? Number.POSITIVE_INFINITY;
    if (at.gradientNorm <= target || at.gradientNorm > NEAR * target || estimate > enough) break;
    // The estimate fell short, by less than the start of Newton's method costs.
    enough = (DUAL_SHARE_AGAIN * target * estimate) / at.gradientNorm;
  }
  if (at.value > valueAtZero) {
    // Cut off early, or far off its ground (a huge c), the dual's point can be worse than none.
    w.fill(0);
    at.z.fill(0);
    yield* underProgress(evaluate(objective, w, at), progress);
  }

  const newton = minimiseByNewton(objective, w, at, target, normAtZero, settings.maxIter - iterations, helpers);
  const outcome = yield* mapSteps(newton, (iteration) => ({
    iteration: iterations + iteration,
    gradientNorm: at.gradientNorm,
    target,
  }));
  progress = { iteration: iterations + outcome.iterations, gradientNorm: at.gradientNorm, target };
  const weights = yield* underProgress(expandWeights(design, w), progress);
  return fitOf(weights, w, at, target, model, outcome, iterations);
}

function fitOf(
  weights: Float64Array<ArrayBuffer>,
  w: Float64Array,
  at: Evaluation,
  target: number,
  { link }: MarginModel,
  newton: { converged: boolean; iterations: number },
  epochs: number,
): EstimatorFit {
  return {
    weights,
    bias: w[w.length - 1],
    link,
    converged: newton.converged,
    iterations: epochs + newton.iterations,
    objective: at.value,
    gradientNorm: at.gradientNorm,
    gradientTarget: target,
  };
}

/**
 * The descent goes on to this share of the target: its estimate leaves out how rows add up, and a few epochs cost less
 * than the first step of Newton's method.
 */
const DUAL_SHARE = 0.25;

/**
 * Where the whole gradient, once measured, is within NEAR of the target and not there, the descent goes on until its
 * estimate
 * has fallen in proportion, and by this share more: a few epochs, where a step of Newton's method costs as much as ten.
 */
const ROUNDS = 3;
const NEAR = 8;
const DUAL_SHARE_AGAIN = 0.7;

/** Epochs over which the speed of the descent is measured, and how many more it may need at that speed. */
const LOOK_BACK = 4;
const MAX_EPOCHS_LEFT = 40;

/**
 * True if the estimate would need more than MAX_EPOCHS_LEFT epochs to fall below the threshold at its present speed.
 */
function isSlow(estimates: readonly number[], threshold: number): boolean {
  if (estimates.length <= 2 * LOOK_BACK) return false;
  const last = estimates[estimates.length - 1];
  const earlier = estimates[estimates.length - 1 - LOOK_BACK];
  // last · (last / earlier)^(MAX_EPOCHS_LEFT / LOOK_BACK) > threshold, using multiplication only
  let reached = last;
  for (let i = 0; i < MAX_EPOCHS_LEFT / LOOK_BACK; i++) reached *= last / earlier;
  return !(reached <= threshold);
}
