import { isShared } from '../../../base/arrays';
import { CodedError } from '../../../base/errors';
import { type Crew, type CrewWatch, canWorkInCrew, createCrewWords, joinCrew, leadCrew } from '../../../runtime/crew';
import { blockEnd } from '../problem';
import { addRow, completeStep, decideDirection, reduced } from './designKernels';
import { differentiateLoss, type LossRows } from './marginLoss';
import {
  createVectors,
  differentiateLineRows,
  dot,
  type Evaluation,
  type NewtonVectors,
  type NewtonWork,
  type RidgeObjective,
} from './newtonWork';
import { type DesignRows, numbersFor, type ReducedDesign } from './reducedDesign';
import { createSlabs, cutRows, placeRows, type Slabs } from './slabs';

/*
 * The work of Newton's method in several threads, to the same bits as in one. Two kinds of pieces:
 *
 *   rows     decisions, losses and what follows from them: each row is its own.
 *   columns  products with Xᵀ. The columns are cut into slabs, and each slab has a copy of its part of every row. It goes
 *            through the rows in their order, so each column is summed as in one thread, and the columns that it writes
 *            to are fewer, so that they stay in the cache.
 *
 * Sums over all rows or columns (of the bias, of losses, of products of vectors) are made by the leader alone, in
 * the order and the blocks of one thread. How pieces are cut shows in nothing but the time.
 */

/** Threads that take a share of a fit. */
export interface FitHelpers {
  /** How many they are, the calling thread not among them. */
  readonly count: number;
  /**
   * Lets each run `helpFit` with `fit`; those that come late have missed nothing.
   * @returns throws if one has failed.
   */
  start(fit: SharedFit): () => void;
  /** Non-zeros below which they are not asked, where that is not what pays. */
  readonly minNonZeros?: number;
  /** For measuring. */
  readonly watch?: CrewWatch;
}

/** A fit in shared memory, as threads get it. */
export interface SharedFit {
  /** Of the crew. */
  readonly words: Int32Array;
  /** What the leader has chosen for a phase: a length or a ratio. */
  readonly choice: Float64Array;
  readonly design: DesignRows;
  readonly losses: LossRows;
  /** The point, and what is known there. */
  readonly w: Float64Array;
  readonly at: Pick<Evaluation, 'z' | 'slope' | 'curvature' | 'gradient'>;
  readonly vectors: NewtonVectors;
  /** Shape (rows,): a loss, or what a row counts in the product that is under way. */
  readonly perRow: Float64Array;
  readonly factor: Float64Array;
  /** Where pieces of rows begin, and the last ends. */
  readonly rowCuts: Uint32Array;
  readonly slabs: Slabs;
  /** Pieces of what takes as long for each row or column. */
  readonly parts: number;
}

/** Of less than this threads do not pay: see ARCHITECTURE.md, "Threads". */
const MIN_NON_ZEROS = 1 << 20;
/** Pieces of rows for each thread, so that one that comes late holds nobody up. */
const ROW_PIECES = 4;
/** Slabs for each of a few threads, and of many: every slab goes through all rows. */
const SLABS = 2;
const MANY_THREADS = 8;
/** Non-zeros of a piece at most: some 5 ms. */
const PIECE_NON_ZEROS = 1 << 21;
const MAX_SLABS = 255;

/** Whether the arrays of a fit on a matrix of so many values belong in shared memory. */
export function wantsSharedMemory(nonZeros: number, helpers: FitHelpers | null): helpers is FitHelpers {
  if (helpers === null || helpers.count === 0) return false;
  return nonZeros >= (helpers.minNonZeros ?? MIN_NON_ZEROS) && canWorkInCrew();
}

/** Whether `helpers` are worth asking for work on `design`. */
export function sharesWork({ indices, values }: ReducedDesign, helpers: FitHelpers | null): helpers is FitHelpers {
  return isShared(values) && wantsSharedMemory(indices.length, helpers);
}

/** What pieces do, by phase. */
const PHASES: readonly (readonly [string, (fit: SharedFit, piece: number) => void])[] = [
  ['count entries of slabs', countEntries],
  ['copy entries to slabs', copyEntries],
  ['losses', differentiateRows],
  ['gradient', addSlopes],
  ['curvature', weighRows],
  ['diagonal', addDiagonal],
  ['decisions', decideRows],
  ['product', addProduct],
  ['move', move],
  ['direction', turn],
  ['step', completeRows],
  ['line', differentiateStep],
];
const phaseOf = (work: (fit: SharedFit, piece: number) => void) => PHASES.findIndex(([, phase]) => phase === work);

/** What a helping thread runs. */
export function* helpFit(fit: SharedFit): Generator<void, null, undefined> {
  yield* joinCrew(fit.words, (phase, piece) => PHASES[phase][1](fit, piece));
  return null;
}

/**
 * Starts the helpers on `objective`, whose design must be in shared memory, at `w`, where `at` is evaluated.
 * @throws CodedError `too-many-terms` if there is no memory for a copy of the design.
 */
export function createSharedWork(
  { design, rows, biasRidge }: RidgeObjective,
  w: Float64Array,
  at: Evaluation,
  helpers: FitHelpers,
): NewtonWork {
  const { columns, indptr } = design;
  const threads = helpers.count + 1;
  const vectors = createVectors(design, true);
  const { step, shared, residual, direction, product, diagonal } = vectors;
  const nonZeros = design.indices.length;
  const pieces = (each: number) => Math.max(each * threads, Math.ceil(nonZeros / PIECE_NON_ZEROS));
  const fit: SharedFit = {
    words: createCrewWords(),
    choice: numbersFor(design, 1),
    design: {
      rows: design.rows,
      columns,
      indptr,
      indices: design.indices,
      values: design.values,
      own: design.own,
    },
    losses: { ...rows, sign: copied(design, rows.sign), penalty: copied(design, rows.penalty) },
    w,
    at: { z: at.z, slope: at.slope, curvature: at.curvature, gradient: at.gradient },
    vectors,
    perRow: numbersFor(design, design.rows),
    factor: numbersFor(design, design.rows),
    rowCuts: cutRows(indptr, pieces(ROW_PIECES)),
    slabs: createSlabs(design, Math.min(MAX_SLABS, pieces(threads < MANY_THREADS ? SLABS : 1))),
    parts: threads,
  };
  const crew: Crew = leadCrew(
    fit.words,
    (phase, piece) => PHASES[phase][1](fit, piece),
    helpers.start(fit),
    helpers.watch,
    (phase) => PHASES[phase][0],
  );
  const rowPieces = fit.rowCuts.length - 1;
  const slabs = fit.slabs.cuts.length - 1;
  const last = columns;
  const overRows = (work: (fit: SharedFit, piece: number) => void) => crew.run(phaseOf(work), rowPieces);
  const overColumns = (work: (fit: SharedFit, piece: number) => void) => crew.run(phaseOf(work), slabs);

  /** `numbers` summed by the blocks of one thread, added one after another to `sum`. */
  function addBlocks(sum: number, numbers: Float64Array): number {
    for (let begin = 0; begin < design.rows; ) {
      const end = blockEnd(indptr, begin);
      let block = 0;
      for (let row = begin; row < end; row++) block += numbers[row];
      sum += block;
      begin = end;
    }
    return sum;
  }

  return {
    vectors,
    *prepare() {
      yield* overRows(countEntries);
      placeRows(fit.slabs, design.rows);
      yield* overRows(copyEntries);
    },
    *evaluate() {
      const { gradient, slope } = at;
      const bias = w.length - 1;
      const ridge = 0.5 * (dot(w, w) - (1 - biasRidge) * w[bias] * w[bias]);
      yield* overRows(differentiateRows);
      yield* overColumns(addSlopes);
      at.value = addBlocks(ridge, fit.perRow);
      gradient[bias] = addBlocks(biasRidge * w[bias], slope);
      at.gradientNorm = Math.sqrt(dot(gradient, gradient));
      if (!Number.isFinite(at.value + at.gradientNorm)) {
        throw new CodedError('number-not-finite', { where: 'objective', index: 0 });
      }
    },
    *begin() {
      yield* overRows(weighRows);
      yield* overColumns(addDiagonal);
      diagonal[last] = addBlocks(biasRidge, fit.perRow);
      residual[last] = addBlocks(-at.gradient[at.gradient.length - 1], fit.factor);
    },
    *multiply() {
      yield* overRows(decideRows);
      yield* overColumns(addProduct);
      product[last] = addBlocks(biasRidge * direction[last], fit.factor);
    },
    *move(length) {
      fit.choice[0] = length;
      yield* crew.run(phaseOf(move), threads);
      shared[last] += length * direction[last];
      residual[last] += -length * product[last];
      product[last] = preconditioned(diagonal[last], residual[last]);
    },
    precondition() {
      let energy = 0;
      let squares = 0;
      for (let j = 0; j <= last; j++) {
        energy += residual[j] * product[j];
        squares += residual[j] * residual[j];
      }
      return { energy, squares };
    },
    *turn(ratio) {
      fit.choice[0] = ratio;
      yield* crew.run(phaseOf(turn), threads);
      direction[last] = product[last] + ratio * direction[last];
    },
    *complete() {
      step.set(shared.subarray(0, last));
      step[step.length - 1] = shared[last];
      yield* overRows(completeRows);
    },
    *differentiate(length) {
      fit.choice[0] = length;
      yield* overRows(differentiateStep);
    },
    end: crew.end,
  };
}

function copied(design: ReducedDesign, numbers: Float64Array): Float64Array {
  const copy = numbersFor(design, numbers.length);
  copy.set(numbers);
  return copy;
}

function preconditioned(diagonal: number, residual: number): number {
  return diagonal > 0 ? residual / diagonal : residual;
}

function countEntries({ design, slabs, rowCuts }: SharedFit, piece: number): void {
  const { indptr, indices, rows } = design;
  const { starts, slabOf } = slabs;
  for (let row = rowCuts[piece]; row < rowCuts[piece + 1]; row++) {
    for (let at = indptr[row]; at < indptr[row + 1]; at++) starts[slabOf[indices[at]] * (rows + 1) + row + 1]++;
  }
}

function copyEntries({ design, slabs, rowCuts }: SharedFit, piece: number): void {
  const { indptr, indices, values, rows } = design;
  const { starts, slabOf, cuts } = slabs;
  const count = cuts.length - 1;
  const next = new Uint32Array(count);
  for (let slab = 0; slab < count; slab++) next[slab] = starts[slab * (rows + 1) + rowCuts[piece]];
  for (let at = indptr[rowCuts[piece]]; at < indptr[rowCuts[piece + 1]]; at++) {
    const to = next[slabOf[indices[at]]]++;
    slabs.indices[to] = indices[at];
    slabs.values[to] = values[at];
  }
}

/** Slopes, curvatures and losses of rows, and the gradient of their own coordinates. */
function differentiateRows({ design, losses, w, at, perRow, rowCuts }: SharedFit, piece: number): void {
  const { z, slope, curvature, gradient } = at;
  for (let row = rowCuts[piece]; row < rowCuts[piece + 1]; row++) {
    perRow[row] = differentiateLoss(losses, z, slope, curvature, row, row + 1);
    const own = design.columns + row;
    gradient[own] = slope[row] === 0 ? w[own] : w[own] + slope[row] * design.own[row];
  }
}

/** gradient = w + Xᵀ slope. */
function addSlopes({ design, slabs, w, at }: SharedFit, slab: number): void {
  const { gradient, slope } = at;
  const { cuts, starts, indices, values } = slabs;
  gradient.set(w.subarray(cuts[slab], cuts[slab + 1]), cuts[slab]);
  const from = slab * (design.rows + 1);
  for (let row = 0; row < design.rows; row++) {
    const first = slope[row];
    if (first === 0) continue;
    addRow(indices, values, gradient, first, starts[from + row], starts[from + row + 1]);
  }
}

/** What rows count in the diagonal (`perRow`) and in the residual (`factor`). */
function weighRows({ design, at, perRow, factor, rowCuts }: SharedFit, piece: number): void {
  const { own, columns } = design;
  const { curvature, gradient } = at;
  for (let row = rowCuts[piece]; row < rowCuts[piece + 1]; row++) {
    const second = reduced(curvature[row], own[row]);
    perRow[row] = second;
    factor[row] = second * own[row] * gradient[columns + row];
  }
}

/** diagonal = 1 + (X∘X)ᵀ perRow, residual = −gradient + Xᵀ factor. */
function addDiagonal({ design, slabs, at, vectors, perRow, factor }: SharedFit, slab: number): void {
  const { gradient, curvature } = at;
  const { diagonal, residual } = vectors;
  const { cuts, starts, indices, values } = slabs;
  for (let j = cuts[slab]; j < cuts[slab + 1]; j++) {
    diagonal[j] = 1;
    residual[j] = -gradient[j];
  }
  const from = slab * (design.rows + 1);
  for (let row = 0; row < design.rows; row++) {
    const begin = starts[from + row];
    const end = starts[from + row + 1];
    if (curvature[row] !== 0) {
      const second = perRow[row];
      for (let at = begin; at < end; at++) diagonal[indices[at]] += second * values[at] * values[at];
    }
    if (factor[row] !== 0) addRow(indices, values, residual, factor[row], begin, end);
  }
}

/** Decisions along the direction, of rows that have curvature, and what these rows count in the product. */
function decideRows({ design, at, vectors, factor, rowCuts }: SharedFit, piece: number): void {
  const { direction, directionZ } = vectors;
  decideDirection(design, at.curvature, direction, directionZ, factor, rowCuts[piece], rowCuts[piece + 1]);
}

/** product = direction + Xᵀ factor. */
function addProduct({ design, slabs, at, vectors, factor }: SharedFit, slab: number): void {
  const { curvature } = at;
  const { direction, product } = vectors;
  const { cuts, starts, indices, values } = slabs;
  product.set(direction.subarray(cuts[slab], cuts[slab + 1]), cuts[slab]);
  const from = slab * (design.rows + 1);
  for (let row = 0; row < design.rows; row++) {
    if (curvature[row] === 0) continue;
    addRow(indices, values, product, factor[row], starts[from + row], starts[from + row + 1]);
  }
}

/** Where a part of `count` columns or rows begins, each of which takes as long. */
function partBegin({ parts }: SharedFit, count: number, part: number): number {
  return Math.floor((count * part) / parts);
}

function move(fit: SharedFit, part: number): void {
  const { choice, design, at, vectors } = fit;
  const { shared, direction, residual, product, diagonal, stepZ, directionZ } = vectors;
  const length = choice[0];
  const lastColumn = partBegin(fit, design.columns, part + 1);
  for (let j = partBegin(fit, design.columns, part); j < lastColumn; j++) {
    shared[j] += length * direction[j];
    residual[j] += -length * product[j];
    product[j] = preconditioned(diagonal[j], residual[j]);
  }
  const lastRow = partBegin(fit, design.rows, part + 1);
  for (let row = partBegin(fit, design.rows, part); row < lastRow; row++) {
    if (at.curvature[row] > 0) stepZ[row] += length * directionZ[row];
  }
}

function turn(fit: SharedFit, part: number): void {
  const { direction, product } = fit.vectors;
  const ratio = fit.choice[0];
  const last = partBegin(fit, fit.design.columns, part + 1);
  for (let j = partBegin(fit, fit.design.columns, part); j < last; j++)
    direction[j] = product[j] + ratio * direction[j];
}

function completeRows({ design, at, vectors, rowCuts }: SharedFit, piece: number): void {
  const { shared, step, stepZ } = vectors;
  completeStep(design, at.curvature, at.gradient, shared, step, stepZ, rowCuts[piece], rowCuts[piece + 1]);
}

function differentiateStep({ choice, losses, at, vectors, rowCuts }: SharedFit, piece: number): void {
  differentiateLineRows(losses, at.z, vectors, choice[0], rowCuts[piece], rowCuts[piece + 1]);
}
