import { withProgress } from '../../runtime/mapSteps';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import { decisionFunction } from '../estimators/linearModel';
import { fitRows } from '../training/fitRows';
import type { LabelColumn } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';
import { stratifiedFolds } from './folds';

/** Scores that rows got from models which had not seen them. */
export interface OutOfFold {
  /** Per label, shape (rows.length,): the decision function. */
  readonly scores: readonly Float64Array[];
  /** Shape (rows.length,): the fold in which a row was held out. */
  readonly fold: Uint8Array;
  /** False if the solver of a fold stopped early. */
  readonly converged: boolean;
}

/**
 * Cross-validated scores of `rows`: fold by fold, vectorizers and estimators are fitted on the other folds and score
 * this one. Folds are stratified by the first label; with `groups`, rows of one group (duplicates) stay in one fold.
 *
 * @param groups shape (all rows of the corpus,), or null.
 * @throws CodedError `training-too-few-rows` if a class has fewer rows or groups than there are folds;
 *   `training-one-class` if a further label has one class only outside a fold.
 */
export function* outOfFold(
  corpora: readonly CountedCorpus[],
  labels: readonly LabelColumn[],
  spec: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
  groups: Uint32Array | null,
): Generator<FitProgress, OutOfFold, undefined> {
  const { folds, seed } = spec.validation;
  const first = Uint8Array.from(rows, (row) => labels[0].values[row]);
  const groupOf = groups ? Uint32Array.from(rows, (row) => groups[row]) : null;
  const fold = stratifiedFolds(first, folds, seed, groupOf);
  const scores = labels.map(() => new Float64Array(rows.length));
  let converged = true;
  for (let held = 0; held < folds; held++) {
    const progress: FitProgress = { phase: 'calibrate', done: held, total: folds };
    yield progress;
    const inside = rows.filter((_, i) => fold[i] === held);
    const outside = rows.filter((_, i) => fold[i] !== held);
    const fitted = yield* withProgress(progress, fitRows(corpora, labels, spec, outside, 'calibrate'));
    converged = converged && fitted.converged;
    const matrix = yield* withProgress(progress, vectorizeRows(corpora, fitted, inside));
    for (let label = 0; label < labels.length; label++) {
      const heldScores = decisionFunction(fitted.linear, matrix, label);
      for (let i = 0, next = 0; i < rows.length; i++) if (fold[i] === held) scores[label][i] = heldScores[next++];
    }
  }
  yield { phase: 'calibrate', done: folds, total: folds };
  return { scores, fold, converged };
}
