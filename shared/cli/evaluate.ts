import { CodedError } from '#shared/errors';
import { measureLabel } from '#shared/ml/holdOut';
import { loadScorer, probabilityOf, scoreColumn } from '#shared/ml/scorer';
import { runStepsSync } from '#shared/steps';
import { type CommandLine, readOptions, required } from './args';
import { openModel, printJson } from './io';
import { READ_OPTIONS, readLabelled, readSettingsOf } from './readLabelled';

export const evaluateCommand: CommandLine = {
  usage: 'evaluate --model MODEL --data FILE [options]',
  summary: 'Measures a model on a CSV of labelled comments that it has not been trained on.',
  options: {
    'model!': ['FILE', 'a .moderato file'],
    'data!': ['FILE', 'CSV with a column of comments and one of labels'],
    ...READ_OPTIONS,
    json: [null, 'print the result as JSON'],
  },
};

export async function runEvaluate(argv: readonly string[]): Promise<void> {
  const given = readOptions(evaluateCommand, argv);
  const model = await openModel(required(given, 'model'));
  const file = await readLabelled(required(given, 'data'), readSettingsOf(given));
  const [{ name, values: truth }] = file.labels;
  // The label of the same name if the model has several, else its first.
  const label = Math.max(0, model.manifest.labels.indexOf(name));
  const scorer = await loadScorer(model);
  const { labels } = model.linear;
  const scores = new Float64Array(truth.length);
  let at = 0;
  for (const chunk of file.chunks) {
    const chunkScores = runStepsSync(scoreColumn(scorer, chunk));
    for (let i = label; i < chunkScores.length; i += labels) scores[at++] = chunkScores[i];
  }
  if (at !== truth.length) throw new CodedError('shape-mismatch', { what: 'scores', got: at, expected: truth.length });
  const threshold = model.manifest.thresholds[label];
  const figures = {
    ...measureLabel(scorer, label, truth, scores, null),
    thresholdProbability: probabilityOf(model, threshold, label),
  };
  if (given.has('json')) return printJson(figures);
  for (const [figure, value] of Object.entries(figures)) {
    console.log(`${figure.padEnd(22)} ${typeof value === 'object' && value !== null ? JSON.stringify(value) : value}`);
  }
}
