import { type ErrorCode, type ErrorParams, toCodedError } from '../../base/errors';
import { withProgress } from '../../runtime/mapSteps';
import { isCompact, type PipelineSpec } from '../../spec/pipelineSpec';
import { decisionFunction } from '../estimators/linearModel';
import type { CsrMatrix } from '../matrix/csr';
import { compactRows } from '../model/compactRows';
import { fitLabels, fitVectorizers, type VectorizedRows } from '../training/fitRows';
import type { LabelColumn } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import { decide, needsOutOfFold } from '../validation/decide';
import { outOfFold } from '../validation/outOfFold';
import { tiesRows } from '../validation/rowTies';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';
import { type SearchMetric, searchScore } from './searchMetric';

/** A coded error as plain data. */
export interface Failure {
  readonly code: ErrorCode;
  readonly params: ErrorParams[ErrorCode];
}

/** How a candidate did on one fold. */
export interface FoldOutcome {
  /** NaN where the metric is undefined or the fit failed. */
  readonly score: number;
  readonly converged: boolean;
  readonly failure: Failure | null;
}

/** One fold and candidates that see the text alike. */
export interface SearchFoldInput {
  /** One per feature block. */
  readonly corpora: readonly CountedCorpus[];
  readonly label: LabelColumn;
  /** Shape (rows,): rows that stay together have the same number. */
  readonly groups: Uint32Array<ArrayBuffer> | null;
  /** The data ties rows, whatever a spec says of duplicates. */
  readonly tied: boolean;
  /** Shape (rows,). */
  readonly fold: Uint8Array<ArrayBuffer>;
  /** The fold to hold out. */
  readonly held: number;
  /** One or more, of the same `text` and `features`. */
  readonly specs: readonly PipelineSpec[];
  readonly metric: SearchMetric;
}

/**
 * Fits candidates on the rows outside a fold and scores the rows inside. Features are vectorized once. What a
 * candidate throws becomes its outcome.
 *
 * Fits do not begin where that of another `c` ended: measured on 50,000 comments, the dual from nothing beats Newton's
 * method from a near optimum two to one, even for a `c` a fifth larger. So a candidate's numbers are its own.
 *
 * @returns one outcome per spec.
 */
export function* searchFold(input: SearchFoldInput): Generator<FitProgress, FoldOutcome[], undefined> {
  const { corpora, fold, held, specs } = input;
  const every = Uint32Array.from(fold.keys());
  const outside = every.filter((row) => fold[row] !== held);
  const inside = every.filter((row) => fold[row] === held);
  let vectorized: VectorizedRows;
  let heldMatrix: VectorizedRows['matrix'];
  try {
    vectorized = yield* fitVectorizers(corpora, specs[0].features, outside, 'vectorize');
    const progress: FitProgress = { phase: 'vectorize', done: 1, total: 1 };
    heldMatrix = yield* withProgress(progress, vectorizeRows(corpora, vectorized, inside));
  } catch (error) {
    return specs.map(() => failed(error));
  }
  const outcomes: FoldOutcome[] = [];
  for (const spec of specs) {
    try {
      const threshold = yield* thresholdOf(input, spec, outside);
      const fit = yield* fitLabels(vectorized.matrix, [input.label], spec.estimator, outside, 'fit');
      const scores = isCompact(spec)
        ? yield* compactScores(corpora, spec, { ...vectorized, ...fit }, vectorized.matrix, inside)
        : decisionFunction(fit.linear, heldMatrix);
      const { prevalence } = spec.validation;
      const score = searchScore(input.metric, input.label, inside, scores, threshold, prevalence);
      outcomes.push({ score, converged: fit.converged, failure: null });
    } catch (error) {
      outcomes.push(failed(error));
    }
  }
  return outcomes;
}

/** Scores of unseen rows by the compact model made from `whole`. */
function* compactScores(
  corpora: readonly CountedCorpus[],
  { compact }: PipelineSpec,
  whole: Parameters<typeof compactRows>[2],
  matrix: CsrMatrix,
  rows: Uint32Array<ArrayBuffer>,
): Generator<FitProgress, Float64Array<ArrayBuffer>, undefined> {
  const progress: FitProgress = { phase: 'fit', done: 1, total: 1 };
  const { linear, ...terms } = yield* withProgress(progress, compactRows(corpora, compact, whole, matrix));
  return decisionFunction(linear, yield* withProgress(progress, vectorizeRows(corpora, terms, rows)));
}

function failed(error: unknown): FoldOutcome {
  const { code, params } = toCodedError(error);
  return { score: Number.NaN, converged: false, failure: { code, params } };
}

/** The threshold that training on `rows` would choose; ranking metrics need none. */
function* thresholdOf(
  { corpora, label, groups, tied, metric }: SearchFoldInput,
  spec: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
): Generator<FitProgress, number, undefined> {
  if (metric !== 'f1') return 0;
  const together = tied || tiesRows(spec.validation, {}) ? groups : null;
  const scores = needsOutOfFold(spec) ? yield* outOfFold(corpora, [label], spec, rows, together) : null;
  const decision = yield* decide([label], spec, rows, scores);
  return decision.thresholds[0];
}
