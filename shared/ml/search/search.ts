import { canonicalJson } from '../../base/canonicalJson';
import { CodedError, toCodedError } from '../../base/errors';
import { mapProgress } from '../../runtime/mapSteps';
import type { Pool } from '../../runtime/parallel';
import { isAbort } from '../../runtime/steps';
import { createTaskSet } from '../../runtime/taskSet';
import { estimatorOf } from '../../spec/estimators';
import { type FeatureSettings, type PipelineSpec, parsePipelineSpec } from '../../spec/pipelineSpec';
import type { MlKernels } from '../pipeline/kernels';
import { checkLabels, type LabelledText } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import { stratifiedFolds } from '../validation/folds';
import { type CountedTies, rowTies } from '../validation/rowTies';
import { countCorpora } from '../vectorizer/count/countCorpus';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { withoutTerms, withSharedCounts } from '../vectorizer/count/fitCorpora';
import type { Failure, FoldOutcome } from './searchFold';
import { meanAndSd, type SearchMetric } from './searchMetric';

/*
 * Comparing candidates by cross-validation. The unit of work is a fold of the candidates that see the text alike: its
 * vocabulary is fitted and its matrices are built once, whatever the estimators. Candidates that count the same terms
 * share the counts.
 */

/** One candidate's comparison. */
export interface Trial {
  /** Its place among the candidates. */
  readonly index: number;
  readonly spec: PipelineSpec;
  /** One per fold; NaN where the metric is undefined or the fit failed. Empty if skipped. */
  readonly foldScores: readonly number[];
  /** NaN if the score of any fold is. */
  readonly mean: number;
  /** Standard deviation between the folds, divided by their number as scikit-learn does. */
  readonly sd: number;
  /** False if a solver stopped early. */
  readonly converged: boolean;
  /** True if the budget was used up before. With a budget in seconds this depends on the machine. */
  readonly skipped: boolean;
  /** What the first fold that failed met. */
  readonly failure: Failure | null;
}

export interface SearchOptions {
  /** 2 to 255. Stratified by the first label, duplicates together; the same for all candidates. */
  readonly folds: number;
  readonly seed: number;
  /** Measured on the first label. `f1` is taken at the threshold that the spec asks for. */
  readonly metric: SearchMetric;
  /** `trials`: only that many of the first candidates. `seconds`: none is begun after these, but one is always run. */
  readonly budget: { readonly trials?: number; readonly seconds?: number } | null;
  readonly pool: Pool<MlKernels>;
  /** Counts the text side by side; without it one thread counts. The counts are the same. */
  readonly countingPool?: Pool<MlKernels>;
  /**
   * True: candidates begin with those that cost the least, and the first of them goes by itself before the others, so
   * that there is a first trial to show soon. Its features are then vectorized once more; numbers are the same.
   */
  readonly firstAlone?: boolean;
  /**
   * Candidates with the same features that one run of the pool fits at most; without it all of them. Fewer are shared
   * out better among threads, and vectorize the fold more often; numbers are the same.
   */
  readonly candidatesPerRun?: number;
}

export interface SearchProgress {
  readonly phase: 'count' | 'search';
  /** Comments read, or fits (candidates × folds) done. */
  readonly done: number;
  readonly total: number;
  /** A trial that has just been finished. */
  readonly trial: Trial | null;
  /** The first trial while it is under way, by the folds that are done. */
  readonly begun?: Trial;
}

export interface SearchResult {
  readonly metric: SearchMetric;
  readonly folds: number;
  readonly seed: number;
  /** In the order of the candidates. */
  readonly trials: readonly Trial[];
  /** Index of the highest mean, the first of equals; null if no trial has one. */
  readonly best: number | null;
}

const NOTHING_COUNTED: CountedTies = { groups: null, similar: null };

/** Candidates of the same text settings and features. */
interface Unit {
  readonly spec: PipelineSpec;
  /** Indices of candidates, ascending; or by what they cost. */
  readonly candidates: readonly number[];
}

/**
 * Compares candidates by k-fold cross-validation. Vectorizers and estimators are fitted outside each fold and measured
 * inside. A candidate that cannot be fitted yields a trial with its error and does not affect the others.
 *
 * The same data, candidate, folds and seed return the same numbers on every engine, with every pool and among whatever
 * other candidates.
 *
 * @throws CodedError `training-one-class`, `training-too-few-rows` (for the folds), `shape-mismatch`,
 *   `argument-invalid` without candidates or for a bad number of folds.
 */
export async function* searchPipeline(
  data: LabelledText,
  candidates: readonly PipelineSpec[],
  options: SearchOptions,
): AsyncGenerator<SearchProgress, SearchResult, undefined> {
  checkLabels(data);
  if (candidates.length === 0) {
    throw new CodedError('argument-invalid', { argument: 'candidates', got: 'none', expected: '1 or more' });
  }
  const { folds, seed, metric, pool, budget } = options;
  const began = performance.now();
  const isLate = () => budget?.seconds !== undefined && performance.now() - began >= 1000 * budget.seconds;
  const within = Math.min(candidates.length, budget?.trials ?? candidates.length);

  // Folds are the same for all candidates: what one of them wants to keep together stays so in all.
  const groupSimilar = candidates.some(({ validation }) => validation.groupSimilar);
  const nothing = { text: parsePipelineSpec({}).text, features: [] };
  const counted =
    data.groups && !groupSimilar
      ? NOTHING_COUNTED
      : yield* showCounting(countCorpora(data, nothing, groupSimilar ? true : 'copies'));
  const groups = yield* showCounting(rowTies(data, { validation: { groupSimilar } }, counted));
  const tied = data.groups !== undefined || data.ties !== undefined;
  const [label] = data.labels;
  const fold = stratifiedFolds(label.values, folds, seed, groups);

  const outcomes = candidates.map((): FoldOutcome[] => []);
  const measured = new Uint8Array(candidates.length);
  const trials: (Trial | undefined)[] = candidates.map(() => undefined);
  const news: Trial[] = [];
  /** The first trial by its folds so far; null once it is shown. */
  let begun: Trial | null = null;
  const finish = (index: number) => {
    const trial = trialOf(index, candidates[index], outcomes[index]);
    trials[index] = trial;
    news.push(trial);
  };
  for (let index = within; index < candidates.length; index++) finish(index);
  const skip = (indices: readonly number[]) => {
    for (const index of indices) finish(index);
    done += folds * indices.length;
  };

  const total = within * folds;
  let done = 0;
  let ran = false;
  let alone: number | null = null;
  const tasks = createTaskSet();
  function* emitProgress(): Generator<SearchProgress, void, undefined> {
    for (let trial = news.shift(); trial; trial = news.shift()) yield { phase: 'search', done, total, trial };
    const shown = begun;
    begun = null;
    yield { phase: 'search', done, total, trial: null, ...(shown && { begun: shown }) };
  }
  /** Runs candidates of one unit on one fold. */
  const runFold = (corpora: readonly CountedCorpus[], indices: readonly number[], held: number) =>
    tasks.add(async (signal) => {
      const specs = indices.map((index) => candidates[index]);
      let given: readonly FoldOutcome[];
      try {
        const input = { corpora, label, groups, tied, fold, held, specs, metric };
        given = await pool.run('searchFold', input, { signal });
      } catch (error) {
        if (isAbort(error)) throw error;
        given = failedOutcomes(error, indices.length);
      }
      indices.forEach((index, i) => {
        outcomes[index][held] = given[i];
        done++;
        if (++measured[index] === folds) finish(index);
        else if (alone === index) begun = trialOf(index, candidates[index], outcomes[index].filter(Boolean));
      });
    });

  try {
    const units = unitsOf(candidates.slice(0, within), options.firstAlone === true);
    const corporaOf = createSharedCounts(data, units, options.countingPool ?? null, pool.size > 1);
    for (const [at, unit] of units.entries()) {
      if (ran && isLate()) {
        skip(unit.candidates);
        continue;
      }
      let corpora: readonly CountedCorpus[];
      try {
        corpora = yield* corporaOf(at);
      } catch (error) {
        for (const index of unit.candidates) {
          outcomes[index] = failedOutcomes(error, folds);
          done += folds;
          finish(index);
        }
        continue;
      }
      // Against the clock candidates go one by one, each with all of its folds, so that none is left half done.
      const timed = budget?.seconds !== undefined;
      const [first, ...others] = unit.candidates;
      const parts = options.firstAlone && at === 0 && others.length > 0 ? [[first], others] : [unit.candidates];
      if (options.firstAlone && at === 0) alone = first;
      const together = parts.flatMap((part) => piecesOf(part, options.candidatesPerRun ?? part.length));
      for (const part of timed ? unit.candidates.map((index) => [index]) : together) {
        if (ran && isLate()) {
          skip(part);
          continue;
        }
        ran = true;
        for (let held = 0; held < folds; held++) {
          while (tasks.size() >= pool.size) {
            yield* emitProgress();
            await tasks.next();
          }
          runFold(corpora, part, held);
        }
      }
    }
    while (tasks.size() > 0) {
      yield* emitProgress();
      await tasks.next();
    }
    await tasks.next();
    yield* emitProgress();
  } finally {
    await tasks.stop();
  }
  const whole = trials.filter((trial) => trial !== undefined);
  return { metric, folds, seed, trials: whole, best: bestOf(whole) };
}

function piecesOf<Item>(items: readonly Item[], size: number): Item[][] {
  const pieces: Item[][] = [];
  for (let at = 0; at < items.length; at += size) pieces.push(items.slice(at, at + size));
  return pieces;
}

function trialOf(index: number, spec: PipelineSpec, outcomes: readonly FoldOutcome[]): Trial {
  const foldScores = outcomes.map(({ score }) => score);
  return {
    index,
    spec,
    foldScores,
    ...meanAndSd(foldScores),
    converged: outcomes.every(({ converged }) => converged),
    skipped: outcomes.length === 0,
    failure: outcomes.find(({ failure }) => failure)?.failure ?? null,
  };
}

function failedOutcomes(error: unknown, count: number): FoldOutcome[] {
  const { code, params } = toCodedError(error);
  return Array.from({ length: count }, () => ({ score: Number.NaN, converged: false, failure: { code, params } }));
}

function bestOf(trials: readonly Trial[]): number | null {
  let best: number | null = null;
  for (const { mean, index } of trials) {
    if (!Number.isNaN(mean) && (best === null || mean > trials[best].mean)) best = index;
  }
  return best;
}

/** @param cheapFirst in the order of what they cost, about; else in that of the candidates. */
function unitsOf(candidates: readonly PipelineSpec[], cheapFirst: boolean): Unit[] {
  const units = new Map<string, { spec: PipelineSpec; candidates: number[] }>();
  candidates.forEach((spec, index) => {
    const key = canonicalJson({ text: spec.text, features: spec.features });
    const unit = units.get(key);
    if (unit) unit.candidates.push(index);
    else units.set(key, { spec, candidates: [index] });
  });
  const all = [...units.values()];
  if (!cheapFirst) return all;
  const cost = (index: number) => costOfFit(candidates[index]);
  for (const unit of all) unit.candidates.sort((a, b) => cost(a) - cost(b) || a - b);
  return all.sort((a, b) => costOfFeatures(a.spec) - costOfFeatures(b.spec));
}

/** How much longer features take than single words, about: only the order of the work depends on it. */
function costOfFeatures({ text, features }: PipelineSpec): number {
  const ofBlock = (block: FeatureSettings) => {
    if (!('ngramRange' in block)) return 1;
    const [min, max] = block.ngramRange;
    return block.analyzer === 'word' ? max - min + 1 : 3 * (max - min + 1);
  };
  const reading = (text.tokens === 'plain' ? 0 : 2) + (text.normalize === 'none' ? 0 : 0.5);
  return features.reduce((sum, block) => sum + ofBlock(block), reading);
}

/** As `costOfFeatures`, for the estimator: naive Bayes is in closed form, and a larger c takes more steps. */
function costOfFit({ estimator }: PipelineSpec): number {
  return estimatorOf(estimator.kind).settings.includes('c') ? 1 + estimator.c : 0;
}

/** What makes no difference to counting, where a vocabulary is counted. */
const AFTER_COUNTING = {
  kind: 'count',
  minDf: 1,
  maxDf: 1,
  maxFeatures: null,
  binary: false,
  useIdf: true,
  smoothIdf: true,
  sublinearTf: false,
  norm: 'none',
} as const;

/** Equal for feature blocks that count the same terms. */
function countingKey({ text }: PipelineSpec, block: FeatureSettings): string {
  const counted = block.kind === 'count' || block.kind === 'tfidf' ? { ...block, ...AFTER_COUNTING } : block;
  return canonicalJson({ text, block: counted });
}

/**
 * Counts what each unit needs when its turn comes, and keeps it while a later unit needs it again.
 * @param inThreads fits run in several threads.
 */
function createSharedCounts(
  data: LabelledText,
  units: readonly Unit[],
  pool: Pool<MlKernels> | null,
  inThreads: boolean,
) {
  const forFits = (corpus: CountedCorpus) => withoutTerms(inThreads ? withSharedCounts(corpus) : corpus);
  const kept = new Map<string, CountedCorpus>();
  const keysOf = units.map(({ spec }) => spec.features.map((block) => countingKey(spec, block)));
  return async function* corporaOf(at: number): AsyncGenerator<SearchProgress, CountedCorpus[], undefined> {
    const { text, features } = units[at].spec;
    const wanted = new Map(keysOf[at].map((key, block) => [key, features[block]]));
    for (const key of kept.keys()) wanted.delete(key);
    if (wanted.size > 0) {
      const counted = yield* showCounting(countCorpora(data, { text, features: [...wanted.values()] }, false, pool));
      [...wanted.keys()].forEach((key, i) => void kept.set(key, forFits(counted.corpora[i])));
    }
    const corpora: CountedCorpus[] = [];
    for (const key of keysOf[at]) {
      const corpus = kept.get(key);
      if (corpus) corpora.push(corpus);
    }
    const later = new Set(keysOf.slice(at + 1).flat());
    for (const key of kept.keys()) if (!later.has(key)) kept.delete(key);
    return corpora;
  };
}

/** Shows the progress of counting as that of a search. */
function showCounting<Result>(
  counting: AsyncGenerator<FitProgress, Result, undefined>,
): AsyncGenerator<SearchProgress, Result, undefined> {
  return mapProgress(counting, ({ done, total }) => ({ phase: 'count', done, total, trial: null }));
}
