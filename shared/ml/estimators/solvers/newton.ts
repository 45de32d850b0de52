import { CodedError } from '../../../base/errors';
import { withProgress } from '../../../runtime/mapSteps';
import {
  addScaled,
  createLocalWork,
  differentiateLine,
  dot,
  type Evaluation,
  type LineVectors,
  type NewtonWork,
  type RidgeObjective,
} from './newtonWork';
import { createSharedWork, type FitHelpers, sharesWork } from './sharedWork';

/*
 * Newton's method with conjugate gradients, for
 *
 *   f(w, b) = ½‖w‖² + ρ/2 · b² + Σ ℓ_i(w · x_i + b),      ρ = 1 (bias regularised) or 0 (free)
 *
 * A step s solves ∇²f s = −∇f by conjugate gradients, preconditioned by the Hessian's diagonal and cut off when the
 * quadratic model falls by less in an iteration than half of its average so far (Nash and Sofer 1990; Hsia, Chiang, Lin
 * 2018). The norm of the residual says less: the bias, which every row moves, outweighs all else in it (with
 * c = 100 on 1.4 M word n-grams, cutting by the norm took twelve times the iterations). Only products Xᵀ D X d are formed
 * (Lin, Weng, Keerthi 2008). As Xs is then known, f along s costs O(rows): the step's length is the root of its convex
 * derivative, found by Newton's method within a bracket. Derivatives decide, not values of f: near the optimum the
 * values agree to the last bit long before the weights do.
 *
 * Stop: ‖∇f(w)‖ ≤ target; or the iterations are used up; or float64 has no better point (the step promises less
 * than a rounding of f, and the last one did not halve the gradient).
 */

export interface NewtonOutcome {
  readonly converged: boolean;
  readonly iterations: number;
}

/** A gradient that float64 cannot reduce counts as an optimum if it is this small relative to the one at 0. */
const EXHAUSTED_AT = 1e-6;

/**
 * Minimises f from `w`, in place, where `at` is already evaluated; at the end `at` holds f at the new `w`.
 *
 * @param scale ‖∇f(0)‖, which gradients are compared with.
 * @param helpers threads that take a share of the work where that pays; the numbers do not depend on them.
 * @throws CodedError `number-not-finite`; `worker-failed`.
 */
export function* minimiseByNewton(
  objective: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
  target: number,
  scale: number,
  maxIter: number,
  helpers: FitHelpers | null = null,
): Generator<number, NewtonOutcome, undefined> {
  if (at.gradientNorm <= target) return { converged: true, iterations: 0 };
  if (maxIter <= 0) return { converged: false, iterations: 0 };
  yield 0;
  const work = createWork(objective, w, at, helpers);
  try {
    yield* withProgress(0, work.prepare());
    return yield* iterate(objective, w, at, work, { target, scale, maxIter });
  } finally {
    work.end();
  }
}

/** Shared with `helpers` where that pays and memory for it can be had. */
function createWork(
  objective: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
  helpers: FitHelpers | null,
): NewtonWork {
  if (sharesWork(objective.design, helpers)) {
    try {
      return createSharedWork(objective, w, at, helpers);
    } catch (error) {
      if (!(error instanceof CodedError && error.code === 'too-many-terms')) throw error;
    }
  }
  return createLocalWork(objective, w, at);
}

function* iterate(
  objective: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
  work: NewtonWork,
  { target, scale, maxIter }: { readonly target: number; readonly scale: number; readonly maxIter: number },
): Generator<number, NewtonOutcome, undefined> {
  const { step, stepZ } = work.vectors;
  let lastNorm = at.gradientNorm;
  for (let iteration = 0; ; iteration++) {
    yield iteration;
    if (at.gradientNorm <= target) return { converged: true, iterations: iteration };
    if (iteration >= maxIter) return { converged: false, iterations: iteration };
    const least = at.gradientNorm > NEAR * scale ? LEAST_GAIN : LEAST_GAIN_NEAR;
    yield* withProgress(iteration, solveNewtonStep(work, 0.25 * target, least));
    const descent = -dot(at.gradient, step);
    const exhausted = descent <= Math.abs(at.value) * 2 ** -52 && iteration > 0 && at.gradientNorm > 0.5 * lastNorm;
    if (exhausted || !(descent > 0)) {
      return { converged: at.gradientNorm <= EXHAUSTED_AT * scale, iterations: iteration };
    }
    lastNorm = at.gradientNorm;
    const length = yield* withProgress(iteration, findStepLength(objective, w, work, descent));
    addScaled(w, length, step);
    addScaled(at.z, length, stepZ);
    yield* withProgress(iteration, work.evaluate());
  }
}

/** More steps than this have never paid: a new Hessian does. */
const CG_LIMIT = 250;

/**
 * An iteration that gains less than this share of what the average one gained is the last: far from the optimum and
 * near it, where a good step leaves next to nothing.
 */
const LEAST_GAIN = 0.5;
const LEAST_GAIN_NEAR = 0.01;
/** The share of the gradient at 0 that is near. */
const NEAR = 1e-6;

/**
 * Solves ∇²f · step = −∇f until an iteration gains less than the share `least` of what the average one did, or the
 * residual's norm is at most `enough`. The rows' own coordinates are eliminated: they are exact at every point, and
 * what is left is far better conditioned where c is large (a row's curvature 2c shrinks to less than 1 / t²).
 */
function* solveNewtonStep(work: NewtonWork, enough: number, least: number): Generator<void, void, undefined> {
  const { shared, residual, direction, product, diagonal, stepZ } = work.vectors;
  yield* work.begin();
  shared.fill(0);
  stepZ.fill(0);
  let energy = 0; // residual · M⁻¹ residual
  let gained = 0; // twice what the quadratic model has fallen by
  for (let j = 0; j < residual.length; j++) {
    direction[j] = diagonal[j] > 0 ? residual[j] / diagonal[j] : residual[j];
    energy += residual[j] * direction[j];
  }
  for (let iteration = 0; iteration < CG_LIMIT; iteration++) {
    yield* work.multiply();
    const bend = dot(direction, product);
    if (!(bend > 0)) break; // no curvature left to use, by rounding alone
    const length = energy / bend;
    yield* work.move(length);
    const gain = length * energy;
    gained += gain;
    if ((iteration + 1) * gain <= least * gained) break;
    const next = work.precondition();
    if (next.squares <= enough * enough) break;
    yield* work.turn(next.energy / energy);
    energy = next.energy;
  }
  yield* work.complete();
}

/** The length at which f stops falling along the step: a root of its derivative, to a tenth of the slope at 0. */
function* findStepLength(
  { biasRidge }: RidgeObjective,
  w: Float64Array,
  { vectors, differentiate }: NewtonWork,
  descent: number,
): Generator<void, number, undefined> {
  const { step } = vectors;
  const last = step.length - 1;
  const line: Line = {
    vectors,
    differentiate,
    ridgeSlope: dot(w, step) - (1 - biasRidge) * w[last] * step[last],
    ridgeCurvature: dot(step, step) - (1 - biasRidge) * step[last] * step[last],
  };
  return yield* findLineMinimum(line, 1, 0, 0.1 * descent);
}

/**
 * Moves the bias, in `w` and in the decisions `at.z` (which must be those of `w`), to where f is least with the weights
 * as they are. Costs O(rows) where a step of Newton's method costs several passes over the matrix, and after coordinate
 * descent the bias is nearly all that is amiss: every row moves it, so it is never quite settled while they are
 * visited.
 *
 * @param enough the derivative by the bias that will do.
 */
export function* settleBias(
  { design, rows, biasRidge }: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
  enough: number,
): Generator<void, void, undefined> {
  const count = design.rows;
  const vectors: LineVectors = {
    stepZ: new Float64Array(count).fill(1),
    lineZ: new Float64Array(count),
    lineSlope: at.slope,
    lineCurvature: at.curvature,
  };
  const line: Line = {
    vectors,
    differentiate: (length) => differentiateLine(rows, at.z, vectors, length),
    ridgeSlope: biasRidge * w[w.length - 1],
    ridgeCurvature: biasRidge,
  };
  const move = yield* findLineMinimum(line, 0, Number.NEGATIVE_INFINITY, enough);
  w[w.length - 1] += move;
  for (let row = 0; row < count; row++) at.z[row] += move;
}

/** f on the line w + length · step: its ridge is a parabola, its losses follow from z + length · stepZ. */
interface Line {
  readonly vectors: LineVectors;
  /** Writes the derivatives of the losses at a length into `vectors`. */
  differentiate(length: number): Generator<void, void, undefined>;
  /** The derivatives of the ridge at length 0. */
  readonly ridgeSlope: number;
  readonly ridgeCurvature: number;
}

const LINE_TRIES = 40;

/**
 * The length at which the derivative of f along the line is at most `enough` either way, from `length` on. The
 * derivative rises, so Newton's method is kept within a bracket of points known to be left (`low`) and right of the
 * root, and within a stride where the bracket is open.
 */
function* findLineMinimum(
  { vectors, differentiate, ridgeSlope, ridgeCurvature }: Line,
  length: number,
  low: number,
  enough: number,
): Generator<void, number, undefined> {
  const { stepZ, lineSlope, lineCurvature } = vectors;
  let high = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < LINE_TRIES; attempt++) {
    let first = ridgeSlope + length * ridgeCurvature;
    let second = ridgeCurvature;
    yield* differentiate(length);
    for (let row = 0; row < stepZ.length; row++) {
      first += lineSlope[row] * stepZ[row];
      second += lineCurvature[row] * stepZ[row] * stepZ[row];
    }
    if (Math.abs(first) <= enough) break;
    if (first > 0) high = length;
    else low = length;
    const stride = 2 * Math.max(1, Math.abs(length));
    let next = length - Math.min(Math.max(first / second, -stride), stride); // NaN where f is flat
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (!Number.isFinite(next) || next === length) break;
    length = next;
  }
  return length;
}
