import type { CsrMatrix } from '../matrix/csr';

/**
 * What every fit ends as: decision(x) = weights · x + bias, one row of weights per label.
 * Plain data: it survives postMessage, IndexedDB and the model file.
 */
export interface LinearModel {
  /** Number of labels, k. */
  readonly labels: number;
  readonly features: number;
  /** Row-major, k × features. */
  readonly weights: Float32Array<ArrayBuffer>;
  /** Length k. */
  readonly bias: Float64Array<ArrayBuffer>;
  /** `logit`: σ(decision) is a probability. `margin`: it is not, unless a calibration makes it one. */
  readonly link: 'logit' | 'margin';
}

/**
 * Decision function of every row of `matrix` for label `label`: shape (rows,), float64 sums in column order.
 */
export function decisionFunction(model: LinearModel, matrix: CsrMatrix, label = 0): Float64Array<ArrayBuffer> {
  const weights = model.weights.subarray(label * model.features, (label + 1) * model.features);
  const { indptr, indices, values } = matrix;
  const scores = new Float64Array(matrix.rows);
  for (let row = 0; row < matrix.rows; row++) {
    let sum = 0;
    for (let at = indptr[row]; at < indptr[row + 1]; at++) sum += weights[indices[at]] * values[at];
    scores[row] = sum + model.bias[label];
  }
  return scores;
}
