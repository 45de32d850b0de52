import { halvingSearch } from '#shared/ml/search/halving';
import { type LearningPoint, learningCurve } from '#shared/ml/search/learningCurve';
import { type SearchProgress, searchPipeline, type Trial } from '#shared/ml/search/search';
import type { SearchMetric } from '#shared/ml/search/searchMetric';
import type { LabelledText } from '#shared/ml/training/labelledText';
import type { FitProgress } from '#shared/ml/training/progress';
import { runSteps } from '#shared/runtime/steps';
import { type PipelineSpec, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { TRAINING_LOCK, withLock } from '../../storage/locks';
import { openTrainingRows, type TrainingSource, tiesOf, withSourcesLocked } from '../../storage/trainingRows';
import { withKernelPool } from '../lib/pool';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';

/** The rows that settings are compared on: their first label. */
export interface SearchedRows {
  readonly sources: readonly TrainingSource[];
  /** Null: the first one of the first source. */
  readonly label: string | null;
  /** A column whose equal values stay in one fold, or null. */
  readonly groupBy: string | null;
}

export interface SearchPlan {
  readonly candidates: readonly PipelineSpec[];
  /** Indices of candidates that were run before; not with `factor`. */
  readonly done: readonly number[];
  readonly folds: number;
  readonly seed: number;
  readonly metric: SearchMetric;
  /** Successive halving by this factor; null: every candidate on all comments. */
  readonly factor: number | null;
}

/** A trial and, with halving, the share of the comments it was on. */
export interface SearchedTrial {
  readonly trial: Trial;
  readonly share: number;
}

export interface SearchStep {
  readonly phase: 'count' | 'search';
  /** Fits done and to do in this phase; while counting, comments. */
  readonly done: number;
  readonly total: number;
  readonly threads: number;
  /** Finished since the last step. */
  readonly trials: readonly SearchedTrial[];
  /** The first trial while it is under way, by the folds that are done; null: there is nothing new of it. */
  readonly begun: SearchedTrial | null;
}

/** The API of the worker that compares settings. */
const api = {
  /**
   * Compares candidates by cross-validation, or by successive halving. Every trial is reported as it ends.
   * @returns the index of the best candidate that was run now, null if no trial has a score.
   * @throws CodedError what `openTrainingRows` and `searchPipeline` refuse; an AbortError.
   */
  async search(
    rows: SearchedRows,
    plan: SearchPlan,
    onStep: (step: SearchStep) => void,
    signal: AbortSignal,
  ): Promise<number | null> {
    const { folds, seed, metric, factor } = plan;
    const known = new Set(plan.done);
    const indices = plan.candidates.map((_, index) => index).filter((index) => !known.has(index));
    const candidates = indices.map((index) => parsePipelineSpec(plan.candidates[index]));
    return locked(rows, signal, async (data) =>
      withKernelPool(async (pool) => {
        let news: SearchedTrial[] = [];
        let begun: SearchedTrial | null = null;
        // Candidates of one fold end together: their trials go in one message, so that the page draws once.
        const post = ({ phase, done, total }: Pick<SearchStep, 'phase' | 'done' | 'total'>) => {
          onStep({ phase, done, total, threads: pool.size, trials: news, begun });
          news = [];
          begun = null;
        };
        const send = throttled(post);
        let last: Pick<SearchStep, 'phase' | 'done' | 'total'> = { phase: 'search', done: 0, total: 0 };
        const numbered = (trial: Trial, share: number) => ({ trial: { ...trial, index: indices[trial.index] }, share });
        const report = (step: SearchProgress, share: number) => {
          if (step.trial) news.push(numbered(step.trial, share));
          if (step.begun) begun = numbered(step.begun, share);
          last = step;
          send(step);
        };
        const flush = () => post(last);
        const options = { folds, seed, metric, pool, countingPool: pool, firstAlone: true };
        if (factor !== null) {
          const searching = halvingSearch(data, candidates, { ...options, factor });
          const { best } = await runSteps(searching, signal, (step) => report(step, step.share));
          flush();
          return best === null ? null : indices[best];
        }
        const searching = searchPipeline(data, candidates, { ...options, budget: null });
        const { best } = await runSteps(searching, signal, (step) => report(step, 1));
        flush();
        return best === null ? null : indices[best];
      }),
    );
  },

  /**
   * How settings do with less data than there is.
   * @throws CodedError as `search`, and what `learningCurve` refuses; an AbortError.
   */
  async curve(
    rows: SearchedRows,
    spec: PipelineSpec,
    options: { readonly sizes: readonly number[]; readonly folds: number; readonly seed: number },
    metric: SearchMetric,
    onProgress: (progress: FitProgress) => void,
    signal: AbortSignal,
  ): Promise<LearningPoint[]> {
    const report = throttled(onProgress);
    return locked(rows, signal, (data) =>
      runSteps(learningCurve(data, parsePipelineSpec(spec), { ...options, metric }), signal, report),
    );
  },
};

export type SearchApi = typeof api;

exposeApi(api);

/** Runs `work` on the rows, while no tab trains and none deletes a dataset of them. */
function locked<Result>(
  { sources, label, groupBy }: SearchedRows,
  signal: AbortSignal,
  work: (data: LabelledText) => Promise<Result>,
): Promise<Result> {
  const open = async () => {
    const learnt = await openTrainingRows(sources, label === null ? null : [label]);
    const ties = await tiesOf(learnt, groupBy);
    return work({
      rows: learnt.rows,
      chunks: () => learnt.chunks(),
      labels: [learnt.labels[0]],
      ...(ties === null ? {} : { ties }),
      fingerprint: '',
      spare: true,
    });
  };
  const alone = () => withSourcesLocked(sources, open, signal);
  return withLock(TRAINING_LOCK, 'exclusive', alone, signal);
}
