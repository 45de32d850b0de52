import * as v from 'valibot';
import { fitInput } from '#shared/api/models';
import { readSettingsOfReading } from '#shared/api/reading';
import { fitPipeline } from '#shared/ml/pipeline/pipeline';
import { readJobData } from './readJobData';
import type { RunJob } from './runJob';

/** Trains a model. The result carries its figures; the model file itself is passed on beside it. */
export const runFit: RunJob = async ({ input, data: file, maxRows }, report) => {
  const { spec, reading: asked } = v.parse(fitInput, input);
  const settings = readSettingsOfReading(asked);
  const labels = settings.labels ?? spec.label ?? undefined;
  const { data, reading } = await readJobData(file, { ...settings, labels }, maxRows);
  const fitted = await report.steps(fitPipeline(data, spec, null), ({ phase, done, total }) => ({
    phase,
    done,
    total,
  }));
  const { rows, labels: learnt, features, metrics, warnings } = fitted.manifest;
  const terms = features.reduce((sum, n) => sum + n, 0);
  return {
    result: { modelId: fitted.id, rows, labels: learnt, features: terms, metrics, warnings, reading },
    model: fitted.bytes,
  };
};
