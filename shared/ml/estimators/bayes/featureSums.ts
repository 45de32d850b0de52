import { CodedError } from '../../../base/errors';
import type { CsrMatrix } from '../../matrix/csr';
import { blockEnd } from '../problem';

/** What naive Bayes counts: per class, how much of each feature there is, and how much its rows weigh. */
export interface FeatureSums {
  /** Shape (columns,): Σ weight · x over the rows of the class. */
  readonly negative: Float64Array<ArrayBuffer>;
  readonly positive: Float64Array<ArrayBuffer>;
  readonly negativeWeight: number;
  readonly positiveWeight: number;
}

/**
 * Sums the features of each class, in the order of the rows.
 *
 * @param weight shape (rows,).
 * @throws CodedError `number-not-finite`, and `argument-invalid` for a value below 0, of which there is no count.
 */
export function* sumFeatures(
  matrix: CsrMatrix,
  target: Uint8Array,
  weight: Float64Array,
): Generator<void, FeatureSums, undefined> {
  const negative = new Float64Array(matrix.columns);
  const positive = new Float64Array(matrix.columns);
  const total = [0, 0];
  for (let row = 0; row < matrix.rows; row++) total[target[row]] += weight[row];
  for (let begin = 0; begin < matrix.rows; ) {
    const end = blockEnd(matrix.indptr, begin);
    for (let row = begin; row < end; row++) {
      addWeightedRow(matrix, target[row] === 1 ? positive : negative, weight[row], row);
    }
    begin = end;
    yield;
  }
  return { negative, positive, negativeWeight: total[0], positiveWeight: total[1] };
}

function addWeightedRow({ indptr, indices, values }: CsrMatrix, sums: Float64Array, weight: number, row: number): void {
  for (let at = indptr[row]; at < indptr[row + 1]; at++) {
    const value = values[at];
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) refuse(value, at);
    sums[indices[at]] += weight * value;
  }
}

function refuse(value: number, at: number): never {
  if (!Number.isFinite(value)) throw new CodedError('number-not-finite', { where: 'matrix', index: at });
  throw new CodedError('argument-invalid', {
    argument: `matrix value ${at}`,
    got: String(value),
    expected: '0 or more: naive Bayes expects counts',
  });
}
