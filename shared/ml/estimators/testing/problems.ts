import { createRandom } from '../../../base/random';
import { runStepsSync } from '../../../runtime/steps';
import type { EstimatorSettings } from '../../../spec/pipelineSpec';
import type { CsrMatrix } from '../../matrix/csr';
import { fitEstimator } from '../fitEstimator';
import type { EstimatorFit, EstimatorProblem, EstimatorStart } from '../problem';

/** Settings with every default, but for those given. */
export function settingsOf(some: Partial<EstimatorSettings>): EstimatorSettings {
  return {
    kind: 'logisticRegression',
    c: 1,
    alpha: 1,
    beta: 1,
    fitPrior: true,
    classWeight: 'none',
    tol: 1e-4,
    maxIter: 1000,
    ...some,
  };
}

export function fitNow(
  problem: EstimatorProblem,
  some: Partial<EstimatorSettings>,
  start?: EstimatorStart,
): EstimatorFit {
  return runStepsSync(fitEstimator(problem, settingsOf(some), start));
}

/** The sparse matrix of dense rows. */
export function csrOf(dense: readonly (readonly number[])[], columns = dense[0]?.length ?? 0): CsrMatrix {
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of dense) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    indptr.push(indices.length);
  }
  return {
    rows: dense.length,
    columns,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
  };
}

/**
 * Comments as a vectorizer sees them: rows of norm 1 over words that follow Zipf's law, a fifth of them positive, with
 * empty rows, columns of zeros and many columns that only one row has.
 */
export function zipfProblem(rows: number, columns: number, seed: number): EstimatorProblem {
  const random = createRandom(seed);
  const target = new Uint8Array(rows);
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    target[row] = random.unit() < 0.2 ? 1 : 0;
    const words = new Set<number>();
    for (let left = random.below(30); left > 0; left--) {
      const word = Math.min(columns - 1, Math.floor(1 / (random.unit() + 1 / columns)));
      words.add(target[row] === 1 && random.unit() < 0.3 ? columns - 1 - (word % 50) : word);
    }
    for (const word of [...words].sort((a, b) => a - b)) {
      indices.push(word);
      values.push(1 / Math.sqrt(words.size));
    }
    indptr.push(indices.length);
  }
  target[0] = 0;
  target[1] = 1;
  const matrix: CsrMatrix = {
    rows,
    columns,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
  };
  return { matrix, target, rowWeight: null };
}

/** decision(x) of every row, the slow way. */
export function decisions({ matrix }: EstimatorProblem, weights: Float64Array, bias: number): number[] {
  return Array.from({ length: matrix.rows }, (_, row) => {
    let sum = bias;
    for (let at = matrix.indptr[row]; at < matrix.indptr[row + 1]; at++)
      sum += weights[matrix.indices[at]] * matrix.values[at];
    return sum;
  });
}

/** The objective of logisticRegression or linearSvc, computed directly from its formula, without class weights. */
export function plainObjective(
  kind: 'logisticRegression' | 'linearSvc',
  problem: EstimatorProblem,
  c: number,
  weights: Float64Array,
  bias: number,
): number {
  let value = kind === 'linearSvc' ? 0.5 * bias * bias : 0;
  for (const weight of weights) value += 0.5 * weight * weight;
  decisions(problem, weights, bias).forEach((decision, row) => {
    const margin = problem.target[row] === 1 ? decision : -decision;
    const loss = kind === 'linearSvc' ? Math.max(0, 1 - margin) ** 2 : Math.log1p(Math.exp(-margin));
    value += c * (problem.rowWeight?.[row] ?? 1) * loss;
  });
  return value;
}
