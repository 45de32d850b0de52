import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';
import { CodedError } from '../../base/errors';
import { createRandom, shuffle } from '../../base/random';
import type { EstimatorSettings } from '../../spec/pipelineSpec';
import type { CsrMatrix } from '../matrix/csr';
import { type EstimatorProblem, type EstimatorSteps, summariseRows } from './problem';

/** Rows that are learnt from; more would make weights of so few features hardly better. */
export const SURFACE_ROWS = 10_000;
/** The library runs a fixed number of steps and has no stopping rule. */
const STEPS = 500;
/** Of the draw of rows. The same for every training: a fit depends only on its rows, like every other here. */
const SAMPLE_SEED = 0;
/** Dense columns beyond this are a mistake: the library is made for a few. */
const MOST_COLUMNS = 1024;
/** Standardised weights are rounded to multiples of 1 / GRID. */
const GRID = 1 << 20;

/** The Matrix of rows, standardised, with a column of ones at the end. */
interface Design {
  readonly features: Matrix;
  readonly target: Matrix;
  readonly mean: Float64Array;
  /** Standard deviation, divided by n; 0 for a column that is constant. */
  readonly deviation: Float64Array;
}

/**
 * Logistic regression on dense features, by ml-logistic-regression: a baseline that can be read.
 *
 *     maximise  Σ y_i log p_i + (1 − y_i) log(1 − p_i),    p_i = σ(v · z_i + b),    z = (x − μ) / s
 *
 * by 500 steps of gradient ascent from 0 over at most 10,000 rows (drawn at random, classes in the shares they have),
 * without regularisation. The rate is 1/n, or 4/‖ZᵀZ‖∞ if that is less: the curvature is at most ‖ZᵀZ‖∞/4, so no step
 * overshoots. The standardisation is then folded in: w = v/s, bias = b − Σ vμ/s, and a feature that is constant weighs
 * 0, so that the model is one over the raw features like any other.
 *
 * Of `settings` nothing but the kind counts: the library has no regularisation, class weights, tolerance or row
 * weights. It has no intercept either, hence the column of ones, and for two classes it would train two mirrored
 * models, of which we train one. That is one synchronous call without progress, cancellation or warm start: a few
 * seconds for 10,000 rows, without a yield. An application therefore runs this in a thread that it can terminate.
 *
 * Almost certainly deterministic: the library calls Math.exp, whose last bit differs between engines (of 30 weights, 18
 * came out differently in Node 20 and Chromium 156, by 4e-16 at most). Standardised weights are rounded to multiples of
 * 2⁻²⁰ before they are folded, which hides this unless one is that close to the middle between two: for thirty weights
 * and differences up to 1e-14 a chance of one in three million. Elsewhere in this project ids are equal with certainty.
 *
 * @throws CodedError as `summariseRows`; `argument-invalid` for row weights or more than 1,024 columns.
 */
export function* fitSurfaceLogisticRegression(problem: EstimatorProblem, settings: EstimatorSettings): EstimatorSteps {
  const { matrix } = problem;
  summariseRows(problem, settings);
  if (problem.rowWeight !== null) {
    throw new CodedError('argument-invalid', { argument: 'rowWeight', got: 'weights', expected: 'none' });
  }
  if (matrix.columns > MOST_COLUMNS) {
    throw new CodedError('argument-invalid', {
      argument: 'columns',
      got: String(matrix.columns),
      expected: `at most ${MOST_COLUMNS}`,
    });
  }
  yield { iteration: 0, gradientNorm: Number.POSITIVE_INFINITY, target: 0 };
  const { features, target, mean, deviation } = standardise(matrix, problem.target, sampleRows(problem.target));
  yield { iteration: 0, gradientNorm: Number.POSITIVE_INFINITY, target: 0 };
  // Brought back as a model that was never trained, it has one classifier; its own `train` would make two.
  const untrained = { numSteps: STEPS, learningRate: learningRate(features), weights: null };
  const saved = { name: 'LogisticRegression' as const, numberClasses: 1, classifiers: [untrained] };
  const [classifier] = LogisticRegression.load(saved).classifiers;
  classifier.train(features, target);
  const standardised = classifier.weights.to1DArray().map((weight) => Math.floor(weight * GRID + 0.5) / GRID);

  const weights = new Float64Array(matrix.columns);
  let bias = standardised[matrix.columns];
  for (let column = 0; column < matrix.columns; column++) {
    if (deviation[column] === 0) continue;
    weights[column] = Math.fround(standardised[column] / deviation[column]);
    bias -= weights[column] * mean[column];
  }
  const unknown = { objective: null, gradientNorm: null, gradientTarget: null };
  return { weights, bias, link: 'logit', converged: true, iterations: STEPS, ...unknown };
}

/** At most SURFACE_ROWS rows, ascending, each class in the share it has (rounded; one row at least). */
export function sampleRows(target: Uint8Array): Uint32Array<ArrayBuffer> {
  const every = Uint32Array.from(target.keys());
  if (every.length <= SURFACE_ROWS) return every;
  const random = createRandom(SAMPLE_SEED);
  const positives = shuffle(
    every.filter((row) => target[row] === 1),
    random,
  );
  const negatives = shuffle(
    every.filter((row) => target[row] !== 1),
    random,
  );
  const rounded = Math.floor((SURFACE_ROWS * positives.length) / every.length + 0.5);
  const wanted = Math.min(SURFACE_ROWS - 1, Math.max(1, rounded));
  const taken = new Uint32Array(SURFACE_ROWS);
  taken.set(positives.subarray(0, wanted));
  taken.set(negatives.subarray(0, SURFACE_ROWS - wanted), wanted);
  return taken.sort();
}

function standardise({ indptr, indices, values, columns }: CsrMatrix, target: Uint8Array, rows: Uint32Array): Design {
  const n = rows.length;
  const dense = Array.from(rows, (row) => {
    const numbers = new Float64Array(columns + 1);
    for (let at = indptr[row]; at < indptr[row + 1]; at++) numbers[indices[at]] = values[at];
    numbers[columns] = 1;
    return numbers;
  });
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const first = dense[0][column];
    let sum = 0;
    let constant = true;
    for (const numbers of dense) {
      sum += numbers[column];
      constant = constant && numbers[column] === first;
    }
    mean[column] = sum / n;
    let squares = 0;
    for (const numbers of dense) squares += (numbers[column] - mean[column]) * (numbers[column] - mean[column]);
    if (!constant) deviation[column] = Math.sqrt(squares / n);
    for (const numbers of dense) {
      numbers[column] = deviation[column] === 0 ? 0 : (numbers[column] - mean[column]) / deviation[column];
    }
  }
  const target01 = Array.from(rows, (row) => target[row]);
  return { features: new Matrix(dense), target: Matrix.columnVector(target01), mean, deviation };
}

function learningRate(features: Matrix): number {
  const gram = features.transpose().mmul(features);
  let norm = 0;
  for (let row = 0; row < gram.rows; row++) {
    let sum = 0;
    for (let column = 0; column < gram.columns; column++) sum += Math.abs(gram.get(row, column));
    norm = Math.max(norm, sum);
  }
  return Math.min(1 / features.rows, 4 / norm);
}
