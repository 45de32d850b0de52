import { allocateFloats } from '../../../base/arrays';
import { CodedError } from '../../../base/errors';
import { blockEnd } from '../problem';
import {
  accumulateDiagonal,
  accumulateGradient,
  accumulateOwn,
  accumulateProduct,
  completeStep,
  decide,
  decideDirection,
} from './designKernels';
import { differentiateLoss, type LossRows } from './marginLoss';
import { numbersFor, type ReducedDesign } from './reducedDesign';

/*
 * What Newton's method computes with the design and its vectors: here in one thread, in sharedWork.ts in several, with
 * the same bits.
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
  readonly z: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  readonly gradient: Float64Array;
}

/** The length of the vectors of `design`. */
export function coordinates(design: ReducedDesign): number {
  return design.columns + design.rows + 1;
}

/** Buffers for the evaluations of one fit. */
export function createEvaluation(design: ReducedDesign): Evaluation {
  return {
    value: Number.NaN,
    gradientNorm: Number.NaN,
    z: numbersFor(design, design.rows),
    slope: numbersFor(design, design.rows),
    curvature: numbersFor(design, design.rows),
    gradient: numbersFor(design, coordinates(design)),
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

/** What a line from the decisions z is followed with. */
export interface LineVectors {
  /** X · step. */
  readonly stepZ: Float64Array;
  /** z + length · stepZ, and the derivatives of the losses there. */
  readonly lineZ: Float64Array;
  readonly lineSlope: Float64Array;
  readonly lineCurvature: Float64Array;
}

/** The vectors of Newton's method, but for those of the point where it is. */
export interface NewtonVectors extends LineVectors {
  /** In the layout of the design. */
  readonly step: Float64Array;
  /** Its shared columns and bias, like the next four: the rows' own coordinates follow from them. */
  readonly shared: Float64Array;
  readonly residual: Float64Array;
  readonly direction: Float64Array;
  readonly product: Float64Array;
  /** The Hessian's diagonal, the preconditioner. */
  readonly diagonal: Float64Array;
  /** X · direction, for the rows that have curvature. */
  readonly directionZ: Float64Array;
}

type Passes = Generator<void, void, undefined>;

/** Products with the design, and what else takes time that grows with it, at the point of one evaluation. */
export interface NewtonWork {
  readonly vectors: NewtonVectors;
  /** To be called first. */
  prepare(): Passes;
  /** `evaluate`, at the point `w` whose decisions are in `at.z`. */
  evaluate(): Passes;
  /** Writes `diagonal`, and −gradient without the rows' own coordinates into `residual`. */
  begin(): Passes;
  /** product = Hessian · direction, and `directionZ`. */
  multiply(): Passes;
  /** Moves `shared`, `stepZ` and `residual` by `length` along `direction`. */
  move(length: number): Passes;
  /** product = diagonal⁻¹ residual. Returns residual · product and residual · residual. */
  precondition(): { readonly energy: number; readonly squares: number };
  /** direction = product + ratio · direction. */
  turn(ratio: number): Passes;
  /** Completes `step` and `stepZ` from `shared`. */
  complete(): Passes;
  /** Writes the derivatives of the losses at z + length · stepZ. */
  differentiate(length: number): Passes;
  /** To be called at the end, whatever happens. */
  end(): void;
}

/** @param shared true for memory that threads share. */
export function createVectors({ columns, rows }: ReducedDesign, shared: boolean): NewtonVectors {
  const ofColumns = () => allocateFloats(columns + 1, shared);
  const ofRows = () => allocateFloats(rows, shared);
  const directionZ = ofRows();
  return {
    step: allocateFloats(columns + rows + 1, shared),
    shared: ofColumns(),
    residual: ofColumns(),
    direction: ofColumns(),
    product: ofColumns(),
    diagonal: ofColumns(),
    stepZ: ofRows(),
    directionZ,
    lineZ: directionZ, // a step is complete before its length is looked for
    lineSlope: ofRows(),
    lineCurvature: ofRows(),
  };
}

/** In this thread alone. */
export function createLocalWork(objective: RidgeObjective, w: Float64Array, at: Evaluation): NewtonWork {
  const { design, rows, biasRidge } = objective;
  const vectors = createVectors(design, false);
  const { step, shared, residual, direction, product, diagonal, stepZ, directionZ } = vectors;
  const { gradient, curvature } = at;
  const factor = new Float64Array(design.rows);
  const last = shared.length - 1;

  function* overBlocks(pass: (begin: number, end: number) => void): Passes {
    for (let begin = 0; begin < design.rows; ) {
      const end = blockEnd(design.indptr, begin);
      pass(begin, end);
      begin = end;
      yield;
    }
  }

  return {
    vectors,
    *prepare() {},
    evaluate: () => evaluate(objective, w, at),
    *begin() {
      diagonal.fill(1);
      diagonal[last] = biasRidge;
      for (let j = 0; j < last; j++) residual[j] = -gradient[j];
      residual[last] = -gradient[gradient.length - 1];
      yield* overBlocks((begin, end) => {
        accumulateDiagonal(design, curvature, diagonal, begin, end);
      });
      yield* overBlocks((begin, end) => {
        accumulateOwn(design, curvature, gradient, residual, begin, end);
      });
    },
    *multiply() {
      product.set(direction);
      product[last] = biasRidge * direction[last];
      yield* overBlocks((begin, end) => {
        decideDirection(design, curvature, direction, directionZ, factor, begin, end);
      });
      yield* overBlocks((begin, end) => {
        accumulateProduct(design, curvature, factor, product, begin, end);
      });
    },
    *move(length) {
      addScaled(shared, length, direction);
      for (let row = 0; row < design.rows; row++) if (curvature[row] > 0) stepZ[row] += length * directionZ[row];
      addScaled(residual, -length, product);
      yield;
    },
    precondition() {
      let energy = 0;
      let squares = 0;
      for (let j = 0; j <= last; j++) {
        const preconditioned = diagonal[j] > 0 ? residual[j] / diagonal[j] : residual[j];
        energy += residual[j] * preconditioned;
        squares += residual[j] * residual[j];
        product[j] = preconditioned;
      }
      return { energy, squares };
    },
    *turn(ratio) {
      for (let j = 0; j <= last; j++) direction[j] = product[j] + ratio * direction[j];
      yield;
    },
    *complete() {
      step.set(shared.subarray(0, last));
      step[step.length - 1] = shared[last];
      yield* overBlocks((begin, end) => {
        completeStep(design, curvature, gradient, shared, step, stepZ, begin, end);
      });
    },
    differentiate: (length) => differentiateLine(rows, at.z, vectors, length),
    end() {},
  };
}

/** Rows between two yields. */
const LINE_BLOCK = 1 << 17;

/** Writes the derivatives of the losses at z + length · stepZ. */
export function* differentiateLine(
  rows: LossRows,
  z: Float64Array,
  vectors: LineVectors,
  length: number,
): Generator<void, void, undefined> {
  for (let begin = 0; begin < z.length; begin += LINE_BLOCK) {
    differentiateLineRows(rows, z, vectors, length, begin, Math.min(z.length, begin + LINE_BLOCK));
    yield;
  }
}

/** `differentiateLine` for rows `begin` to `end`. */
export function differentiateLineRows(
  rows: LossRows,
  z: Float64Array,
  { stepZ, lineZ, lineSlope, lineCurvature }: LineVectors,
  length: number,
  begin: number,
  end: number,
): void {
  for (let row = begin; row < end; row++) lineZ[row] = z[row] + length * stepZ[row];
  differentiateLoss(rows, lineZ, lineSlope, lineCurvature, begin, end);
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

export function addScaled(to: Float64Array, factor: number, from: Float64Array): void {
  for (let j = 0; j < to.length; j++) to[j] += factor * from[j];
}
