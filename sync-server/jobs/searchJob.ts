import * as v from 'valibot';
import { searchInput } from '#shared/api/models';
import { readSettingsOfReading } from '#shared/api/reading';
import type { Json } from '#shared/base/canonicalJson';
import { gridCandidates, parseGrid } from '#shared/ml/search/candidates';
import { searchPipeline } from '#shared/ml/search/search';
import { HELPER_LEFT } from './foldMessages';
import { readJobData } from './readJobData';
import type { RunJob } from './runJob';
import { AskFailed, createSharedFolds, HelperLeaves } from './sharedFolds';

/**
 * Candidates that are fitted together on one fold: they share its matrix, and are one part of what workers share out.
 */
const CANDIDATES_PER_PART = 5;

/** Compares settings by cross-validation, with whatever workers help; every trial is in the result. */
export const runSearch: RunJob = async ({ input, data: file, maxRows, helping }, report, ask) => {
  const asked = v.parse(searchInput, input);
  const { spec, folds, seed, metric } = asked;
  const axes: Json = JSON.parse(JSON.stringify(asked.grid ?? {}));
  const candidates = asked.candidates ?? gridCandidates(spec, parseGrid(axes));
  const settings = readSettingsOfReading(asked.reading);
  const labels = settings.labels ?? spec.label ?? undefined;
  const { data, reading } = await readJobData(file, { ...settings, labels }, maxRows);
  if (!helping)
    await ask({ kind: 'helpers', wanted: Math.ceil((candidates.length * folds) / CANDIDATES_PER_PART) - 1 });
  const searching = searchPipeline(data, candidates, {
    folds,
    seed,
    metric,
    budget: null,
    pool: createSharedFolds(ask, helping),
    candidatesPerRun: CANDIDATES_PER_PART,
  });
  try {
    const result = await report.steps(searching, ({ phase, done, total }) => ({ phase, done, total }));
    return { result: { ...result, reading }, model: null };
  } catch (error) {
    if (error instanceof HelperLeaves) return { result: HELPER_LEFT, model: null };
    throw error instanceof AskFailed ? error.cause : error;
  }
};
