import { CodedError } from '#shared/base/errors';
import { probabilityOf } from '#shared/ml/scoring/scorer';
import { measureLabel } from '#shared/ml/validation/holdOut';
import { type CommandLine, readOptions, required } from './args';
import { openChunkScorer } from './chunkScorer';
import { createInOrder } from './inOrder';
import { openSource, printJson } from './io';
import { MODEL_ARGUMENT, readModel } from './models';
import { READ_OPTIONS, READABLE, readLabelled, readSettingsOf } from './readLabelled';
import { WORKERS_OPTION, workersOf } from './workers';

export const evaluateCommand: CommandLine = {
  usage: 'evaluate --model MODEL --data FILE [options]',
  summary: 'Measures a model on labelled comments that it has not been trained on.',
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    'data!': ['FILE', `labelled comments: ${READABLE}`],
    ...READ_OPTIONS,
    ...WORKERS_OPTION,
    json: [null, 'print the result as JSON'],
  },
};

export async function runEvaluate(argv: readonly string[]): Promise<void> {
  const given = readOptions(evaluateCommand, argv);
  const path = required(given, 'data');
  const opened = await readModel(required(given, 'model'));
  const workers = workersOf(given, openSource(path).size);
  const { model, depth, score, close } = await openChunkScorer(opened.bytes, opened.name, workers);
  const file = await readLabelled(path, readSettingsOf(given));
  const [{ name, values: truth }] = file.labels;
  // The label of the same name if the model has several, else its first.
  const label = Math.max(0, model.manifest.labels.indexOf(name));
  const { labels } = model.linear;
  const scores = new Float64Array(truth.length);
  let at = 0;
  const scored = createInOrder<Float64Array>(depth, (chunkScores) => {
    for (let i = label; i < chunkScores.length; i += labels) scores[at++] = chunkScores[i];
  });
  try {
    for (const chunk of file.chunks) await scored.add(score(chunk));
    await scored.finish();
  } finally {
    await close();
  }
  if (at !== truth.length) throw new CodedError('shape-mismatch', { what: 'scores', got: at, expected: truth.length });
  const threshold = model.manifest.thresholds[label];
  const figures = {
    ...measureLabel({ model }, label, truth, scores, null),
    thresholdProbability: probabilityOf(model, threshold, label),
  };
  if (given.has('json')) return printJson({ ...figures, reading: file.reading });
  for (const [figure, value] of Object.entries(figures)) {
    console.log(`${figure.padEnd(22)} ${typeof value === 'object' && value !== null ? JSON.stringify(value) : value}`);
  }
}
