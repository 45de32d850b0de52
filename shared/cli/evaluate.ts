import type { HoldOutMetrics } from '#shared/ml/model/manifest';
import type { LabelColumn } from '#shared/ml/pipeline/pipeline';
import { probabilityOf } from '#shared/ml/scoring/probability';
import { measureLabel } from '#shared/ml/validation/holdOut';
import type { CommandLine } from './args';
import { type GivenOptions, readOptions, required } from './args';
import { openSource, printJson } from './io';
import { MODEL_ARGUMENT } from './models';
import { READ_OPTIONS, READABLE, readSettingsOf } from './readLabelled';
import { readPairs } from './readPairs';
import { openRowScorer, type RoutedScores, type RowModel, type RowScorer } from './rowModels';
import { scoreRows } from './scoreRows';
import { THRESHOLD_OPTION, thresholdOf } from './threshold';
import { WORKERS_OPTION, workersOf } from './workers';

export const evaluateCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'evaluate --model MODEL --data FILE [options]',
  summary: 'Measures a model on labelled comments that it has not been trained on: each label that both have.',
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    'data!': ['FILE', `labelled comments: ${READABLE}`],
    ...READ_OPTIONS,
    label: [
      'NAME,...',
      'what to measure: a column, a label of the model, or COLUMN=LABEL (default: all that both have)',
    ],
    ...THRESHOLD_OPTION,
    ...WORKERS_OPTION,
    json: [null, 'print the result as JSON'],
  },
};

/** Rows of which the model cannot tell. They are in all other figures, as what their score says. */
interface Unsure {
  readonly rows: number;
  readonly positives: number;
  /** Those that are flagged all the same, ... */
  readonly flagged: number;
  /** ... and those of them that are positive. */
  readonly rightlyFlagged: number;
}

/** The figures of one label of one model. */
interface Figures extends HoldOutMetrics {
  readonly thresholdProbability: number | null;
  readonly unsure: Unsure;
  readonly label: string;
  readonly column: string;
}

export async function runEvaluate(argv: readonly string[]): Promise<void> {
  const given = readOptions(evaluateCommand, argv);
  const path = required(given, 'data');
  const workers = workersOf(given, openSource(path).size);
  const scorer = await openRowScorer(required(given, 'model'), workers, (model) => thresholdOf(given, model, 0));
  try {
    if (scorer.automatic) await evaluateByLanguage(given, path, scorer);
    else await evaluateModel(given, path, scorer);
  } finally {
    await scorer.close();
  }
}

async function evaluateModel(given: GivenOptions, path: string, scorer: RowScorer): Promise<void> {
  const [{ model }] = scorer.models;
  const { pairs, file } = await readPairs(path, readSettingsOf(given), model.manifest.labels);
  const scored = await scoreRows(file, scorer);
  const labels = pairs.map(({ column, label }, i) =>
    measure(given, scorer.models[0], file.labels[i], column, label, scored),
  );
  if (given.has('json')) return printJson({ ...labels[0], labels, reading: file.reading });
  labels.forEach(printFigures);
}

/** @param only rows to measure; undefined: all. Rows without this label are left out. */
function measure(
  given: GivenOptions,
  { model }: RowModel,
  { values }: LabelColumn,
  column: string,
  label: number,
  { scores, doubts }: RoutedScores,
  only: (row: number) => boolean = () => true,
): Figures {
  const rows = [...values.keys()].filter((row) => values[row] <= 1 && only(row));
  const truth = Uint8Array.from(rows, (row) => values[row]);
  const ofLabel = Float64Array.from(rows, (row) => scores[row][label]);
  const threshold = thresholdOf(given, model, label);
  return {
    ...measureLabel({ model }, label, truth, ofLabel, null, threshold),
    thresholdProbability: probabilityOf(model, threshold, label),
    unsure: unsureOf(
      rows,
      doubts,
      (row) => values[row] === 1,
      (row) => scores[row][label] >= threshold,
    ),
    label: model.manifest.labels[label],
    column,
  };
}

function unsureOf(
  rows: readonly number[],
  doubts: RoutedScores['doubts'],
  isPositive: (row: number) => boolean,
  isFlagged: (row: number) => boolean,
): Unsure {
  const unsure = rows.filter((row) => doubts[row] !== null);
  const flagged = unsure.filter(isFlagged);
  return {
    rows: unsure.length,
    positives: unsure.filter(isPositive).length,
    flagged: flagged.length,
    rightlyFlagged: flagged.filter(isPositive).length,
  };
}

/** The first label, each row by the model of its language; rows of other languages count as not flagged. */
async function evaluateByLanguage(given: GivenOptions, path: string, scorer: RowScorer): Promise<void> {
  const first = scorer.models[0].model.manifest.labels.slice(0, 1);
  const { pairs, file } = await readPairs(path, readSettingsOf(given), first);
  const scored = await scoreRows(file, scorer);
  const { scores, models, languages, doubts } = scored;
  const [column] = file.labels;
  const parts = scorer.models.map((each) => ({
    model: each.name,
    ...measure(given, each, column, pairs[0].column, 0, scored, (row) => models[row] === each),
  }));
  const unread: Record<string, number> = {};
  const confusion = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const part of parts) for (const key of ['tp', 'fp', 'fn', 'tn'] as const) confusion[key] += part.confusion[key];
  for (const [row, value] of column.values.entries()) {
    if (models[row] !== null || value > 1) continue;
    unread[languages[row]] = (unread[languages[row]] ?? 0) + 1;
    confusion[value === 1 ? 'fn' : 'tn'] += 1;
  }
  const { tp, fp, fn, tn } = confusion;
  const rows = tp + fp + fn + tn;
  const all = {
    rows,
    positives: tp + fn,
    accuracy: ratio(tp + tn, rows),
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    confusion,
    unsure: unsureOf(
      [...column.values.keys()].filter((row) => column.values[row] <= 1),
      doubts,
      (row) => column.values[row] === 1,
      (row) => (scores[row][0] ?? Number.NEGATIVE_INFINITY) >= (models[row]?.threshold ?? Number.POSITIVE_INFINITY),
    ),
    unread,
    label: first[0],
    column: pairs[0].column,
  };
  if (given.has('json')) return printJson({ ...all, models: parts, reading: file.reading });
  printFigures(all);
  for (const part of parts) printFigures(part);
}

/** Null where it is not defined. */
function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function printFigures({ label, column, ...figures }: { readonly label: string; readonly column: string }): void {
  console.log(`${'label'.padEnd(22)} ${label}${column === label ? '' : ` (column ${column})`}`);
  for (const [figure, value] of Object.entries(figures)) {
    console.log(`${figure.padEnd(22)} ${typeof value === 'object' && value !== null ? JSON.stringify(value) : value}`);
  }
}
