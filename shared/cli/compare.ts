import { CodedError } from '#shared/base/errors';
import { comparedLabel } from '#shared/compare/comparedLabel';
import { compareModels } from '#shared/compare/compareModels';
import { comparisonJson } from '#shared/compare/comparisonJson';
import { comparisonLines, disguisedLines } from '#shared/compare/comparisonText';
import { type Disguised, disguisedJson, disguisedSample, measureDisguised } from '#shared/compare/disguised';
import { type ScoredModel, takeRows } from '#shared/compare/scoredModel';
import { readTraits } from '#shared/compare/traits';
import { rowCount, rowText, type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import { hasProbability, probabilityOf } from '#shared/ml/scoring/probability';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { runStepsSync } from '#shared/runtime/steps';
import { type CommandLine, type GivenOptions, numberOption, readOptions, required } from './args';
import { openSource, printJson } from './io';

import { openModel } from './models';
import type { LabelledFile } from './readLabelled';
import { READ_OPTIONS, READABLE, readSettingsOf } from './readLabelled';
import { readPairs } from './readPairs';
import { AUTOMATIC, openRowScorer } from './rowModels';
import { scoreRows } from './scoreRows';
import { THRESHOLD_OPTION, thresholdOf } from './threshold';
import { WORKERS_OPTION, workersOf } from './workers';

export const compareCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'compare --models MODEL,MODEL,... --data FILE [options]',
  summary: 'Compares models on the same labelled comments: curves, thresholds, tests of the differences, slices.',
  options: {
    'models!': ['MODEL,...', 'two or more models: .moderato files, or default:NAME'],
    'data!': ['FILE', `labelled comments that no model has been trained on: ${READABLE}`],
    ...READ_OPTIONS,
    label: ['NAME', 'what to compare by: a column, a label of the models, or COLUMN=LABEL (default: the first label)'],
    ...THRESHOLD_OPTION,
    'cost-false-alarm': ['N', 'what flagging a harmless comment costs, to find the cheapest threshold (default: 1)'],
    'cost-miss': ['N', 'what missing a toxic comment costs (default: 1)'],
    disguise: [
      null,
      'also measure them on up to 1,000 of the comments with words disguised in every way that people use',
    ],
    ...WORKERS_OPTION,
    json: [null, 'print the result as JSON, with the curves'],
  },
};

export async function runCompare(argv: readonly string[]): Promise<void> {
  const given = readOptions(compareCommand, argv);
  const path = required(given, 'data');
  const names = modelNames(required(given, 'models'));
  const workers = workersOf(given, openSource(path).size);
  const costs = {
    falseAlarm: numberOption(given, 'cost-false-alarm', { min: 0, whole: false }) ?? 1,
    miss: numberOption(given, 'cost-miss', { min: 0, whole: false }) ?? 1,
  };
  const wanted = (await openModel(names[0])).manifest.labels;
  const { pairs, file } = await readPairs(
    path,
    readSettingsOf(given),
    given.has('label') ? wanted : wanted.slice(0, 1),
  );
  if (pairs.length > 1) {
    const expected = 'the name of one label: run the command once for each';
    throw new CodedError('argument-invalid', { argument: '--label', got: given.get('label') ?? '', expected });
  }
  const label = wanted[pairs[0].label];
  const [{ values }] = file.labels;
  const models: ScoredModel[] = [];
  const trainedOnThis: string[] = [];
  // One model at a time: only its scores stay.
  for (const name of names) {
    const { model, scored } = await scoreWith(name, workers, file, given, label);
    models.push(scored);
    if (model.manifest.fingerprint === file.report.fingerprint) trainedOnThis.push(name);
  }
  const rows = Uint32Array.from([...values.keys()].filter((row) => values[row] <= 1));
  const traits = runStepsSync(readTraits(file.chunks, (row) => values[row] <= 1));
  const slicings = [
    { by: 'length', slices: traits.lengths, rest: 0 },
    { by: 'language', slices: traits.languages, rest: traits.languagesRest },
  ];
  const judged = takeRows({ truth: Uint8Array.from(values), models }, rows);
  const comparison = runStepsSync(compareModels(judged, costs, slicings, traits.groups));
  const disguised = given.has('disguise') ? await disguise(names, file, rows, given, label) : null;
  for (const name of trainedOnThis) console.error(`${name} was trained on this very data: its figures say little.`);
  if (given.has('json')) {
    return printJson({
      label,
      column: pairs[0].column,
      costs,
      trainedOnThis,
      ...comparisonJson(comparison),
      ...(disguised === null ? {} : { disguised: disguised.map(disguisedJson) }),
      reading: file.reading,
    });
  }
  for (const line of comparisonLines(comparison)) console.log(line);
  for (const line of disguised === null ? [] : disguisedLines(disguised)) console.log(line);
}

/** Measures every model on a sample of the compared rows, as they are and in disguise. */
async function disguise(
  names: readonly string[],
  file: LabelledFile,
  rows: Uint32Array,
  given: GivenOptions,
  label: string,
): Promise<Disguised[]> {
  const [{ values }] = file.labels;
  const sample = disguisedSample(Uint8Array.from(rows, (row) => values[row])).map((at) => rows[at]);
  const column = textColumnOf(textsAt(file.chunks, sample));
  const truth = Uint8Array.from(sample, (row) => values[row]);
  const reports: Disguised[] = [];
  for (const name of names) {
    const model = await openModel(name);
    const at = comparedLabel(name, model.manifest.labels, label);
    const about = { name, label: at, threshold: thresholdOf(given, model, at) };
    reports.push(runStepsSync(measureDisguised(await loadScorer(model), column, truth, about)));
  }
  return reports;
}

/** The texts of `rows`, ascending. */
function textsAt(chunks: readonly TextColumn[], rows: Uint32Array): string[] {
  const texts: string[] = [];
  let first = 0;
  for (const column of chunks) {
    const end = first + rowCount(column);
    while (texts.length < rows.length && rows[texts.length] < end)
      texts.push(rowText(column, rows[texts.length] - first));
    first = end;
  }
  return texts;
}

function modelNames(argument: string): string[] {
  const names = [...new Set(argument.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  const automatic = names.includes(AUTOMATIC);
  if (names.length > 1 && !automatic) return names;
  const expected = automatic ? 'models by name: scores of several models have no common scale' : 'two or more models';
  throw new CodedError('argument-invalid', { argument: '--models', got: argument, expected });
}

/** Scores all rows with one model, which is closed again. */
async function scoreWith(name: string, workers: number, file: LabelledFile, given: GivenOptions, label: string) {
  const scorer = await openRowScorer(name, workers, (model) => model.manifest.thresholds[0]);
  try {
    const [{ model }] = scorer.models;
    const at = comparedLabel(name, model.manifest.labels, label);
    const { scores: all } = await scoreRows(file, scorer);
    const scores = Float64Array.from(all, (own) => own[at]);
    const probability = hasProbability(model)
      ? scores.map((score) => probabilityOf(model, score, at) ?? Number.NaN)
      : null;
    const scored: ScoredModel = { name, threshold: thresholdOf(given, model, at), scores, probability };
    return { model, scored };
  } finally {
    await scorer.close();
  }
}
