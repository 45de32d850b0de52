import { CodedError } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import { warnedLabels } from '#shared/ml/model/manifest';
import { kernels } from '#shared/ml/pipeline/kernels';
import { type FitPhase, type FitResult, fitPipeline } from '#shared/ml/pipeline/pipeline';
import { worthSharing } from '#shared/ml/vectorizer/count/countCorpus';
import { createPartsCounter } from '#shared/ml/vectorizer/count/partsCounter';
import { createCallerPool } from '#shared/runtime/callerPool';
import { runSteps } from '#shared/runtime/steps';
import { type CommandLine, type GivenOptions, readOptions, required } from './args';
import { jsonText, openSource } from './io';
import { readSpec } from './jsonArgument';
import { createNodePool } from './nodePool';
import { checkOutput, isStdout, writeFileSafely } from './outputFile';
import {
  GROUP_OPTION,
  type LabelledFile,
  mixedDataOf,
  READ_OPTIONS,
  READABLE,
  readLabelled,
  readSettingsOf,
} from './readLabelled';
import { WORKERS_OPTION, workersOf } from './workers';

export const fitCommand: CommandLine = {
  repeatable: ['data', 'label'],
  usage: 'fit --data FILE --out MODEL [options]',
  summary: 'Trains a model on labelled comments and writes it as a .moderato file.',
  options: {
    'data!': ['FILE', `labelled comments: ${READABLE}; repeat it to learn from several files`],
    weights: ['N,...', 'how many times a comment of each --data counts, in their order (default: once)'],
    'out!': ['FILE', 'where to write the model'],
    spec: ['JSON|FILE', 'settings, every field optional: {"estimator":{"kind":"linearSvc"}}'],
    ...READ_OPTIONS,
    ...GROUP_OPTION,
    licence: ['TEXT', 'licence of the training data, kept in the model'],
    note: ['TEXT', 'a note on the training data, kept in the model'],
    ...WORKERS_OPTION,
    json: [null, 'print the result as JSON'],
  },
};

/** The name under which `fit` reports the time of each phase. */
const REPORTED: Record<FitPhase, 'vectorize' | 'fit' | 'other'> = {
  count: 'vectorize',
  vectorize: 'vectorize',
  calibrate: 'fit',
  fit: 'fit',
  refit: 'fit',
  evaluate: 'other',
  encode: 'other',
};

export async function runFit(argv: readonly string[]): Promise<void> {
  const given = readOptions(fitCommand, argv);
  const asked = readSpec(given.get('spec'));
  const groupBy = given.get('group-by') ?? asked.validation.groupBy;
  const spec = { ...asked, validation: { ...asked.validation, groupBy } };
  const began = performance.now();
  const settings = readSettingsOf(given);
  const paths = given.all('data');
  const weights = weightsOf(given, paths.length);
  const workers = workersOf(
    given,
    paths.reduce((sum, path) => sum + openSource(path).size, 0),
  );
  const out = required(given, 'out');
  await checkOutput(out, [
    ...paths.map((path) => ({ option: '--data', path })),
    { option: '--spec', path: given.get('spec') ?? '' },
  ]);
  const labels = settings.labels ?? spec.label ?? undefined;
  const pool = workers > 1 ? createCallerPool(createNodePool(workers - 1), kernels) : null;
  const files: LabelledFile[] = [];
  // The first comments are counted while the last are read.
  const counter = () => (pool && worthSharing(spec, pool) ? createPartsCounter(spec, pool, false) : null);
  let ahead = counter();
  const onText = (chunk: TextColumn | null) => {
    if (chunk) return ahead?.add(chunk);
    void ahead?.stop();
    ahead = counter();
    for (const { chunks } of files) for (const read of chunks) ahead?.add(read);
  };
  let seconds: Record<'read' | 'vectorize' | 'fit' | 'other', number>;
  let result: FitResult;
  try {
    for (const path of paths) {
      files.push(await readLabelled(path, { ...settings, groupBy: groupBy ?? undefined, labels }, onText));
    }
    seconds = { read: (performance.now() - began) / 1000, vectorize: 0, fit: 0, other: 0 };
    const data = { ...mixedDataOf(files, weights, null), licence: given.get('licence'), note: given.get('note') };
    let last = performance.now();
    result = await runSteps(fitPipeline(data, spec, pool, ahead), undefined, ({ phase }) => {
      const now = performance.now();
      seconds[REPORTED[phase]] += (now - last) / 1000;
      last = now;
    });
  } finally {
    await pool?.close();
  }
  await writeFileSafely(out, result.bytes);
  const { manifest } = result;
  const answer = {
    modelId: result.id,
    rows: manifest.rows,
    features: manifest.features.reduce((sum, n) => sum + n, 0),
    nonZeros: manifest.nonZeros,
    seconds: {
      read: seconds.read,
      vectorize: seconds.vectorize,
      fit: seconds.fit,
      total: (performance.now() - began) / 1000,
    },
    metrics: manifest.metrics ? (manifest.metrics.length === 1 ? manifest.metrics[0] : manifest.metrics) : null,
    labels: manifest.labels,
    positives: manifest.positives,
    bytes: result.bytes.length,
    fingerprint: manifest.fingerprint,
    warnings: manifest.warnings,
    warned: Object.fromEntries(
      manifest.warnings
        .map((warning) => [warning, warnedLabels(manifest, warning)])
        .filter(([, names]) => names.length > 0),
    ),
    similarHeldOut: result.similarHeldOut,
    mix: manifest.mix ?? null,
    refused: files.flatMap(({ report }) => report.refused),
    notices: files.flatMap(({ report }) => report.notices),
    reading: files[0].reading,
    readings: files.map(({ reading }) => reading),
  };
  // If the model goes to standard output, the summary goes to standard error.
  const print = isStdout(out) ? console.error : console.log;
  if (given.has('json')) return print(jsonText(answer));
  print(`${out}: model ${answer.modelId}`);
  print(`${answer.rows} comments, ${answer.features} terms, ${answer.seconds.total.toFixed(1)} s`);
  for (const [i, { report }] of files.entries()) {
    const where = files.length === 1 ? '' : `${paths[i]}: `;
    for (const { reason, count, lines } of report.refused) {
      print(`${where}${count} rows left out (${reason}), first on lines ${lines.join(', ')}`);
    }
  }
  for (const warning of manifest.warnings) {
    const labels = warnedLabels(manifest, warning);
    print(`Warning: ${warning}${labels.length === 0 ? '' : ` (${labels.join(', ')})`}`);
  }
  if (result.similarHeldOut !== null && result.similarHeldOut > 0) {
    print(
      `Warning: ${result.similarHeldOut} comments held out say nearly the same as others, or differ from them in links, names or numbers alone; ` +
        'figures are too good. Keep them together with --spec {"validation":{"groupSimilar":true}}',
    );
  }
  if (manifest.metrics) print(jsonText(answer.metrics));
}

/** @throws CodedError `argument-invalid` unless there is a number above 0 for each file. */
function weightsOf(given: GivenOptions, files: number): number[] {
  const text = given.get('weights');
  if (text === undefined) return new Array<number>(files).fill(1);
  const weights = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (weights.length === files && weights.every((weight) => weight > 0 && Number.isFinite(weight))) return weights;
  const expected = `a number above 0 for each --data, ${files} in all, separated by commas`;
  throw new CodedError('argument-invalid', { argument: '--weights', got: text, expected });
}
