import { CodedError } from '../../errors';
import type { CsrMatrix } from '../csr';
import { blockEnd } from './problem';

/*
 * The same ridge problem in fewer, better placed coordinates.
 *
 * For f(w) = ½‖w‖² + Σ ℓ_i(w · x_i + b), only w in the span of the rows can be optimal, and f does not notice a rotation
 * of the features. Of the columns that are non-zero in row i alone (in word 1-2-grams of comments, three columns of
 * four) only one direction then matters, their part of x_i itself. So they become one coordinate per row, whose value
 * is t_i = ‖x_i restricted to them‖; a weight v there stands for the weights v · x_ij / t_i. The reduced problem has the
 * same objective, the same optimum and, at corresponding points, a gradient of the same norm: this is exact, no
 * approximation. It needs no index at all, as coordinate i belongs to row i.
 *
 * The other columns are renumbered by falling document frequency, then by first appearance: what every row touches lies
 * together and stays in the cache.
 */

/** A design of `columns + rows + 1` coordinates: the shared columns, then each row's own one, then the bias. */
export interface ReducedDesign {
  readonly rows: number;
  /** Columns that are non-zero in two rows or more. */
  readonly columns: number;
  /** Length rows + 1. */
  readonly indptr: Uint32Array<ArrayBuffer>;
  /** Int32 as engines index by it without a check; within a row in the order of the original columns. */
  readonly indices: Int32Array<ArrayBuffer>;
  readonly values: Float32Array<ArrayBuffer>;
  /** Shape (rows,): t_i, 0 where row i has no column of its own. */
  readonly own: Float64Array<ArrayBuffer>;
  /** Shape (original columns,): the new number of a shared column, −1 for the others. */
  readonly renumbered: Int32Array<ArrayBuffer>;
}

/** Document frequencies at and above this one share a class: so hot that their order no longer matters. */
const HOT = 4096;

/**
 * Reduces `matrix`, its columns multiplied by `scale` if there is one.
 *
 * @param scale shape (columns,), or null.
 * @throws CodedError `number-not-finite` for a value that is NaN or infinite.
 */
export function* reduceDesign(
  matrix: CsrMatrix,
  scale: Float64Array | null,
): Generator<void, ReducedDesign, undefined> {
  const { rows, indptr } = matrix;
  const frequency = new Uint32Array(matrix.columns);
  for (let begin = 0; begin < rows; ) {
    const end = blockEnd(indptr, begin);
    countColumns(matrix, frequency, indptr[begin], indptr[end]);
    begin = end;
    yield;
  }

  // Where each class of equal frequency begins, the most frequent class first.
  const next = new Uint32Array(HOT + 1);
  let nonZeros = 0;
  for (let column = 0; column < frequency.length; column++) {
    const count = frequency[column];
    next[Math.min(count, HOT)]++;
    if (count > 1) nonZeros += count;
  }
  let columns = 0;
  for (let count = HOT; count >= 2; count--) {
    const size = next[count];
    next[count] = columns;
    columns += size;
  }
  yield;

  const design: ReducedDesign = {
    rows,
    columns,
    indptr: new Uint32Array(rows + 1),
    indices: new Int32Array(nonZeros),
    values: new Float32Array(nonZeros),
    own: new Float64Array(rows),
    renumbered: new Int32Array(matrix.columns).fill(-1),
  };
  for (let begin = 0; begin < rows; ) {
    begin = reduceRows(matrix, scale, frequency, next, design, begin);
    yield;
  }
  return design;
}

function countColumns(matrix: CsrMatrix, frequency: Uint32Array, begin: number, end: number): void {
  const { indices, values } = matrix;
  for (let at = begin; at < end; at++) {
    const value = values[at];
    // x − x is 0 for every finite x, NaN for the others.
    if (value - value !== 0) throw new CodedError('number-not-finite', { where: 'matrix', index: at });
    frequency[indices[at]]++;
  }
}

/** Non-zeros read after which reduction stops to breathe. */
const BREATH_NON_ZEROS = 1 << 18;

/** Reduces rows from the `begin`-th on until it is time to breathe; returns where to go on. */
function reduceRows(
  matrix: CsrMatrix,
  scale: Float64Array | null,
  frequency: Uint32Array,
  next: Uint32Array,
  design: ReducedDesign,
  begin: number,
): number {
  const { indptr, indices, values } = matrix;
  const { renumbered } = design;
  let to = design.indptr[begin];
  let read = 0;
  let row = begin;
  for (; row < design.rows && read < BREATH_NON_ZEROS; row++) {
    const first = indptr[row];
    const end = indptr[row + 1];
    let squares = 0;
    for (let at = first; at < end; at++) {
      const column = indices[at];
      const value = scale === null ? values[at] : values[at] * scale[column];
      let renumber = renumbered[column];
      if (renumber < 0) {
        const count = frequency[column];
        if (count === 1) {
          squares += value * value;
          continue;
        }
        renumber = next[Math.min(count, HOT)]++;
        renumbered[column] = renumber;
      }
      design.indices[to] = renumber;
      design.values[to++] = value;
    }
    design.own[row] = Math.sqrt(squares);
    design.indptr[row + 1] = to;
    read += end - first + 16;
  }
  return row;
}

/** The weights of the original columns (before `scale`) that the reduced weights `w` stand for. */
export function expandWeights(
  matrix: CsrMatrix,
  scale: Float64Array | null,
  design: ReducedDesign,
  w: Float64Array,
): Float64Array<ArrayBuffer> {
  const { indptr, indices, values } = matrix;
  const { renumbered, own, columns } = design;
  const weights = new Float64Array(matrix.columns);
  for (let column = 0; column < renumbered.length; column++) {
    if (renumbered[column] >= 0) weights[column] = w[renumbered[column]];
  }
  for (let row = 0; row < matrix.rows; row++) {
    if (own[row] === 0) continue;
    const share = w[columns + row] / own[row];
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const column = indices[at];
      if (renumbered[column] < 0) weights[column] = share * (scale === null ? values[at] : values[at] * scale[column]);
    }
  }
  return weights;
}

/** The reduced weights nearest to `weights` (its part that the rows can see), the bias last. */
export function reduceWeights(
  matrix: CsrMatrix,
  scale: Float64Array | null,
  design: ReducedDesign,
  weights: Float64Array,
  bias: number,
): Float64Array<ArrayBuffer> {
  const { indptr, indices, values } = matrix;
  const { renumbered, own, columns, rows } = design;
  const w = new Float64Array(columns + rows + 1);
  for (let column = 0; column < renumbered.length; column++) {
    if (renumbered[column] >= 0) w[renumbered[column]] = weights[column];
  }
  for (let row = 0; row < rows; row++) {
    if (own[row] === 0) continue;
    let sum = 0;
    for (let at = indptr[row]; at < indptr[row + 1]; at++) {
      const column = indices[at];
      if (renumbered[column] < 0) sum += weights[column] * (scale === null ? values[at] : values[at] * scale[column]);
    }
    w[columns + row] = sum / own[row];
  }
  w[columns + rows] = bias;
  return w;
}
