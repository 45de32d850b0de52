import { withProgress } from '../../runtime/mapSteps';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import { decisionFunction } from '../estimators/linearModel';
import { fitRows } from '../training/fitRows';
import type { LabelColumn } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';

/** A fold and what is fitted without it. */
export interface FoldInput {
  /** One per feature block. Terms are not looked at, so they may be blank. */
  readonly corpora: readonly CountedCorpus[];
  readonly labels: readonly LabelColumn[];
  readonly spec: PipelineSpec;
  /** The rows to fit on, and those to score; both ascending. */
  readonly outside: Uint32Array<ArrayBuffer>;
  readonly inside: Uint32Array<ArrayBuffer>;
}

export interface FoldScores {
  /** Per label, shape (inside.length,): the decision function. */
  readonly scores: readonly Float64Array<ArrayBuffer>[];
  /** False if the solver stopped early. */
  readonly converged: boolean;
}

/**
 * Fits vectorizers and estimators on the rows outside a fold, and scores those inside.
 * @throws CodedError what `fitRows` throws.
 */
export function* scoreFold(input: FoldInput): Generator<FitProgress, FoldScores, undefined> {
  const { corpora, labels, spec, outside, inside } = input;
  const fitted = yield* fitRows(corpora, labels, spec, outside, 'calibrate');
  const progress: FitProgress = { phase: 'calibrate', done: 1, total: 1 };
  const matrix = yield* withProgress(progress, vectorizeRows(corpora, fitted, inside));
  const scores = labels.map((_, label) => decisionFunction(fitted.linear, matrix, label));
  return { scores, converged: fitted.converged };
}
