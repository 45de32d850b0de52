import { createSignal } from 'solid-js';
import * as v from 'valibot';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { LearningPoint } from '#shared/ml/search/learningCurve';
import type { Trial } from '#shared/ml/search/search';
import { SEARCH_METRICS, type SearchMetric } from '#shared/ml/search/searchMetric';
import { isAbort } from '#shared/runtime/steps';
import type { PipelineSpec } from '#shared/spec/pipelineSpec';
import { readDatasetInfo } from '../../storage/datasets';
import type { SearchedRows, SearchedTrial, SearchPlan } from '../../workers/train/search.worker';
import { searching } from '../../workers/train/searchClient';
import { parseAgain } from '../tasks/parseAgain';
import { cancelTask, currentTask, runTask } from '../tasks/runTask';
import type { Task } from '../tasks/taskList';
import { aboutSchema, type KeptSearch, readSearch, writeSearch } from './searchMemory';
import { candidatesOf, FIRST_SETUP, HALVING_FACTOR, type SearchCandidates, type SearchSetup } from './setup';

export type { SearchedRows, SearchedTrial } from '../../workers/train/search.worker';

/** A search with what it has found so far. */
export interface SearchRun extends SearchCandidates {
  readonly kept: Omit<KeptSearch, 'trials'>;
  /** With halving, those of every round. */
  readonly trials: readonly SearchedTrial[];
  /** The first trial while it is under way, by the folds that are done. */
  readonly begun?: SearchedTrial | undefined;
  readonly threads: number;
  readonly error: CodedError | null;
}

const [run, setRun] = createSignal<SearchRun | null>(restored());
const [curve, setCurve] = createSignal<LearningCurveRun | null>(null);

/** A learning curve, with what it was measured by. */
export interface LearningCurveRun {
  readonly datasetName: string;
  readonly metric: SearchMetric;
  readonly points: readonly LearningPoint[];
  readonly error: CodedError | null;
}

/** The last search of this device, under way or not; and the last learning curve of this visit. */
export { curve, run as searchRun };

/** The phase that a task of this kind reports while it measures a curve. */
const CURVE_PHASE = 'curve';

/** The search or curve under way, or null. */
export const searchTask = (): Task | null => currentTask('search');

/** Whether `task` measures a curve. */
export const isCurve = ({ phase }: Task): boolean => phase === CURVE_PHASE;

/** Stops what is under way; the trials so far stay. */
export function stopSearch(): void {
  const task = searchTask();
  if (task !== null) cancelTask(task.id);
}

/** Forgets the last search. */
export function dismissSearch(): void {
  setRun(null);
  writeSearch(null);
}

/** What a search is about. */
export interface SearchAbout extends SearchedRows {
  readonly datasetName: string;
  readonly revision: number;
  readonly smallestClass: number;
}

/**
 * Searches; what it finds is in `searchRun()` as it comes. A search that was stopped and is of the same rows and setup
 * goes on with the candidates that are left, unless it halves, which begins anew.
 * @throws CodedError (also in `searchRun()`); an AbortError after `stopSearch`.
 */
export async function search(about: SearchAbout, base: PipelineSpec, setup: SearchSetup, goOn: boolean): Promise<void> {
  const made = candidatesOf(base, setup, about.smallestClass);
  if ('problems' in made) return;
  const { datasetName, revision, smallestClass, ...rows } = about;
  const kept = { rows, datasetName, revision, base, setup, smallestClass };
  const last = goOn && setup.method !== 'halving' ? run()?.kept : undefined;
  /** Changes this search, unless another is shown by now. */
  const change = (next: (now: SearchRun) => SearchRun) => setRun((now) => (now?.kept === kept ? next(now) : now));
  /** Shown when its turn comes: one that is under way goes on to be shown until then. */
  const begin = (): SearchPlan => {
    const before = last !== undefined && run()?.kept === last ? (run()?.trials ?? []) : [];
    setRun({ ...made, kept, trials: before, threads: 1, error: null });
    return {
      candidates: made.candidates,
      done: before.map(({ trial }) => trial.index),
      folds: setup.folds,
      seed: setup.seed,
      metric: setup.metric,
      factor: setup.method === 'halving' ? HALVING_FACTOR : null,
    };
  };
  const result = () => ({ kind: 'page' as const, path: '/train' });
  const again: SearchAgain = { ...kept, curve: null };
  try {
    await runTask({ kind: 'search', title: datasetName, again, result }, (report, signal) => {
      report({ phase: 'count', fraction: null });
      return searching.search(
        rows,
        begin(),
        ({ phase, done, total, threads, trials, begun }) => {
          report({ phase, fraction: phase === 'search' && total > 0 ? done / total : null, counts: { done, total } });
          if (trials.length === 0 && begun === null && run()?.threads === threads) return;
          change((now) => ({ ...now, threads, trials: [...now.trials, ...trials], begun: begun ?? now.begun }));
          if (trials.length > 0) keep();
        },
        signal,
      );
    });
  } catch (error) {
    if (!isAbort(error)) change((now) => ({ ...now, error: toCodedError(error) }));
    throw error;
  } finally {
    keep();
  }
}

/** Shows trials that were measured elsewhere as the last search of this device. */
export function adoptSearch(found: SearchRun): void {
  setRun(found);
  keep();
}

/** Shares of the comments that a curve is measured at. */
const CURVE_SIZES = [0.125, 0.25, 0.5, 1];
const CURVE_FOLDS = 4;

/**
 * Measures how settings do with less data; found in `curve()`.
 * @throws CodedError (also in `curve()`); an AbortError after `stopSearch`.
 */
export async function measureCurve(about: SearchAbout, spec: PipelineSpec, metric: SearchMetric): Promise<void> {
  const { datasetName, revision, smallestClass, ...rows } = about;
  const options = { sizes: CURVE_SIZES, folds: Math.max(2, Math.min(CURVE_FOLDS, smallestClass)), seed: 0 };
  setCurve(null);
  const result = () => ({ kind: 'page' as const, path: '/train' });
  const setup = { ...FIRST_SETUP, metric };
  const again: SearchAgain = { rows, datasetName, revision, smallestClass, base: spec, setup, curve: metric };
  try {
    const points = await runTask({ kind: 'search', title: datasetName, again, result }, (report, signal) => {
      report({ phase: CURVE_PHASE, fraction: null });
      return searching.curve(
        rows,
        spec,
        options,
        metric,
        ({ phase, done, total }) =>
          report({ phase: CURVE_PHASE, fraction: phase === 'fit' && total > 0 ? done / total : null, counts: {} }),
        signal,
      );
    });
    setCurve({ datasetName, metric, points, error: null });
  } catch (error) {
    if (!isAbort(error)) setCurve({ datasetName, metric, points: [], error: toCodedError(error) });
    throw error;
  }
}

/** What a task keeps of a search, or (`curve`) of a learning curve, to be run again. */
type SearchAgain = Omit<KeptSearch, 'trials'> & { readonly curve: SearchMetric | null };

const againSchema = v.object({ ...aboutSchema.entries, curve: v.nullable(v.picklist(SEARCH_METRICS)) });

/**
 * The same search or learning curve as once before. A search that was stopped goes on, if it is the last one and its
 * rows have not been edited since; else it begins anew.
 * @throws CodedError `record-damaged` if `again` is not what was kept; `dataset-missing`.
 */
export async function prepareSearch(again: unknown): Promise<() => Promise<void>> {
  const { curve: metric, rows, datasetName, base, setup, smallestClass, revision } = parseAgain(againSchema, again);
  let now = 0;
  for (const { datasetId } of rows.sources) now += (await readDatasetInfo(datasetId)).revision ?? 0;
  const about: SearchAbout = { ...rows, datasetName, revision: now, smallestClass };
  if (metric !== null) return () => measureCurve(about, base, metric);
  const last = run();
  const left = last && new Set(last.trials.map(({ trial }) => trial.index)).size < last.candidates.length;
  const same = (of: Pick<KeptSearch, 'rows' | 'base' | 'setup'>) =>
    JSON.stringify(v.parse(v.pick(aboutSchema, ['rows', 'base', 'setup']), of));
  const goOn =
    left === true && now === revision && last?.kept.revision === now && same(last.kept) === same({ rows, base, setup });
  return () => search(about, base, setup, goOn);
}

/** The best trial so far, of those on all comments if there are any: the highest mean, the first of equals. */
export function bestOf(trials: readonly SearchedTrial[]): SearchedTrial | null {
  let best: SearchedTrial | null = null;
  const better = (a: SearchedTrial, b: SearchedTrial) =>
    a.share - b.share || a.trial.mean - b.trial.mean || b.trial.index - a.trial.index;
  for (const each of trials) {
    if (Number.isNaN(each.trial.mean)) continue;
    if (best === null || better(each, best) > 0) best = each;
  }
  return best;
}

function keep(): void {
  const now = run();
  if (now === null) return;
  const trials = now.trials.map(({ trial: { spec: _, ...trial }, share }) => ({ ...trial, share }));
  writeSearch({ ...now.kept, trials });
}

function restored(): SearchRun | null {
  const stored = readSearch();
  if (stored === null) return null;
  const { trials, ...kept } = stored;
  const made = candidatesOf(kept.base, kept.setup, kept.smallestClass);
  if ('problems' in made) return null;
  const whole = trials.flatMap(({ share, ...trial }): SearchedTrial[] => {
    const spec = made.candidates[trial.index];
    return spec === undefined ? [] : [{ share, trial: { ...trial, spec } satisfies Trial }];
  });
  return { ...made, kept, trials: whole, threads: 1, error: null };
}
