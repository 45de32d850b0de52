import type { EstimatorSettings, FeatureSettings, PipelineSpec } from '../api/pipelineSpec';
import type { CsrMatrix } from './csr';
import { hstack, selectRows } from './csrOps';
import { fitEstimator } from './estimators/fitEstimator';
import { type LabelColumn, UNKNOWN } from './labelledText';
import type { LinearModel } from './linearModel';
import { type FitPhase, type FitProgress, showing } from './progress';
import type { CountedCorpus } from './vectorizer/counter';
import { fitVectorizer, vectorizeCounts } from './vectorizer/fitVectorizer';
import type { FittedVectorizer } from './vectorizer/types';

/** Vectorizers and a linear model fitted on some rows of a counted corpus. */
export interface FittedRows {
  readonly vectorizers: readonly FittedVectorizer[];
  /** Per vectorizer, the feature of each column of its corpus; 0xffffffff for none. */
  readonly columnsOf: readonly Uint32Array[];
  readonly linear: LinearModel;
  /** The rows it was fitted on, and the stored values of their matrix. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly nonZeros: number;
  readonly converged: boolean;
}

/** Vectorizers fitted on some rows of a counted corpus, and the matrix of these rows. */
export interface VectorizedRows extends Pick<FittedRows, 'vectorizers' | 'columnsOf' | 'rows'> {
  readonly matrix: CsrMatrix;
}

/** An estimator fitted on a matrix, one row of weights per label. */
export type FittedLabels = Pick<FittedRows, 'linear' | 'converged'>;

/**
 * Fits vectorizers and estimators on `rows` alone, as if there were no others.
 * @throws CodedError `vocabulary-empty`, `training-one-class`, and what the estimators throw.
 */
export function* fitRows(
  corpora: readonly CountedCorpus[],
  labels: readonly LabelColumn[],
  spec: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
  phase: FitPhase,
): Generator<FitProgress, FittedRows, undefined> {
  const vectorizing = phase === 'calibrate' ? phase : 'vectorize';
  const { matrix, ...vectorized } = yield* fitVectorizers(corpora, spec.features, rows, vectorizing);
  const { linear, converged } = yield* fitLabels(matrix, labels, spec.estimator, rows, phase);
  return { ...vectorized, linear, nonZeros: matrix.indices.length, converged };
}

/**
 * The first half of `fitRows`.
 * @throws CodedError `vocabulary-empty`, `spec-invalid`, `too-many-terms`.
 */
export function* fitVectorizers(
  corpora: readonly CountedCorpus[],
  features: readonly FeatureSettings[],
  rows: Uint32Array<ArrayBuffer>,
  phase: FitPhase,
): Generator<FitProgress, VectorizedRows, undefined> {
  const vectorizers: FittedVectorizer[] = [];
  const columnsOf: Uint32Array[] = [];
  const blocks: CsrMatrix[] = [];
  for (let block = 0; block < corpora.length; block++) {
    const progress: FitProgress = { phase, done: block, total: corpora.length };
    const fit = yield* showing(progress, fitVectorizer(corpora[block], features[block], rows));
    vectorizers.push(fit.vectorizer);
    columnsOf.push(fit.columnOf);
    blocks.push(yield* showing(progress, vectorizeCounts(corpora[block], fit.vectorizer, fit.columnOf, rows)));
  }
  yield { phase, done: corpora.length, total: corpora.length };
  return { vectorizers, columnsOf, rows, matrix: blocks.length === 1 ? blocks[0] : hstack(blocks) };
}

/**
 * The second half of `fitRows`.
 * @param matrix shape (rows.length × features).
 * @throws CodedError `training-one-class`, and what the estimators throw.
 */
export function* fitLabels(
  matrix: CsrMatrix,
  labels: readonly LabelColumn[],
  settings: EstimatorSettings,
  rows: Uint32Array<ArrayBuffer>,
  phase: FitPhase,
): Generator<FitProgress, FittedLabels, undefined> {
  const weights = new Float32Array(labels.length * matrix.columns);
  const bias = new Float64Array(labels.length);
  let link: LinearModel['link'] = 'logit';
  let converged = true;
  for (let label = 0; label < labels.length; label++) {
    const problem = knownOnly(
      matrix,
      Uint8Array.from(rows, (row) => labels[label].values[row]),
    );
    const solving = fitEstimator({ ...problem, rowWeight: null }, settings);
    let step = solving.next();
    while (!step.done) {
      yield { phase, done: label, total: labels.length, solver: step.value };
      step = solving.next();
    }
    weights.set(step.value.weights, label * matrix.columns);
    bias[label] = step.value.bias;
    link = step.value.link;
    converged = converged && step.value.converged;
  }
  return { linear: { labels: labels.length, features: matrix.columns, weights, bias, link }, converged };
}

/** The matrix of other rows of the same corpora, as the fitted vectorizers see them. */
export function* vectorizeRows(
  corpora: readonly CountedCorpus[],
  fitted: Pick<FittedRows, 'vectorizers' | 'columnsOf'>,
  rows: Uint32Array<ArrayBuffer>,
): Generator<unknown, CsrMatrix, undefined> {
  const blocks: CsrMatrix[] = [];
  for (let block = 0; block < corpora.length; block++) {
    blocks.push(yield* vectorizeCounts(corpora[block], fitted.vectorizers[block], fitted.columnsOf[block], rows));
  }
  return blocks.length === 1 ? blocks[0] : hstack(blocks);
}

/** The rows whose label is known. */
function knownOnly(
  matrix: CsrMatrix,
  target: Uint8Array<ArrayBuffer>,
): { matrix: CsrMatrix; target: Uint8Array<ArrayBuffer> } {
  if (!target.includes(UNKNOWN)) return { matrix, target };
  const known = Uint32Array.from(target.keys()).filter((row) => target[row] !== UNKNOWN);
  return { matrix: selectRows(matrix, known), target: target.filter((value) => value !== UNKNOWN) };
}
