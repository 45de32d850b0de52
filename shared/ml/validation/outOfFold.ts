import { withProgress } from '../../runtime/mapSteps';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import type { LabelColumn } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { stratifiedFolds } from './folds';
import { type FoldInput, type FoldScores, scoreFold } from './scoreFold';

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
  const fold = foldsOf(labels, spec, rows, groups);
  const { folds } = spec.validation;
  const outcomes: FoldScores[] = [];
  for (let held = 0; held < folds; held++) {
    const progress: FitProgress = { phase: 'calibrate', done: held, total: folds };
    yield progress;
    const input = { corpora, labels, spec, ...rowsOfFold(rows, fold, held) };
    outcomes.push(yield* withProgress(progress, scoreFold(input)));
  }
  yield { phase: 'calibrate', done: folds, total: folds };
  return joinFolds(fold, outcomes);
}

/** Shape (rows.length,): the fold in which each row is held out. @throws CodedError `training-too-few-rows`. */
export function foldsOf(
  labels: readonly LabelColumn[],
  { validation: { folds, seed } }: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
  groups: Uint32Array | null,
): Uint8Array {
  const first = Uint8Array.from(rows, (row) => labels[0].values[row]);
  return stratifiedFolds(first, folds, seed, groups ? Uint32Array.from(rows, (row) => groups[row]) : null);
}

/** The rows inside fold `held` and those outside. */
export function rowsOfFold(
  rows: Uint32Array<ArrayBuffer>,
  fold: Uint8Array,
  held: number,
): Pick<FoldInput, 'inside' | 'outside'> {
  return { inside: rows.filter((_, i) => fold[i] === held), outside: rows.filter((_, i) => fold[i] !== held) };
}

/** @param outcomes one for each fold, in their order. */
export function joinFolds(fold: Uint8Array, outcomes: readonly FoldScores[]): OutOfFold {
  const scores = outcomes[0].scores.map(() => new Float64Array(fold.length));
  const next = new Uint32Array(outcomes.length);
  for (let i = 0; i < fold.length; i++) {
    const place = next[fold[i]]++;
    for (let label = 0; label < scores.length; label++) scores[label][i] = outcomes[fold[i]].scores[label][place];
  }
  return { scores, fold, converged: outcomes.every(({ converged }) => converged) };
}
