import * as v from 'valibot';
import type { Trial } from '#shared/ml/search/search';
import type { Failure } from '#shared/ml/search/searchFold';
import { SEARCH_METRICS } from '#shared/ml/search/searchMetric';
import { type PipelineSpec, pipelineSpecSchema } from '#shared/spec/pipelineSpec';
import { isErrorCode } from '../../i18n';
import type { SearchedRows } from '../../workers/train/search.worker';
import { readKept, writeKept } from '../browserStorage';
import { sourceSchema } from '../trainForm/sources';
import { SEARCH_METHODS, type SearchSetup } from './setup';

/*
 * The last search between visits, so that one that was stopped can go on. Candidates are made anew from the setup.
 */

/** A trial without its settings; NaN is null. */
export type KeptTrial = Omit<Trial, 'spec'> & { readonly share: number };

export interface KeptSearch {
  readonly rows: SearchedRows;
  readonly datasetName: string;
  /** Of the datasets, together, when they were searched: numbers of other rows cannot be compared. */
  readonly revision: number;
  readonly base: PipelineSpec;
  readonly setup: SearchSetup;
  readonly smallestClass: number;
  readonly trials: readonly KeptTrial[];
}

const KEY = 'moderato.search';

const score = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? Number.NaN),
);
/** What was searched, without what was found. */
export const aboutSchema = v.object({
  rows: v.object({
    sources: v.pipe(v.array(sourceSchema), v.minLength(1)),
    label: v.nullable(v.string()),
    groupBy: v.nullable(v.string()),
  }),
  datasetName: v.string(),
  revision: v.number(),
  base: pipelineSpecSchema,
  setup: v.object({
    method: v.picklist(SEARCH_METHODS),
    values: v.record(v.string(), v.union([v.string(), v.array(v.string())])),
    count: v.number(),
    folds: v.number(),
    seed: v.number(),
    metric: v.picklist(SEARCH_METRICS),
  }),
  smallestClass: v.number(),
});
const trialSchema = v.object({
  index: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  foldScores: v.array(score),
  mean: score,
  sd: score,
  converged: v.boolean(),
  skipped: v.boolean(),
});
const schema = v.object({
  ...aboutSchema.entries,
  trials: v.array(v.object({ ...trialSchema.entries, share: v.number() })),
});

/** What a search is about, as it was kept without its trials; null if it is of another version. */
export function readSearchAbout(kept: unknown): Omit<KeptSearch, 'trials'> | null {
  const parsed = v.safeParse(aboutSchema, kept);
  return parsed.success ? parsed.output : null;
}

const reportedSchema = v.array(
  v.object({
    ...trialSchema.entries,
    failure: v.nullable(v.object({ code: v.string(), params: v.record(v.string(), v.unknown()) })),
  }),
);

/** Trials as a server reports them, without their settings; null if they are not that. */
export function readTrials(reported: unknown): Omit<Trial, 'spec'>[] | null {
  const parsed = v.safeParse(reportedSchema, reported);
  if (!parsed.success) return null;
  return parsed.output.map(({ failure, ...trial }) => ({ ...trial, failure: failure && failureOf(failure) }));
}

/** A server of another version may fail for reasons that this one has no words for. */
function failureOf({ code, params }: { code: string; params: Record<string, unknown> }): Failure {
  return isErrorCode(code)
    ? { code, params: params as Failure['params'] }
    : { code: 'unexpected', params: { reason: code } };
}

/** The last search; null if there was none. */
export function readSearch(): KeptSearch | null {
  const kept = readKept('localStorage', KEY, schema);
  if (kept === null) return null;
  const { trials, ...search } = kept;
  return {
    ...search,
    trials: trials.map((trial) => ({ ...trial, failure: null })),
  };
}

/** Keeps a search, or forgets the last. Trials that failed are run again when it goes on. */
export function writeSearch(search: KeptSearch | null): void {
  const trials = search?.trials.flatMap(({ failure, ...trial }) => (failure === null ? [trial] : []));
  writeKept('localStorage', KEY, search && { ...search, trials });
}
