import { allocate, allocateFloats, allocateShared, isShared } from '../../../base/arrays';
import { CodedError } from '../../../base/errors';
import { createRandom, shuffle } from '../../../base/random';
import type { CsrMatrix } from '../../matrix/csr';
import { blockEnd } from '../problem';

/*
 * The same ridge problem in fewer, better placed coordinates.
 *
 * For f(w) = ½‖w‖² + Σ ℓ_i(w · x_i + b), only w in the span of the rows can be optimal, and f does not notice a
 * rotation of the features. Of the columns that are non-zero in row i alone (in word 1-2-grams of comments, three
 * columns of four) only one direction then matters, their part of x_i itself. So they become one coordinate per row,
 * whose value is t_i = ‖x_i restricted to them‖; a weight v there represents the weights v · x_ij / t_i. The reduced
 * problem has the same objective, the same optimum and, at corresponding points, a gradient of the same norm: this is
 * exact, no approximation. It needs no index at all, as coordinate i belongs to row i.
 *
 * The other columns are renumbered by falling document frequency, then by first appearance: what every row touches is
 * together and stays in the cache.
 *
 * The rows are shuffled, with a fixed seed: files are often sorted (by class, page or author), which coordinate descent
 * does not bear, and in a shuffled matrix an order that is as good as random can be read from front to back.
 */

/** A design of `columns + rows + 1` coordinates: the shared columns, then each row's own one, then the bias. */
export interface ReducedDesign extends DesignRows {
  /** Shape (rows,): the row of the original matrix that each row is. */
  readonly source: Uint32Array<ArrayBuffer>;
  /**
   * Shape (original columns,): the coordinate that each column became or is part of, −1 for columns without a value.
   */
  readonly coordinate: Int32Array<ArrayBuffer>;
  /** Shape (original columns,): the value of a column that one row alone has, 1 for the others. */
  readonly loading: Float32Array<ArrayBuffer>;
}

/** What products with a design need. In memory that threads share where `reduceDesign` is asked for it. */
export interface DesignRows {
  readonly rows: number;
  /** Columns that are non-zero in two rows or more. */
  readonly columns: number;
  /** Length rows + 1. */
  readonly indptr: Uint32Array;
  /** Int32 as engines index by it without a check; within a row in the order of the original columns. */
  readonly indices: Int32Array;
  readonly values: Float32Array;
  /** Shape (rows,): t_i, 0 where row i has no column of its own. */
  readonly own: Float64Array;
}

/**
 * Document frequencies from this one on share a class: columns so hot that order of appearance serves as well. It lets
 * a byte hold a frequency, and a million of them stay in the cache while they are counted.
 */
const HOT = 255;

/** For as long as a matrix lives. */
const designs = new WeakMap<CsrMatrix, ReducedDesign>();

/**
 * Reduces `matrix`, its columns multiplied by `scale` if there is one. Without, the design is remembered: the labels of
 * one model and the candidates of a search are fitted on one matrix, and to reduce it takes a third of a fit.
 *
 * @param matrix must not change any more.
 * @param scale shape (columns,), or null.
 * @param shared true for memory that threads share, where the host has such.
 * @throws CodedError `number-not-finite` for a value that is NaN or infinite.
 */
export function* reduceDesign(
  matrix: CsrMatrix,
  scale: Float64Array | null,
  shared = false,
): Generator<void, ReducedDesign, undefined> {
  const known = scale === null ? designs.get(matrix) : undefined;
  if (known !== undefined) return known;
  const design = yield* makeDesign(matrix, scale, shared);
  if (scale === null) designs.set(matrix, design);
  return design;
}

function* makeDesign(
  matrix: CsrMatrix,
  scale: Float64Array | null,
  shared: boolean,
): Generator<void, ReducedDesign, undefined> {
  const { rows, indptr } = matrix;
  const frequency = new Uint8Array(matrix.columns);
  for (let begin = 0; begin < rows; ) {
    const end = blockEnd(indptr, begin);
    countColumns(matrix, frequency, indptr[begin], indptr[end]);
    begin = end;
    yield;
  }

  const { coordinate, next, columns, single } = classifyColumns(frequency);
  const nonZeros = indptr[rows] - single;
  const words = shared ? allocateShared : allocate;
  yield;

  const design: ReducedDesign = {
    rows,
    columns,
    indptr: words(rows + 1),
    indices: new Int32Array(words(nonZeros).buffer),
    values: new Float32Array(words(nonZeros).buffer),
    own: allocateFloats(rows, shared),
    source: shuffle(
      Uint32Array.from({ length: rows }, (_, row) => row),
      createRandom(0),
    ),
    coordinate,
    loading: new Float32Array(matrix.columns).fill(1),
  };
  yield;
  for (let begin = 0; begin < rows; ) {
    begin = reduceRows(matrix, scale, next, design, begin);
    yield;
  }
  return design;
}

interface ColumnClasses {
  /**
   * −1 for columns of one row or none; −1 − class for the others, until they are numbered at their first appearance.
   */
  readonly coordinate: Int32Array<ArrayBuffer>;
  /** By class (document frequency, at most HOT): the next number to assign. The most frequent class comes first. */
  readonly next: Uint32Array<ArrayBuffer>;
  /** How many columns are shared, and how many have one value. */
  readonly columns: number;
  readonly single: number;
}

function classifyColumns(frequency: Uint8Array): ColumnClasses {
  const coordinate = new Int32Array(frequency.length);
  const next = new Uint32Array(HOT + 1);
  let single = 0;
  for (let column = 0; column < frequency.length; column++) {
    const count = frequency[column];
    const shared = count > 1 ? count : 0;
    coordinate[column] = -1 - shared;
    next[shared]++;
    if (count === 1) single++;
  }
  let columns = 0;
  for (let count = HOT; count >= 2; count--) {
    const size = next[count];
    next[count] = columns;
    columns += size;
  }
  return { coordinate, next, columns, single };
}

function countColumns(matrix: CsrMatrix, frequency: Uint8Array, begin: number, end: number): void {
  const { indices, values } = matrix;
  for (let at = begin; at < end; at++) {
    const value = values[at];
    // x − x is 0 for every finite x, NaN for the others.
    if (value - value !== 0) throw new CodedError('number-not-finite', { where: 'matrix', index: at });
    const column = indices[at];
    const count = frequency[column];
    if (count < HOT) frequency[column] = count + 1;
  }
}

/** Non-zeros read after which reduction yields. */
const YIELD_NON_ZEROS = 1 << 18;

/** Reduces rows from the `begin`-th on until a step is full; returns where to continue. */
function reduceRows(
  matrix: CsrMatrix,
  scale: Float64Array | null,
  next: Uint32Array,
  design: ReducedDesign,
  begin: number,
): number {
  const { indptr, indices, values } = matrix;
  const { coordinate, loading, columns, source, rows } = design;
  let to = design.indptr[begin];
  let read = 0;
  let row = begin;
  for (; row < rows && read < YIELD_NON_ZEROS; row++) {
    const first = indptr[source[row]];
    const end = indptr[source[row] + 1];
    let squares = 0;
    for (let at = first; at < end; at++) {
      const column = indices[at];
      const value = scale === null ? values[at] : Math.fround(values[at] * scale[column]);
      let number = coordinate[column];
      if (number === -1) {
        coordinate[column] = columns + row;
        loading[column] = value;
        squares += value * value;
        continue;
      }
      if (number < 0) {
        number = next[-1 - number]++;
        coordinate[column] = number;
      }
      design.indices[to] = number;
      design.values[to++] = value;
    }
    design.own[row] = Math.sqrt(squares);
    design.indptr[row + 1] = to;
    read += end - first + 16;
  }
  return row;
}

/** Columns expanded between two yields. */
const COLUMNS_PER_STEP = 1 << 18;

/** The weights of the original columns (times their scale) that the reduced weights `w` represent. */
export function* expandWeights(
  design: ReducedDesign,
  w: Float64Array,
): Generator<void, Float64Array<ArrayBuffer>, undefined> {
  const weights = new Float64Array(design.coordinate.length);
  for (let begin = 0; begin < weights.length; begin += COLUMNS_PER_STEP) {
    expandColumns(design, w, begin, Math.min(weights.length, begin + COLUMNS_PER_STEP), weights);
    yield;
  }
  return weights;
}

function expandColumns(
  { coordinate, loading, own, columns }: ReducedDesign,
  w: Float64Array,
  begin: number,
  end: number,
  weights: Float64Array,
): void {
  for (let column = begin; column < end; column++) {
    const to = coordinate[column];
    if (to < 0) continue;
    if (to < columns) weights[column] = w[to];
    else if (own[to - columns] > 0) weights[column] = (w[to] * loading[column]) / own[to - columns];
  }
}

/** Zeros that go with `design`: in shared memory if it is. */
export function numbersFor({ values }: DesignRows, length: number): Float64Array {
  return allocateFloats(length, isShared(values));
}

/** The reduced weights nearest to `weights` (the part of them that the rows can see), the bias last. */
export function reduceWeights(design: ReducedDesign, weights: Float64Array, bias: number): Float64Array {
  const { coordinate, loading, own, columns, rows } = design;
  const w = numbersFor(design, columns + rows + 1);
  for (let column = 0; column < weights.length; column++) {
    const to = coordinate[column];
    if (to < 0) continue;
    if (to < columns) w[to] = weights[column];
    else if (own[to - columns] > 0) w[to] += (weights[column] * loading[column]) / own[to - columns];
  }
  w[columns + rows] = bias;
  return w;
}
