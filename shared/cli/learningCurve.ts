import { CodedError } from '#shared/base/errors';
import { learningCurve } from '#shared/ml/search/learningCurve';
import { SEARCH_METRICS, type SearchMetric } from '#shared/ml/search/searchMetric';
import { runSteps } from '#shared/runtime/steps';
import { type CommandLine, numberOption, readOptions, required } from './args';
import { printJson } from './io';
import { readSpec } from './jsonArgument';
import { dataOf, GROUP_OPTION, READ_OPTIONS, READABLE, readLabelled, readSettingsOf } from './readLabelled';

export const learningCurveCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'learning-curve --data FILE [options]',
  summary: 'Measures a pipeline on parts of the data: would more labelled comments help?',
  options: {
    'data!': ['FILE', `labelled comments: ${READABLE}`],
    sizes: ['SHARE,...', 'shares of the training rows (default: 0.1,0.2,0.4,0.7,1)'],
    spec: ['JSON|FILE', 'settings, every field optional'],
    folds: ['K', 'folds of the cross-validation (default: 5)'],
    seed: ['N', 'seed of folds and parts (default: 0)'],
    metric: [SEARCH_METRICS.join('|'), 'metric (default: rocAuc)'],
    ...READ_OPTIONS,
    ...GROUP_OPTION,
    json: [null, 'print the result as JSON'],
  },
};

export async function runLearningCurve(argv: readonly string[]): Promise<void> {
  const given = readOptions(learningCurveCommand, argv);
  const spec = readSpec(given.get('spec'));
  const metric = SEARCH_METRICS.find((name) => name === (given.get('metric') ?? 'rocAuc'));
  if (metric === undefined) {
    const expected = SEARCH_METRICS.join(', ');
    throw new CodedError('argument-invalid', { argument: '--metric', got: given.get('metric') ?? '', expected });
  }
  const settings = readSettingsOf(given);
  const file = await readLabelled(required(given, 'data'), {
    ...settings,
    labels: settings.labels ?? spec.label ?? undefined,
  });
  const points = await runSteps(
    learningCurve(dataOf(file), spec, {
      sizes: (given.get('sizes') ?? '0.1,0.2,0.4,0.7,1').split(',').map(Number),
      folds: numberOption(given, 'folds', { min: 2, max: 255 }) ?? 5,
      seed: numberOption(given, 'seed', { min: 0, max: 4294967295 }) ?? 0,
      metric: metric satisfies SearchMetric,
    }),
  );
  if (given.has('json')) return printJson(points);
  console.log(`rows      ${metric} on new rows   on training rows`);
  for (const { rows, train, validation, failure } of points) {
    const figures = failure
      ? failure.code
      : `${validation.mean.toFixed(4)} ± ${validation.sd.toFixed(4)}   ${train.mean.toFixed(4)}`;
    console.log(`${String(Math.round(rows)).padEnd(9)} ${figures}`);
  }
}
