import type { DesignRows } from './reducedDesign';

/*
 * Products with the reduced design, for rows `begin` to `end`. Vectors of weights have the layout of the design:
 * shared columns, the rows' own coordinates, the bias.
 *
 * A column of Xᵀv is summed in the order of the rows, however the passes are cut. Threads that each own some columns of
 * a transposed copy would compute the same sums in the same order, so a parallel version need not change a bit of any
 * model. The bias is summed per block, and the blocks in their order.
 */

/*
 * Eight entries a turn: half of what a turn of the plain loop costs is the loop (measured on 18 M non-zeros: 1.6 times
 * as fast). The sums are those of the plain loop over pairs, bit by bit.
 */

/** x · w over the shared columns of one row, with two partial sums so that the additions overlap. */
export function rowDot(indices: Int32Array, values: Float32Array, w: Float64Array, begin: number, end: number): number {
  let even = 0;
  let odd = 0;
  let at = begin;
  for (; at + 7 < end; at += 8) {
    even += values[at] * w[indices[at]];
    odd += values[at + 1] * w[indices[at + 1]];
    even += values[at + 2] * w[indices[at + 2]];
    odd += values[at + 3] * w[indices[at + 3]];
    even += values[at + 4] * w[indices[at + 4]];
    odd += values[at + 5] * w[indices[at + 5]];
    even += values[at + 6] * w[indices[at + 6]];
    odd += values[at + 7] * w[indices[at + 7]];
  }
  for (; at + 1 < end; at += 2) {
    even += values[at] * w[indices[at]];
    odd += values[at + 1] * w[indices[at + 1]];
  }
  if (at < end) even += values[at] * w[indices[at]];
  return even + odd;
}

/** w += factor · x over the shared columns of one row. */
export function addRow(
  indices: Int32Array,
  values: Float32Array,
  w: Float64Array,
  factor: number,
  begin: number,
  end: number,
): void {
  let at = begin;
  for (; at + 7 < end; at += 8) {
    w[indices[at]] += factor * values[at];
    w[indices[at + 1]] += factor * values[at + 1];
    w[indices[at + 2]] += factor * values[at + 2];
    w[indices[at + 3]] += factor * values[at + 3];
    w[indices[at + 4]] += factor * values[at + 4];
    w[indices[at + 5]] += factor * values[at + 5];
    w[indices[at + 6]] += factor * values[at + 6];
    w[indices[at + 7]] += factor * values[at + 7];
  }
  for (; at < end; at++) w[indices[at]] += factor * values[at];
}

/** z = Xw + bias. */
export function decide(
  { indptr, indices, values, own, columns, rows }: DesignRows,
  w: Float64Array,
  z: Float64Array,
  begin: number,
  end: number,
): void {
  const bias = w[columns + rows];
  for (let row = begin; row < end; row++) {
    z[row] = rowDot(indices, values, w, indptr[row], indptr[row + 1]) + own[row] * w[columns + row] + bias;
  }
}

/** gradient += Xᵀ slope. */
export function accumulateGradient(
  { indptr, indices, values, own, columns, rows }: DesignRows,
  slope: Float64Array,
  gradient: Float64Array,
  begin: number,
  end: number,
): void {
  let sum = 0;
  for (let row = begin; row < end; row++) {
    const first = slope[row];
    if (first === 0) continue;
    addRow(indices, values, gradient, first, indptr[row], indptr[row + 1]);
    gradient[columns + row] += first * own[row];
    sum += first;
  }
  gradient[columns + rows] += sum;
}

/*
 * What follows is of the Hessian without the rows' own coordinates, which no two rows share: given the others, each
 * follows from its row. What is left of a row is its shared columns x and the bias, whose curvature is
 * D / (1 + D t²) for the curvature D of its loss. Vectors have the shared columns, then the bias.
 */

/** The curvature that is left of a row. */
export function reduced(curvature: number, own: number): number {
  return curvature / (1 + curvature * own * own);
}

/** diagonal += (X∘X)ᵀ D / (1 + D t²). */
export function accumulateDiagonal(
  { indptr, indices, values, own, columns }: DesignRows,
  curvature: Float64Array,
  diagonal: Float64Array,
  begin: number,
  end: number,
): void {
  let sum = 0;
  for (let row = begin; row < end; row++) {
    if (curvature[row] === 0) continue;
    const second = reduced(curvature[row], own[row]);
    for (let at = indptr[row]; at < indptr[row + 1]; at++) diagonal[indices[at]] += second * values[at] * values[at];
    sum += second;
  }
  diagonal[columns] += sum;
}

/**
 * residual += Xᵀ (t D / (1 + D t²)) g, for the gradient g of the rows' own coordinates, which is what they will have
 * moved the slopes by.
 */
export function accumulateOwn(
  { indptr, indices, values, own, columns }: DesignRows,
  curvature: Float64Array,
  gradient: Float64Array,
  residual: Float64Array,
  begin: number,
  end: number,
): void {
  let sum = 0;
  for (let row = begin; row < end; row++) {
    const factor = reduced(curvature[row], own[row]) * own[row] * gradient[columns + row];
    if (factor === 0) continue;
    addRow(indices, values, residual, factor, indptr[row], indptr[row + 1]);
    sum += factor;
  }
  residual[columns] += sum;
}

/*
 * The product Xᵀ diag(D / (1 + D t²)) X d in two passes over all rows: the vector that the first reads and the one that
 * the second adds to do not both fit the cache. (On 6 M non-zeros two thirds of the time of one pass that does both, row
 * after row.)
 */

/** z = Xd for rows whose curvature is above 0, and what each row counts in the product: factor = z D / (1 + D t²). */
export function decideDirection(
  { indptr, indices, values, own, columns }: DesignRows,
  curvature: Float64Array,
  d: Float64Array,
  z: Float64Array,
  factor: Float64Array,
  begin: number,
  end: number,
): void {
  const bias = d[columns];
  for (let row = begin; row < end; row++) {
    if (curvature[row] === 0) {
      factor[row] = 0;
      continue;
    }
    const decision = rowDot(indices, values, d, indptr[row], indptr[row + 1]) + bias;
    z[row] = decision;
    factor[row] = reduced(curvature[row], own[row]) * decision;
  }
}

/** product += Xᵀ factor, for rows whose curvature is above 0. */
export function accumulateProduct(
  { indptr, indices, values, columns }: DesignRows,
  curvature: Float64Array,
  factor: Float64Array,
  product: Float64Array,
  begin: number,
  end: number,
): void {
  let sum = 0;
  for (let row = begin; row < end; row++) {
    if (curvature[row] === 0) continue;
    addRow(indices, values, product, factor[row], indptr[row], indptr[row + 1]);
    sum += factor[row];
  }
  product[columns] += sum;
}

/**
 * Completes a step: from its part in shared columns and bias, `shared`, whose decisions `z` are those of the rows with
 * curvature, follow all of `step`, in the layout of the design, and its decisions, in `z`.
 */
export function completeStep(
  { indptr, indices, values, own, columns }: DesignRows,
  curvature: Float64Array,
  gradient: Float64Array,
  shared: Float64Array,
  step: Float64Array,
  z: Float64Array,
  begin: number,
  end: number,
): void {
  for (let row = begin; row < end; row++) {
    const second = curvature[row];
    const others =
      second > 0 ? z[row] : rowDot(indices, values, shared, indptr[row], indptr[row + 1]) + shared[columns];
    const t = own[row];
    const move = -(gradient[columns + row] + second * t * others) / (1 + second * t * t);
    step[columns + row] = move;
    z[row] = others + t * move;
  }
}
