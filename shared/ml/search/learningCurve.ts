import { CodedError, toCodedError } from '../../base/errors';
import { createRandom, shuffle } from '../../base/random';
import { withProgress } from '../../runtime/mapSteps';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import { decisionFunction } from '../estimators/linearModel';
import { fitRows } from '../training/fitRows';
import { checkLabels, type LabelledText, UNKNOWN } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import { decide, needsOutOfFold } from '../validation/decide';
import { stratifiedFolds } from '../validation/folds';
import { outOfFold } from '../validation/outOfFold';
import { rowTies, tiesRows } from '../validation/rowTies';
import { countCorpora } from '../vectorizer/count/countCorpus';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';
import type { Failure } from './searchFold';
import { meanAndSd, type SearchMetric, searchScore } from './searchMetric';

/** Scores of the folds with their mean and standard deviation; NaN where undefined. */
export interface FoldScores {
  readonly scores: readonly number[];
  readonly mean: number;
  readonly sd: number;
}

/** One size of a learning curve. */
export interface LearningPoint {
  /** The share of the rows outside a fold that was learnt from, */
  readonly size: number;
  /** and how many rows that were, on average over the folds. */
  readonly rows: number;
  /** Measured on the rows that were learnt from. */
  readonly train: FoldScores;
  /** Measured on the fold. */
  readonly validation: FoldScores;
  readonly converged: boolean;
  /** What the first fold that failed met. */
  readonly failure: Failure | null;
}

export interface LearningCurveOptions {
  /** Shares of the rows outside a fold, above 0 and up to 1, in any order. */
  readonly sizes: readonly number[];
  readonly folds: number;
  readonly seed: number;
  /** Measured on the first label; `rocAuc` if left out. */
  readonly metric?: SearchMetric;
}

/**
 * How a pipeline does with less data than there is: would more labelled comments help? For every fold and size it is
 * fitted on a part of the rows outside the fold. Parts have the classes in the shares of the whole (one row of each at
 * least), and a smaller part is a subset of a larger one. Text is counted once. scikit-learn: `learning_curve`.
 *
 * @returns one point per size, in the order given.
 * @throws CodedError `argument-invalid` for a size out of range or none; `training-one-class`, `training-too-few-rows`.
 *   A size that is too small to fit yields a point with its error.
 */
export async function* learningCurve(
  data: LabelledText,
  spec: PipelineSpec,
  options: LearningCurveOptions,
): AsyncGenerator<FitProgress, LearningPoint[], undefined> {
  const { sizes, folds, seed } = options;
  checkSizes(sizes);
  checkLabels(data);
  const metric = options.metric ?? 'rocAuc';
  const [label] = data.labels;
  const { corpora, ...text } = yield* countCorpora(data, spec, spec.validation.groupSimilar || !data.groups);
  const groups = yield* rowTies(data, spec, text);
  const fold = stratifiedFolds(label.values, folds, seed, groups);
  const every = Uint32Array.from(fold.keys());
  const together = tiesRows(spec.validation, data) ? groups : null;

  const measured = sizes.map((): Measured[] => []);
  const total = sizes.length * folds;
  for (let held = 0, done = 0; held < folds; held++) {
    const inside = every.filter((row) => fold[row] === held);
    const order = shuffle(
      every.filter((row) => fold[row] !== held),
      createRandom(seed + held),
    );
    for (const [at, size] of sizes.entries()) {
      const progress: FitProgress = { phase: 'fit', done: done++, total };
      yield progress;
      const rows = partOf(order, label.values, size);
      measured[at].push(yield* withProgress(progress, measure(rows, inside)));
    }
  }
  yield { phase: 'fit', done: total, total };
  return sizes.map((size, at) => pointOf(size, measured[at]));

  function* measure(rows: Uint32Array<ArrayBuffer>, inside: Uint32Array<ArrayBuffer>): Generator<unknown, Measured> {
    try {
      let threshold = 0;
      if (metric === 'f1') {
        const scores = needsOutOfFold(spec) ? yield* outOfFold(corpora, [label], spec, rows, together) : null;
        threshold = (yield* decide([label], spec, rows, scores)).thresholds[0];
      }
      const fitted = yield* fitRows(corpora, [label], spec, rows, 'fit');
      const score = function* (on: Uint32Array<ArrayBuffer>): Generator<unknown, number> {
        const scores = decisionFunction(fitted.linear, yield* vectorizeRows(corpora, fitted, on));
        return searchScore(metric, label, on, scores, threshold, spec.validation.prevalence);
      };
      const [train, validation] = [yield* score(rows), yield* score(inside)];
      return { rows: rows.length, train, validation, converged: fitted.converged, failure: null };
    } catch (error) {
      const { code, params } = toCodedError(error);
      const none = { train: Number.NaN, validation: Number.NaN, converged: false };
      return { rows: rows.length, ...none, failure: { code, params } };
    }
  }
}

interface Measured {
  readonly rows: number;
  readonly train: number;
  readonly validation: number;
  readonly converged: boolean;
  readonly failure: Failure | null;
}

function pointOf(size: number, measured: readonly Measured[]): LearningPoint {
  const foldScores = (scores: readonly number[]) => ({ scores, ...meanAndSd(scores) });
  return {
    size,
    rows: meanAndSd(measured.map(({ rows }) => rows)).mean,
    train: foldScores(measured.map(({ train }) => train)),
    validation: foldScores(measured.map(({ validation }) => validation)),
    converged: measured.every(({ converged }) => converged),
    failure: measured.find(({ failure }) => failure)?.failure ?? null,
  };
}

/** The rows of a part: the first of each class of `order`, a share `size` of them, rounded, one at least; ascending. */
export function partOf(order: Uint32Array, values: Uint8Array, size: number): Uint32Array<ArrayBuffer> {
  const taken: number[] = [];
  for (const kind of [0, 1, UNKNOWN]) {
    const rows = order.filter((row) => values[row] === kind);
    const wanted = Math.floor(size * rows.length + 0.5);
    for (const row of rows.subarray(0, kind === UNKNOWN ? wanted : Math.max(1, wanted))) taken.push(row);
  }
  return Uint32Array.from(taken).sort();
}

function checkSizes(sizes: readonly number[]): void {
  if (sizes.length === 0) {
    throw new CodedError('argument-invalid', { argument: 'sizes', got: 'none', expected: '1 or more' });
  }
  sizes.forEach((size, i) => {
    if (size > 0 && size <= 1) return;
    throw new CodedError('argument-invalid', { argument: `sizes[${i}]`, got: `${size}`, expected: 'above 0, up to 1' });
  });
}
