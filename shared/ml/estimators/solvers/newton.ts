import { CodedError } from '../../../base/errors';
import { withProgress } from '../../../runtime/mapSteps';
import { blockEnd } from '../problem';
import {
  accumulateDiagonal,
  accumulateGradient,
  accumulateHessianProduct,
  accumulateOwn,
  completeStep,
  decide,
} from './designKernels';
import { differentiateLoss, type LossRows } from './marginLoss';
import type { ReducedDesign } from './reducedDesign';

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

/** f as a function of a vector in the layout of the design: weights of columns, of rows, the bias. */
export interface RidgeObjective {
  readonly design: ReducedDesign;
  readonly rows: LossRows;
  /** ρ. */
  readonly biasRidge: 0 | 1;
}

/** f at one point, with what its derivatives there need. The arrays are overwritten by the next evaluation. */
export interface Evaluation {
  value: number;
  gradientNorm: number;
  readonly z: Float64Array<ArrayBuffer>;
  readonly slope: Float64Array<ArrayBuffer>;
  readonly curvature: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
}

/** The length of the vectors of `design`. */
export function coordinates(design: ReducedDesign): number {
  return design.columns + design.rows + 1;
}

/** Buffers for the evaluations of one fit. */
export function createEvaluation(design: ReducedDesign): Evaluation {
  const size = coordinates(design);
  return {
    value: Number.NaN,
    gradientNorm: Number.NaN,
    z: new Float64Array(design.rows),
    slope: new Float64Array(design.rows),
    curvature: new Float64Array(design.rows),
    gradient: new Float64Array(size),
  };
}

/** Writes the decisions at `w` into `at.z`. */
export function* decideAll(
  { design }: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
): Generator<void, void, undefined> {
  for (let begin = 0; begin < design.rows; ) {
    const end = blockEnd(design.indptr, begin);
    decide(design, w, at.z, begin, end);
    begin = end;
    yield;
  }
}

/**
 * Evaluates f at `w` into `at`, whose `z` must hold the decisions there.
 * @throws CodedError `number-not-finite` if f or its gradient is not.
 */
export function* evaluate(
  { design, rows, biasRidge }: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
): Generator<void, void, undefined> {
  const { z, slope, curvature, gradient } = at;
  const last = w.length - 1;
  gradient.set(w);
  gradient[last] = biasRidge * w[last];
  let value = 0.5 * (dot(w, w) - (1 - biasRidge) * w[last] * w[last]);
  for (let begin = 0; begin < design.rows; ) {
    const end = blockEnd(design.indptr, begin);
    value += differentiateLoss(rows, z, slope, curvature, begin, end);
    accumulateGradient(design, slope, gradient, begin, end);
    begin = end;
    yield;
  }
  at.value = value;
  at.gradientNorm = Math.sqrt(dot(gradient, gradient));
  // Values near float64's end overflow in squares; a fit of them means nothing.
  if (!Number.isFinite(value + at.gradientNorm)) {
    throw new CodedError('number-not-finite', { where: 'objective', index: 0 });
  }
}

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
 */
export function* minimiseByNewton(
  objective: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
  target: number,
  scale: number,
  maxIter: number,
): Generator<number, NewtonOutcome, undefined> {
  const { design } = objective;
  const work = createCgWork(design);
  let lastNorm = at.gradientNorm;
  for (let iteration = 0; ; iteration++) {
    yield iteration;
    if (at.gradientNorm <= target) return { converged: true, iterations: iteration };
    if (iteration >= maxIter) return { converged: false, iterations: iteration };
    const least = at.gradientNorm > NEAR * scale ? LEAST_GAIN : LEAST_GAIN_NEAR;
    yield* withProgress(iteration, solveNewtonStep(objective, at, work, 0.25 * target, least));
    const descent = -dot(at.gradient, work.step);
    const exhausted = descent <= Math.abs(at.value) * 2 ** -52 && iteration > 0 && at.gradientNorm > 0.5 * lastNorm;
    if (exhausted || !(descent > 0)) {
      return { converged: at.gradientNorm <= EXHAUSTED_AT * scale, iterations: iteration };
    }
    lastNorm = at.gradientNorm;
    const length = yield* withProgress(iteration, findStepLength(objective, w, at, work, descent));
    addScaled(w, length, work.step);
    addScaled(at.z, length, work.stepZ);
    yield* withProgress(iteration, evaluate(objective, w, at));
  }
}

interface CgWork {
  /** In the layout of the design. */
  readonly step: Float64Array<ArrayBuffer>;
  /** Its shared columns and bias, like the next four: the rows' own coordinates follow from them. */
  readonly shared: Float64Array<ArrayBuffer>;
  readonly residual: Float64Array<ArrayBuffer>;
  readonly direction: Float64Array<ArrayBuffer>;
  readonly product: Float64Array<ArrayBuffer>;
  /** The Hessian's diagonal, the preconditioner. */
  readonly diagonal: Float64Array<ArrayBuffer>;
  /** X · step. */
  readonly stepZ: Float64Array<ArrayBuffer>;
  /** X · direction, for the rows that have curvature. */
  readonly directionZ: Float64Array<ArrayBuffer>;
  /** Three arrays of a number per row. */
  readonly scratch: Line['scratch'];
}

function createCgWork({ columns, rows }: ReducedDesign): CgWork {
  const directionZ = new Float64Array(rows);
  return {
    step: new Float64Array(columns + rows + 1),
    shared: new Float64Array(columns + 1),
    residual: new Float64Array(columns + 1),
    direction: new Float64Array(columns + 1),
    product: new Float64Array(columns + 1),
    diagonal: new Float64Array(columns + 1),
    stepZ: new Float64Array(rows),
    directionZ,
    scratch: [directionZ, new Float64Array(rows), new Float64Array(rows)],
  };
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
function* solveNewtonStep(
  { design, biasRidge }: RidgeObjective,
  { gradient, curvature }: Evaluation,
  { step, shared, residual, direction, product, diagonal, stepZ, directionZ }: CgWork,
  enough: number,
  least: number,
): Generator<void, void, undefined> {
  const last = shared.length - 1;
  diagonal.fill(1);
  diagonal[last] = biasRidge;
  for (let j = 0; j < last; j++) residual[j] = -gradient[j];
  residual[last] = -gradient[gradient.length - 1];
  for (let begin = 0; begin < design.rows; ) {
    const end = blockEnd(design.indptr, begin);
    accumulateDiagonal(design, curvature, diagonal, begin, end);
    accumulateOwn(design, curvature, gradient, residual, begin, end);
    begin = end;
    yield;
  }
  shared.fill(0);
  stepZ.fill(0);
  let energy = 0; // residual · M⁻¹ residual
  let gained = 0; // twice what the quadratic model has fallen by
  for (let j = 0; j <= last; j++) {
    direction[j] = diagonal[j] > 0 ? residual[j] / diagonal[j] : residual[j];
    energy += residual[j] * direction[j];
  }
  for (let iteration = 0; iteration < CG_LIMIT; iteration++) {
    product.set(direction);
    product[last] = biasRidge * direction[last];
    for (let begin = 0; begin < design.rows; ) {
      const end = blockEnd(design.indptr, begin);
      accumulateHessianProduct(design, curvature, direction, product, directionZ, begin, end);
      begin = end;
      yield;
    }
    const bend = dot(direction, product);
    if (!(bend > 0)) break; // no curvature left to use, by rounding alone
    const length = energy / bend;
    addScaled(shared, length, direction);
    for (let row = 0; row < design.rows; row++) if (curvature[row] > 0) stepZ[row] += length * directionZ[row];
    addScaled(residual, -length, product);
    const gain = length * energy;
    gained += gain;
    if ((iteration + 1) * gain <= least * gained || dot(residual, residual) <= enough * enough) break;
    const before = energy;
    energy = 0;
    for (let j = 0; j <= last; j++) {
      const preconditioned = diagonal[j] > 0 ? residual[j] / diagonal[j] : residual[j];
      energy += residual[j] * preconditioned;
      product[j] = preconditioned;
    }
    const ratio = energy / before;
    for (let j = 0; j <= last; j++) direction[j] = product[j] + ratio * direction[j];
    yield;
  }
  step.set(shared.subarray(0, last));
  step[step.length - 1] = shared[last];
  for (let begin = 0; begin < design.rows; ) {
    const end = blockEnd(design.indptr, begin);
    completeStep(design, curvature, gradient, shared, step, stepZ, begin, end);
    begin = end;
    yield;
  }
}

/** The length at which f stops falling along the step: a root of its derivative, to a tenth of the slope at 0. */
function* findStepLength(
  { rows, biasRidge }: RidgeObjective,
  w: Float64Array,
  { z }: Evaluation,
  { step, stepZ, scratch }: CgWork,
  descent: number,
): Generator<void, number, undefined> {
  const last = step.length - 1;
  const line: Line = {
    z,
    stepZ,
    ridgeSlope: dot(w, step) - (1 - biasRidge) * w[last] * step[last],
    ridgeCurvature: dot(step, step) - (1 - biasRidge) * step[last] * step[last],
    scratch,
  };
  return yield* findLineMinimum(rows, line, 1, 0, 0.1 * descent);
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
  const line: Line = {
    z: at.z,
    stepZ: new Float64Array(count).fill(1),
    ridgeSlope: biasRidge * w[w.length - 1],
    ridgeCurvature: biasRidge,
    scratch: [new Float64Array(count), at.slope, at.curvature],
  };
  const move = yield* findLineMinimum(rows, line, 0, Number.NEGATIVE_INFINITY, enough);
  w[w.length - 1] += move;
  for (let row = 0; row < count; row++) at.z[row] += move;
}

/** f on the line w + length · step: its ridge is a parabola, its losses follow from z + length · stepZ. */
interface Line {
  readonly z: Float64Array;
  readonly stepZ: Float64Array;
  /** The derivatives of the ridge at length 0. */
  readonly ridgeSlope: number;
  readonly ridgeCurvature: number;
  /** Three arrays of a number per row, overwritten. */
  readonly scratch: readonly [Float64Array, Float64Array, Float64Array];
}

const LINE_TRIES = 40;

/**
 * The length at which the derivative of f along the line is at most `enough` either way, from `length` on. The
 * derivative rises, so Newton's method is kept within a bracket of points known to be left (`low`) and right of the
 * root, and within a stride where the bracket is open.
 */
function* findLineMinimum(
  rows: LossRows,
  { z, stepZ, ridgeSlope, ridgeCurvature, scratch }: Line,
  length: number,
  low: number,
  enough: number,
): Generator<void, number, undefined> {
  const [trial, slope, curvature] = scratch;
  let high = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < LINE_TRIES; attempt++) {
    let first = ridgeSlope + length * ridgeCurvature;
    let second = ridgeCurvature;
    for (let begin = 0; begin < z.length; begin += LINE_BLOCK) {
      const end = Math.min(z.length, begin + LINE_BLOCK);
      for (let row = begin; row < end; row++) trial[row] = z[row] + length * stepZ[row];
      differentiateLoss(rows, trial, slope, curvature, begin, end);
      for (let row = begin; row < end; row++) {
        first += slope[row] * stepZ[row];
        second += curvature[row] * stepZ[row] * stepZ[row];
      }
      yield;
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

/** Rows between two yields. */
const LINE_BLOCK = 1 << 17;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

function addScaled(to: Float64Array, factor: number, from: Float64Array): void {
  for (let j = 0; j < to.length; j++) to[j] += factor * from[j];
}
