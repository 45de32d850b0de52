import { CodedError } from '../../base/errors';
import { withProgress } from '../../runtime/mapSteps';
import type { EstimatorSettings } from '../../spec/pipelineSpec';
import type { CsrMatrix } from '../matrix/csr';

/** What a fit learns from. The arrays are read, never written. */
export interface EstimatorProblem {
  readonly matrix: CsrMatrix;
  /** Shape (rows,); 1 is positive, 0 negative. */
  readonly target: Uint8Array;
  /** Shape (rows,), finite and ≥ 0, times which a row counts; null counts each once. */
  readonly rowWeight: Float64Array | null;
}

/** What a fit ends as: decision(x) = weights · x + bias. */
export interface EstimatorFit {
  /** Shape (columns,). */
  readonly weights: Float64Array<ArrayBuffer>;
  readonly bias: number;
  /** `logit`: σ(decision) is a probability. `margin`: it is not. */
  readonly link: 'logit' | 'margin';
  /** False if `maxIter` came first. Fits in closed form always converge. */
  readonly converged: boolean;
  /** Epochs of coordinate descent and steps of Newton's method together; 0 for fits in closed form. */
  readonly iterations: number;
  /** The minimised objective at the end; null for fits in closed form. */
  readonly objective: number | null;
  /** ‖∇objective‖ at the end and where the solver would stop; null for fits in closed form. */
  readonly gradientNorm: number | null;
  readonly gradientTarget: number | null;
}

/** Progress of a fit: `gradientNorm` falls to `target`, not smoothly. Coordinate descent reports an estimate of it. */
export interface EstimatorProgress {
  readonly iteration: number;
  readonly gradientNorm: number;
  readonly target: number;
}

export type EstimatorSteps = Generator<EstimatorProgress, EstimatorFit, undefined>;

/** Where an iterative fit may begin: the weights of a near problem, such as the last c of a path. */
export interface EstimatorStart {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** The fit of an estimator that has its answer in closed form, as log-odds. */
export function closedFormFit(weights: Float64Array<ArrayBuffer>, bias: number): EstimatorFit {
  const none = { objective: null, gradientNorm: null, gradientTarget: null };
  return { weights, bias, link: 'logit', converged: true, iterations: 0, ...none };
}

/** Runs steps that report no progress, yielding `progress` (by default: unknown) in their place. */
export function underProgress<Result>(
  steps: Generator<unknown, Result, undefined>,
  progress: EstimatorProgress = { iteration: 0, gradientNorm: Number.POSITIVE_INFINITY, target: 0 },
): Generator<EstimatorProgress, Result, undefined> {
  return withProgress(progress, steps);
}

/** The rows of a checked problem: how many of each class there are, and how much each weighs. */
export interface RowSummary {
  readonly positives: number;
  readonly negatives: number;
  /** Shape (rows,): row weight × class weight. */
  readonly weight: Float64Array<ArrayBuffer>;
}

/**
 * Rejects input that no estimator can learn from, and weighs the rows: rowWeight × class weight, where `balanced` gives
 * a class n / (2 · n_class), in rows, as scikit-learn does. Rows of weight 0 count as rows.
 *
 * @throws CodedError `shape-mismatch`, `number-not-finite`, `argument-invalid` (a weight below 0; c or alpha out of
 *   range), `training-too-few-rows` (no rows), `training-one-class` (also if all rows of a class weigh 0).
 */
export function summariseRows(problem: EstimatorProblem, settings: EstimatorSettings): RowSummary {
  const { matrix, target, rowWeight } = problem;
  const { rows } = matrix;
  checkSettings(settings);
  if (matrix.indptr.length !== rows + 1) {
    throw new CodedError('shape-mismatch', { what: 'indptr', got: matrix.indptr.length, expected: rows + 1 });
  }
  if (target.length !== rows)
    throw new CodedError('shape-mismatch', { what: 'target', got: target.length, expected: rows });
  if (rowWeight !== null && rowWeight.length !== rows) {
    throw new CodedError('shape-mismatch', { what: 'rowWeight', got: rowWeight.length, expected: rows });
  }
  if (rows === 0) throw new CodedError('training-too-few-rows', { rows, needed: 2, reason: 'one row of each class' });
  let positives = 0;
  const weighted = [0, 0];
  for (let row = 0; row < rows; row++) {
    const label = target[row];
    if (label > 1) {
      throw new CodedError('argument-invalid', { argument: `target[${row}]`, got: String(label), expected: '0 or 1' });
    }
    positives += label;
    const weight = rowWeight === null ? 1 : rowWeight[row];
    if (!Number.isFinite(weight)) throw new CodedError('number-not-finite', { where: 'rowWeight', index: row });
    if (weight < 0) {
      throw new CodedError('argument-invalid', { argument: `rowWeight[${row}]`, got: String(weight), expected: '≥ 0' });
    }
    weighted[label] += weight;
  }
  if (!(weighted[0] > 0 && weighted[1] > 0)) throw new CodedError('training-one-class', { label: '', rows, positives });
  const negatives = rows - positives;
  const balanced = settings.classWeight === 'balanced';
  const classWeight = balanced ? [rows / (2 * negatives), rows / (2 * positives)] : [1, 1];
  const weight = new Float64Array(rows);
  for (let row = 0; row < rows; row++)
    weight[row] = (rowWeight === null ? 1 : rowWeight[row]) * classWeight[target[row]];
  return { positives, negatives, weight };
}

function checkSettings({ c, alpha, tol, maxIter }: EstimatorSettings): void {
  const refuse = (argument: string, got: number, expected: string) => {
    throw new CodedError('argument-invalid', { argument, got: String(got), expected });
  };
  if (!(c > 0 && Number.isFinite(c))) refuse('c', c, 'a finite number above 0');
  if (!(alpha >= 0 && Number.isFinite(alpha))) refuse('alpha', alpha, 'a finite number, 0 or more');
  if (!(tol > 0)) refuse('tol', tol, 'a number above 0');
  if (!(maxIter >= 1)) refuse('maxIter', maxIter, '1 or more');
}

/** Non-zeros after which a pass over rows yields: some 5 ms of work. */
const BLOCK_NON_ZEROS = 1 << 19;
/** Rows after which it does so even if they are empty. */
const BLOCK_ROWS = 1 << 16;

/**
 * The end of the block of rows that begins at row `begin`. Blocks are cut by the matrix alone, never by time or by the
 * number of threads, so sums that are reduced block by block do not depend on either.
 */
export function blockEnd(indptr: Uint32Array, begin: number): number {
  const rows = indptr.length - 1;
  const last = Math.min(rows, begin + BLOCK_ROWS);
  const limit = indptr[begin] + BLOCK_NON_ZEROS;
  if (indptr[last] <= limit) return last;
  let low = begin + 1; // a block has a row at least
  let high = last;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (indptr[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
