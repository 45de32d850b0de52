import { availableParallelism } from 'node:os';
import type { Json } from '#shared/base/canonicalJson';
import { CodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { gridCandidates, isList, parseGrid, parseRandomAxes, randomCandidates } from '#shared/ml/search/candidates';
import { type SearchProgress, type SearchResult, searchPipeline, type Trial } from '#shared/ml/search/search';
import { SEARCH_METRICS, type SearchMetric } from '#shared/ml/search/searchMetric';
import { runSteps } from '#shared/runtime/steps';
import type { PipelineSpec } from '#shared/spec/pipelineSpec';
import { type CommandLine, type Given, numberOption, readOptions, required } from './args';
import { printJson } from './io';
import { readJsonArgument, readSpec } from './jsonArgument';
import { createNodePool } from './nodePool';
import { dataOf, GROUP_OPTION, READ_OPTIONS, READABLE, readLabelled, readSettingsOf } from './readLabelled';

export const searchCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'search --data FILE (--grid JSON | --random JSON --count N) [options]',
  summary: 'Compares settings by cross-validation and prints every trial, the best one marked.',
  options: {
    'data!': ['FILE', `labelled comments: ${READABLE}`],
    grid: [
      'JSON|FILE',
      'every combination: {"estimator.c":[0.1,1],"features.0.ngramRange":[[1,1],[1,2]]}; or a list of these',
    ],
    random: ['JSON|FILE', 'drawn: {"estimator.c":{"logUniform":[0.01,100]}}; also uniform, integer, choice'],
    count: ['N', 'number of random candidates (default: 10)'],
    spec: ['JSON|FILE', 'settings shared by all candidates, every field optional'],
    folds: ['K', 'folds of the cross-validation (default: 5)'],
    seed: ['N', 'seed of folds and random candidates (default: 0)'],
    metric: [SEARCH_METRICS.join('|'), 'metric to compare (default: rocAuc)'],
    trials: ['N', 'run only the first N candidates'],
    seconds: ['N', 'start no candidate after N seconds'],
    workers: ['N', 'threads (default: one per core); results do not depend on it'],
    ...READ_OPTIONS,
    ...GROUP_OPTION,
    json: [null, 'print the result as JSON'],
  },
};

export async function runSearch(argv: readonly string[]): Promise<void> {
  const given = readOptions(searchCommand, argv);
  const seed = numberOption(given, 'seed', { min: 0, max: 4294967295 }) ?? 0;
  const metric = metricOf(given.get('metric'));
  const { candidates, paths } = candidatesOf(given, seed);
  const budget = {
    trials: numberOption(given, 'trials', { min: 1 }),
    seconds: numberOption(given, 'seconds', { min: 0, whole: false }),
  };
  const folds = numberOption(given, 'folds', { min: 2, max: 255 }) ?? 5;
  const workers = numberOption(given, 'workers', { min: 1, max: 256 }) ?? availableParallelism();
  const settings = readSettingsOf(given);
  const file = await readLabelled(required(given, 'data'), {
    ...settings,
    labels: settings.labels ?? candidates[0].label ?? undefined,
  });
  const data = dataOf(file);
  const pool = createNodePool(Math.min(workers, candidates.length * folds));
  let result: SearchResult;
  try {
    const searching = searchPipeline(data, candidates, { folds, seed, metric, budget, pool, countingPool: pool });
    result = await runSteps(searching, undefined, given.has('json') ? undefined : showProgress);
  } finally {
    await pool.close();
  }
  if (given.has('json'))
    return printJson({ ...result, rows: data.rows, fingerprint: data.fingerprint, reading: file.reading });
  printTable(result, paths);
}

/** The candidates, and the paths in which they differ. */
function candidatesOf(given: Given, seed: number): { candidates: PipelineSpec[]; paths: string[] } {
  const [grid, random, count] = [given.get('grid'), given.get('random'), given.get('count')];
  if ((grid === undefined) === (random === undefined) || (grid !== undefined && count !== undefined)) {
    const got = [...given.keys()].map((key) => `--${key}`).join(' ');
    throw new CodedError('argument-invalid', { argument: 'candidates', got, expected: searchCommand.usage });
  }
  const base = readSpec(given.get('spec'));
  if (grid !== undefined) {
    const json = readJsonArgument('--grid', grid);
    const grids = (isList(json) ? json : [json]).map(parseGrid);
    return {
      candidates: grids.flatMap((axes) => gridCandidates(base, axes)),
      paths: [...new Set(grids.flat().map(([path]) => path))],
    };
  }
  const axes = parseRandomAxes(readJsonArgument('--random', random ?? ''));
  const drawn = randomCandidates(base, axes, numberOption(given, 'count', { min: 1 }) ?? 10, seed);
  return { candidates: drawn, paths: axes.map(([path]) => path) };
}

function metricOf(given = 'rocAuc'): SearchMetric {
  const metric = SEARCH_METRICS.find((name) => name === given);
  if (metric) return metric;
  throw new CodedError('argument-invalid', { argument: '--metric', got: given, expected: SEARCH_METRICS.join(', ') });
}

/** A progress line on standard error, if that is a terminal. */
function showProgress({ phase, done, total }: SearchProgress): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${phase === 'count' ? 'counting terms' : 'fits'} ${Math.floor(done)} of ${total}   `);
  if (phase === 'search' && done === total) process.stderr.write('\r\x1b[K');
}

/** Trials in the order of the candidates; `*` marks the best. */
function printTable({ trials, metric, best, folds }: SearchResult, paths: readonly string[]): void {
  const rows = [['', '#', `mean ${metric}`, 'sd', ...paths, '']];
  for (const trial of trials) {
    const figures = trial.skipped ? ['–', '–'] : [shown(trial.mean), shown(trial.sd)];
    const values = paths.map((path) => JSON.stringify(settingAt(trial.spec, path)) ?? '');
    rows.push([trial.index === best ? '*' : '', `${trial.index + 1}`, ...figures, ...values, remark(trial)]);
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    );
  console.log(`${folds} folds, ${trials.filter(({ skipped }) => !skipped).length} of ${trials.length} trials run`);
}

function shown(value: number): string {
  return Number.isNaN(value) ? 'undefined' : value.toFixed(5);
}

function remark({ skipped, failure, converged }: Trial): string {
  if (skipped) return 'skipped';
  if (failure) return sentenceIn('en', new CodedError(failure.code, failure.params));
  return converged ? '' : 'stopped early';
}

function settingAt(spec: PipelineSpec, path: string): Json | undefined {
  let part: Json | undefined = spec;
  for (const key of path.split('.')) {
    if (part === null || typeof part !== 'object') return undefined;
    part = Object.entries(part).find(([name]) => name === key)?.[1];
  }
  return part;
}
