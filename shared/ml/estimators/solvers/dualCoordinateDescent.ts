import { exp } from '../../../base/elementary';
import { createRandom, type Random } from '../../../base/random';
import { addRow, rowDot } from './designKernels';
import type { LossRows } from './marginLoss';
import type { RidgeObjective } from './newtonWork';
import { numbersFor, type ReducedDesign } from './reducedDesign';

/*
 * Coordinate descent on the dual of f(w, b) = ½‖w‖² + ½b² + Σ c_i ℓ(y_i (w · x_i + b)).
 *
 * By the representer theorem w = Σ α_i y_i x_i. Each visit to a row minimises the dual over its α_i alone, keeping w
 * (and b = Σ α_i y_i, the weight of a constant feature) up to date, with q_i = ‖x_i‖² + 1 and the margin m_i:
 *
 *   squared hinge (Hsieh et al. 2008):  α_i ← max(0, α_i − (m_i − 1 + α_i / 2c_i) / (q_i + 1 / 2c_i))
 *   logistic (Yu, Huang, Lin 2011):     α_i = c_i σ(−u), where u = m_i + q_i (α_i,new − α_i) is the margin after the move;
 *       solved for u, one equation in one unknown whose slope is in [1, 1 + q_i c_i / 4]: Newton's method within a
 *       bracket needs one exponential per visit, two or three in the first epochs.
 *
 * A row's own coordinate (reducedDesign.ts) is α_i y_i t_i at any moment, so it adds t_i² α_i to the margin and needs
 * no memory at all. For the squared hinge, rows at α_i = 0 that are well beyond their margin are left out ("shrunk")
 * for good: should one be needed after all, the gradient that the caller measures at the end shows it, and Newton's
 * method sees to it.
 *
 * A free bias (ρ = 0) means that Σ α_i y_i = 0. We keep the constant feature, which penalises Σ α_i y_i, and add its
 * weight to a fixed part of the bias after each epoch: the method of multipliers, whose error falls by 1 / (1 + f's
 * curvature in b) per epoch, so in a step or two unless there are very few rows.
 *
 * Per pass over the data this gains far more than Newton's method while c · ‖x_i‖² is moderate, as for TF-IDF rows of
 * norm 1; when it is not, the caller goes over to Newton's method from the point reached.
 */
export interface DualDescent {
  readonly design: ReducedDesign;
  readonly rows: LossRows;
  readonly freeBias: boolean;
  /** Shape (columns + rows + 1,), as everywhere; the rows' own coordinates are written by `primalPoint` only. */
  readonly w: Float64Array;
  /** Shape (rows,): α. */
  readonly dual: Float64Array<ArrayBuffer>;
  /** Shape (rows,): q. */
  readonly squaredNorm: Float64Array<ArrayBuffer>;
  readonly random: Random;
  /** The rows still visited, ascending, in its first `activeCount` places. */
  readonly active: Uint32Array<ArrayBuffer>;
  activeCount: number;
  /** 1 for rows shrunk in this epoch. */
  readonly shrunk: Uint8Array<ArrayBuffer>;
  /** Rows further beyond their margin than this are shrunk: the largest violation of the last epoch. */
  shrinkBeyond: number;
  /** The weight of the constant feature, Σ α_i y_i, and the part of the bias that is fixed. */
  constant: number;
  offset: number;
  /** Sum and maximum over the visits of this epoch. */
  squaredError: number;
  violation: number;
}

/** Non-zeros after which an epoch yields. */
const YIELD_NON_ZEROS = 1 << 19;

/** Starts at w = 0. */
export function createDualDescent({ design, rows, biasRidge }: RidgeObjective): DualDescent {
  const count = design.rows;
  const squaredNorm = new Float64Array(count);
  const active = new Uint32Array(count);
  let activeCount = 0;
  for (let row = 0; row < count; row++) {
    if (rows.penalty[row] > 0) active[activeCount++] = row;
  }
  return {
    design,
    rows,
    freeBias: biasRidge === 0,
    w: numbersFor(design, design.columns + count + 1),
    dual: new Float64Array(count),
    squaredNorm,
    random: createRandom(0),
    active,
    activeCount,
    shrunk: new Uint8Array(count),
    shrinkBeyond: Number.POSITIVE_INFINITY,
    constant: 0,
    offset: 0,
    squaredError: 0,
    violation: 0,
  };
}

/**
 * Visits every active row once and returns an estimate of ‖∇f(w)‖: exact were the rows orthogonal and the weights
 * still.
 *
 * @param epoch counted from 0; the first fills in `squaredNorm` on the way.
 */
export function* descendEpoch(state: DualDescent, epoch: number): Generator<void, number, undefined> {
  const { activeCount, random, active, shrunk } = state;
  const order = drawOrder(active, activeCount, random);
  state.squaredError = 0;
  state.violation = 0;
  if (epoch === 0) {
    for (let begin = 0; begin < activeCount; begin += 8192) {
      fillSquaredNorms(state, begin, Math.min(activeCount, begin + 8192));
      yield;
    }
  }
  const visit = state.rows.loss === 'logistic' ? visitLogistic : visitSquaredHinge;
  for (let place = 0; place < activeCount; ) {
    place = visit(state, order, place);
    yield;
  }
  if (state.rows.loss === 'squaredHinge') {
    let kept = 0;
    for (let place = 0; place < activeCount; place++) {
      if (shrunk[active[place]] === 0) active[kept++] = active[place];
    }
    state.activeCount = kept;
    state.shrinkBeyond = state.violation > 0 ? state.violation : Number.POSITIVE_INFINITY;
  }
  const infeasible = state.freeBias ? state.constant : 0;
  if (state.freeBias && epoch > 0) state.offset += state.constant;
  return Math.sqrt(state.squaredError + infeasible * infeasible);
}

/**
 * The order of one epoch: the rows are cut into STREAMS runs, from a place drawn anew. Each run is read front to back
 * and round, from a start drawn anew, and every visit goes to the next row of a run drawn at random. So the matrix is
 * read as fast as in one pass from the first row to the last, while the epochs needed are those of a full shuffle,
 * which takes twice the time on a matrix larger than the cache. (What does not do: groups of rows that stay together,
 * and runs that all start at their beginning. A row then always meets the same neighbours, which costs two to five
 * times the epochs.)
 */
function drawOrder(active: Uint32Array, count: number, random: Random): Uint32Array {
  const order = new Uint32Array(count);
  if (count === 0) return order;
  const shift = random.below(count);
  const streams: { first: number; last: number; next: number; left: number }[] = [];
  for (let stream = 0; stream < STREAMS; stream++) {
    const first = Math.floor((stream * count) / STREAMS);
    const last = Math.floor(((stream + 1) * count) / STREAMS);
    if (last > first) streams.push({ first, last, next: first + random.below(last - first), left: last - first });
  }
  for (let to = 0; to < count; to++) {
    const drawn = random.below(streams.length);
    const stream = streams[drawn];
    const place = stream.next + shift;
    order[to] = active[place < count ? place : place - count];
    if (++stream.next === stream.last) stream.next = stream.first;
    if (--stream.left === 0) streams.splice(drawn, 1);
  }
  return order;
}

/** Few enough for the processor to foresee them all, enough for chance. */
const STREAMS = 32;

/** Writes what the dual holds into `w`, which is then a whole point of f. */
export function primalPoint({ design, rows, w, dual, constant, offset }: DualDescent): Float64Array {
  const { columns, own } = design;
  for (let row = 0; row < design.rows; row++) w[columns + row] = dual[row] * rows.sign[row] * own[row];
  w[columns + design.rows] = constant + offset;
  return w;
}

function fillSquaredNorms({ design, squaredNorm, active }: DualDescent, begin: number, end: number): void {
  const { indptr, values, own } = design;
  for (let place = begin; place < end; place++) {
    const row = active[place];
    let sum = own[row] * own[row] + 1;
    for (let at = indptr[row]; at < indptr[row + 1]; at++) sum += values[at] * values[at];
    squaredNorm[row] = sum;
  }
}

/** Visits rows from the `from`-th of `order` until a step is full; returns where to continue. */
function visitSquaredHinge(state: DualDescent, order: Uint32Array, from: number): number {
  const { design, rows, w, dual, squaredNorm, shrunk, shrinkBeyond } = state;
  const { indptr, indices, values, own } = design;
  const { sign, penalty } = rows;
  let { constant, squaredError, violation } = state;
  let nonZeros = 0;
  let place = from;
  for (; place < order.length && nonZeros < YIELD_NON_ZEROS; place++) {
    const row = order[place];
    const begin = indptr[row];
    const end = indptr[row + 1];
    const alpha = dual[row];
    const y = sign[row];
    const diagonal = 0.5 / penalty[row];
    nonZeros += end - begin + 16;
    const margin = y * (rowDot(indices, values, w, begin, end) + constant) + own[row] * own[row] * alpha;
    const slope = margin - 1 + diagonal * alpha;
    if (alpha === 0 && slope >= 0) {
      if (slope > shrinkBeyond) shrunk[row] = 1;
      continue;
    }
    violation = Math.max(violation, Math.abs(slope));
    const error = margin >= 1 ? alpha : slope / diagonal; // α_i − 2c_i max(0, 1 − m_i)
    squaredError += error * error * squaredNorm[row];
    const moved = Math.max(alpha - slope / (squaredNorm[row] + diagonal), 0);
    const change = (moved - alpha) * y;
    if (change === 0) continue;
    dual[row] = moved;
    constant += change;
    addRow(indices, values, w, change, begin, end);
  }
  state.constant = constant;
  state.squaredError = squaredError;
  state.violation = violation;
  return place;
}

/** A move of the margin no longer than this is taken as it is: the next epoch comes soon enough. */
const FINE_MOVE = 0.25;

function visitLogistic(state: DualDescent, order: Uint32Array, from: number): number {
  const { design, rows, w, dual, squaredNorm, offset } = state;
  const { indptr, indices, values, own } = design;
  const { sign, penalty } = rows;
  let { constant, squaredError } = state;
  let nonZeros = 0;
  let place = from;
  for (; place < order.length && nonZeros < YIELD_NON_ZEROS; place++) {
    const row = order[place];
    const begin = indptr[row];
    const end = indptr[row + 1];
    const alpha = dual[row];
    const y = sign[row];
    const c = penalty[row];
    const q = squaredNorm[row];
    nonZeros += end - begin + 16;
    const margin = y * (rowDot(indices, values, w, begin, end) + (constant + offset)) + own[row] * own[row] * alpha;

    let u = margin;
    let power = exp(-Math.abs(u));
    let inverse = 1 / (1 + power);
    let wrong = u >= 0 ? power * inverse : inverse; // σ(−u)
    const error = alpha - c * wrong;
    squaredError += error * error * q;
    // h(u) = u − m + q (α − c σ(−u)) rises; its root is the margin after the move.
    let height = q * error;
    let low = Number.NEGATIVE_INFINITY;
    let high = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 30; tries++) {
      let next = u - height / (1 + q * c * power * inverse * inverse);
      if (next === u) break;
      if (height > 0) high = u;
      else low = u;
      if (!(next > low && next < high)) next = 0.5 * (low + high);
      const move = Math.abs(next - u);
      u = next;
      if (!(move > FINE_MOVE)) break;
      power = exp(-Math.abs(u));
      inverse = 1 / (1 + power);
      wrong = u >= 0 ? power * inverse : inverse;
      height = u - margin + q * (alpha - c * wrong);
    }
    const moved = Math.min(Math.max(alpha + (u - margin) / q, 0), c);
    const change = (moved - alpha) * y;
    if (change === 0) continue;
    dual[row] = moved;
    constant += change;
    addRow(indices, values, w, change, begin, end);
  }
  state.constant = constant;
  state.squaredError = squaredError;
  return place;
}
