import { CodedError, type ErrorParams } from '../../base/errors';
import { mapSteps, withProgress } from '../../runtime/mapSteps';
import { type EstimatorSettings, type FeatureSettings, isCompact, type PipelineSpec } from '../../spec/pipelineSpec';
import { fitEstimator } from '../estimators/fitEstimator';
import type { LinearModel } from '../estimators/linearModel';
import type { EstimatorProblem } from '../estimators/problem';
import type { FitHelpers } from '../estimators/solvers/sharedWork';
import type { CsrMatrix } from '../matrix/csr';
import { hstack, selectRows } from '../matrix/csrOps';
import { compactRows, type FittedTerms } from '../model/compactRows';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { fitVectorizer, vectorizeCounts } from '../vectorizer/fit/fitVectorizer';
import type { FittedVectorizers } from '../vectorizer/fit/vectorizeRows';
import type { FittedVectorizer } from '../vectorizer/types';
import { type LabelColumn, UNKNOWN } from './labelledText';
import type { FitPhase, FitProgress } from './progress';

/** Vectorizers and a linear model fitted on some rows of a counted corpus. */
export interface FittedRows extends FittedTerms {
  /** The rows it was fitted on, and the stored values of their matrix. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly nonZeros: number;
  readonly converged: boolean;
  /** For a compact model, what it was made from: every term, nothing rounded. Null for any other. */
  readonly whole: FittedTerms | null;
}

/** Vectorizers fitted on some rows of a counted corpus, and the matrix of these rows. */
export interface VectorizedRows extends FittedVectorizers {
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly matrix: CsrMatrix;
}

/** An estimator fitted on a matrix, one row of weights per label. */
export type FittedLabels = Pick<FittedRows, 'linear' | 'converged'>;

/**
 * Fits vectorizers and estimators on `rows` alone, as if there were no others; a compact model is made compact by them
 * alone too.
 * @param helpers threads that take a share of long fits.
 * @throws CodedError `vocabulary-empty`, `training-one-class`, and what the estimators throw.
 */
export function* fitRows(
  corpora: readonly CountedCorpus[],
  labels: readonly LabelColumn[],
  spec: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
  phase: FitPhase,
  helpers: FitHelpers | null = null,
): Generator<FitProgress, FittedRows, undefined> {
  const vectorizing = phase === 'calibrate' ? phase : 'vectorize';
  const { matrix, ...vectorized } = yield* fitVectorizers(corpora, spec.features, rows, vectorizing);
  const isPart = rows.length < corpora[0].counts.rows;
  const { linear, converged } = yield* ofPart(isPart, fitLabels(matrix, labels, spec.estimator, rows, phase, helpers));
  const fitted = { ...vectorized, linear, nonZeros: matrix.indices.length, converged };
  if (!isCompact(spec)) return { ...fitted, whole: null };
  const progress: FitProgress = { phase, done: labels.length, total: labels.length };
  const compact = yield* withProgress(progress, compactRows(corpora, spec.compact, fitted, matrix));
  return { ...fitted, ...compact, whole: fitted };
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
    const fit = yield* withProgress(progress, fitVectorizer(corpora[block], features[block], rows));
    vectorizers.push(fit.vectorizer);
    columnsOf.push(fit.columnOf);
    blocks.push(yield* withProgress(progress, vectorizeCounts(corpora[block], fit.vectorizer, fit.columnOf, rows)));
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
  helpers: FitHelpers | null = null,
): Generator<FitProgress, FittedLabels, undefined> {
  const weights = new Float32Array(labels.length * matrix.columns);
  const bias = new Float64Array(labels.length);
  let link: LinearModel['link'] = 'logit';
  let converged = true;
  for (let label = 0; label < labels.length; label++) {
    const { values, weights: rowWeights } = labels[label];
    const solving = fitEstimator(
      knownOnly({
        matrix,
        target: Uint8Array.from(rows, (row) => values[row]),
        rowWeight: rowWeights ? Float64Array.from(rows, (row) => rowWeights[row]) : null,
      }),
      settings,
      undefined,
      helpers,
    );
    const fit = yield* ofLabel(
      labels[label].name,
      mapSteps(solving, (solver) => ({ phase, done: label, total: labels.length, solver })),
    );
    yield { phase, done: label + 1, total: labels.length };
    weights.set(fit.weights, label * matrix.columns);
    bias[label] = fit.bias;
    link = fit.link;
    converged = converged && fit.converged;
  }
  return { linear: { labels: labels.length, features: matrix.columns, weights, bias, link }, converged };
}

/** `fitting`, whose errors of a class that is missing among its rows name the label. */
function* ofLabel<Result>(
  label: string,
  fitting: Generator<FitProgress, Result, undefined>,
): Generator<FitProgress, Result, undefined> {
  try {
    return yield* fitting;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error.code === 'training-one-class') {
      throw new CodedError('training-one-class', { ...(error.params as ErrorParams['training-one-class']), label });
    }
    if (error.code === 'training-too-few-rows') {
      const { reason, ...counts } = error.params as ErrorParams['training-too-few-rows'];
      throw new CodedError('training-too-few-rows', { ...counts, reason: `${reason} of ${label}` });
    }
    throw error;
  }
}

/** `fitting`, whose error of a missing class says that it is of a part of the rows. */
function* ofPart<Result>(
  isPart: boolean,
  fitting: Generator<FitProgress, Result, undefined>,
): Generator<FitProgress, Result, undefined> {
  try {
    return yield* fitting;
  } catch (error) {
    if (!isPart || !(error instanceof CodedError) || error.code !== 'training-one-class') throw error;
    throw new CodedError('training-one-class', { ...(error.params as ErrorParams['training-one-class']), part: true });
  }
}

/** The rows whose label is known. */
function knownOnly(problem: EstimatorProblem): EstimatorProblem {
  const { matrix, target, rowWeight } = problem;
  if (!target.includes(UNKNOWN)) return problem;
  const known = Uint32Array.from(target.keys()).filter((row) => target[row] !== UNKNOWN);
  return {
    matrix: selectRows(matrix, known),
    target: target.filter((value) => value !== UNKNOWN),
    rowWeight: rowWeight && Float64Array.from(known, (row) => rowWeight[row]),
  };
}
