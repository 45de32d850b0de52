import * as v from 'valibot';
import { searchInput } from '#shared/api/models';
import { readSettingsOfReading } from '#shared/api/reading';
import type { Json } from '#shared/base/canonicalJson';
import { kernels } from '#shared/ml/pipeline/kernels';
import { gridCandidates, parseGrid } from '#shared/ml/search/candidates';
import { searchPipeline } from '#shared/ml/search/search';
import { createInlinePool } from '#shared/runtime/parallel';
import { readJobData } from './readJobData';
import type { RunJob } from './runJob';

/** Compares settings by cross-validation; every trial is in the result. */
export const runSearch: RunJob = async ({ input, data: file, maxRows }, report) => {
  const { spec, grid, folds, seed, metric, reading: asked } = v.parse(searchInput, input);
  const axes: Json = JSON.parse(JSON.stringify(grid));
  const candidates = gridCandidates(spec, parseGrid(axes));
  const settings = readSettingsOfReading(asked);
  const labels = settings.labels ?? spec.label ?? undefined;
  const { data, reading } = await readJobData(file, { ...settings, labels }, maxRows);
  const searching = searchPipeline(data, candidates, {
    folds,
    seed,
    metric,
    budget: null,
    pool: createInlinePool(kernels),
  });
  const result = await report.steps(searching, ({ phase, done, total }) => ({ phase, done, total }));
  return { result: { ...result, reading }, model: null };
};
