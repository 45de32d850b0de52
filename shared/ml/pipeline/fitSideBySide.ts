import { withProgress } from '../../runtime/mapSteps';
import type { Pool } from '../../runtime/parallel';
import { createTaskSet } from '../../runtime/taskSet';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import type { FittedTerms } from '../model/compactRows';
import type { FittedRows } from '../training/fitRows';
import type { LabelColumn } from '../training/labelledText';
import type { FitPhase, FitProgress } from '../training/progress';
import { foldsOf, joinFolds, type OutOfFold, rowsOfFold } from '../validation/outOfFold';
import type { FoldScores } from '../validation/scoreFold';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { withoutTerms } from '../vectorizer/count/fitCorpora';
import { selectTerms } from '../vectorizer/fit/fitVectorizer';
import { featureCount } from '../vectorizer/types';
import type { MlKernels } from './kernels';

/*
 * The fits that calibrate a model and the fit that is kept know nothing of each other, so each is a task. All read the
 * same counts, in memory that threads share. Terms stay behind: no fit looks at their letters.
 */

/** Memory that fits under way may take together, and what one takes for each value of the counts, about. */
const MEMORY_BYTES = 2 ** 31;
const VALUE_BYTES = 24;
/** Fits of less are done before a thread has started. */
const MIN_VALUES = 2 ** 20;

/** How many fits on `corpora` `pool` may have under way: 1 where sharing them out is not possible or of no use. */
export function fitsAtOnce(corpora: readonly CountedCorpus[], pool: Pool<MlKernels> | null): number {
  if (pool === null || pool.size === 1 || typeof SharedArrayBuffer === 'undefined') return 1;
  const values = corpora.reduce((sum, { counts }) => sum + counts.indices.length, 0);
  if (values < MIN_VALUES) return 1;
  return Math.max(1, Math.min(pool.size, Math.floor(MEMORY_BYTES / (VALUE_BYTES * values))));
}

/**
 * `outOfFold` and `fitRows`, side by side; the same numbers. Of several fits that fail, the error is that of the first
 * in the order in which one thread would run them.
 *
 * @param corpora as `withSharedCounts` returns them.
 * @param atOnce fits under way at a time.
 * @throws CodedError what the two throw; `worker-failed`.
 */
export async function* fitSideBySide(
  corpora: readonly CountedCorpus[],
  labels: readonly LabelColumn[],
  spec: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
  groups: Uint32Array | null,
  phase: FitPhase,
  pool: Pool<MlKernels>,
  atOnce: number,
): AsyncGenerator<FitProgress, { held: OutOfFold; fitted: FittedRows }, undefined> {
  const { folds } = spec.validation;
  const fold = foldsOf(labels, spec, rows, groups);
  const blank = corpora.map(withoutTerms);
  const outcomes: FoldScores[] = [];
  let whole: FittedRows | null = null;
  let wholeProgress: FitProgress = { phase, done: 0, total: labels.length };
  let foldsDone = 0;

  const tasks = createTaskSet();
  /** By place in the order of one thread, the fit that is kept last: what it threw. */
  const errors = new Map<number, unknown>();
  const begun = new Map<number, boolean>(); // true: has ended
  const begin = (place: number) => {
    begun.set(place, false);
    tasks.add(async (signal) => {
      try {
        if (place === folds) {
          whole = await pool.run(
            'fitRowsOf',
            { corpora: blank, labels, spec, rows, phase },
            {
              signal,
              onProgress: (progress) => {
                wholeProgress = progress as FitProgress;
              },
            },
          );
        } else {
          const input = { corpora: blank, labels, spec, ...rowsOfFold(rows, fold, place) };
          outcomes[place] = await pool.run('scoreFold', input, { signal });
          foldsDone += 1;
        }
      } catch (error) {
        if (!signal.aborted) errors.set(place, error);
      } finally {
        begun.set(place, true);
      }
    });
  };
  // The longest first, so that none is left over at the end.
  const waiting = [folds, ...Array.from({ length: folds }, (_, place) => place)];
  try {
    for (;;) {
      while (tasks.size() < atOnce && waiting.length > 0 && errors.size === 0) begin(waiting.shift() ?? folds);
      if (errors.size > 0) {
        const first = Math.min(...errors.keys());
        // An earlier one may fail too: it is waited for, or begun.
        const earlier = Array.from({ length: first }, (_, place) => place).filter((place) => begun.get(place) !== true);
        if (earlier.length === 0) throw errors.get(first);
        const next = earlier.find((place) => !begun.has(place));
        if (next !== undefined && tasks.size() < atOnce) begin(next);
      } else if (tasks.size() === 0) break;
      yield foldsDone < folds ? { phase: 'calibrate', done: foldsDone, total: folds } : wholeProgress;
      await tasks.next();
    }
  } finally {
    await tasks.stop();
  }
  if (whole === null) throw new Error('A fit ended without a result.');
  const fitted = yield* withTerms(whole, corpora, wholeProgress);
  return { held: joinFolds(fold, outcomes), fitted };
}

/** A fit with the terms that its task did not have. */
function* withTerms(
  { whole, ...fitted }: FittedRows,
  corpora: readonly CountedCorpus[],
  progress: FitProgress,
): Generator<FitProgress, FittedRows, undefined> {
  const named = { ...fitted, ...(yield* nameTerms(fitted, corpora, progress)) };
  return { ...named, whole: whole && { ...whole, ...(yield* nameTerms(whole, corpora, progress)) } };
}

function* nameTerms(
  fitted: FittedTerms,
  corpora: readonly CountedCorpus[],
  progress: FitProgress,
): Generator<FitProgress, FittedTerms, undefined> {
  const vectorizers: FittedTerms['vectorizers'][number][] = [];
  for (const [block, vectorizer] of fitted.vectorizers.entries()) {
    const hashed = vectorizer.settings.kind === 'hashing';
    const select = selectTerms(corpora[block].terms, fitted.columnsOf[block], featureCount(vectorizer));
    vectorizers.push(hashed ? vectorizer : { ...vectorizer, terms: yield* withProgress(progress, select) });
  }
  return { vectorizers, columnsOf: fitted.columnsOf, linear: fitted.linear };
}
