import { CodedError } from '#shared/base/errors';
import { exportScript } from '#shared/ml/exchange/script/exportScript';
import { exportSklearn } from '#shared/ml/exchange/sklearn/exportSklearn';
import { decodeModel } from '#shared/ml/model/decode';
import { modelId } from '#shared/ml/model/digest';
import { type CommandLine, readOptionsAndFiles, required } from './args';
import { MODEL_ARGUMENT, readModel } from './models';
import { checkOutput, writeFileSafely } from './outputFile';

const KINDS = ['sklearn-json', 'javascript', 'script'];

export const exportModelCommand: CommandLine = {
  usage: 'export-model MODEL --as KIND --out FILE',
  summary: 'Writes a model for another program.',
  options: {
    'as!': [
      'KIND',
      'sklearn-json: JSON that scikit-learn loads with the snippet in the README; javascript: an ES module without dependencies; script: the same for a <script> element, as the global moderato',
    ],
    'out!': ['FILE', 'where to write it'],
  },
};

/** What is missing from an export, for a person who runs it. */
const LEFT_OUT = {
  probabilities: 'probabilities: scikit-learn has no beta calibration; scores and labels are the same',
  knownWords: 'the words that the model has read: without them it never says that it cannot tell',
};

export async function runExportModel(argv: readonly string[]): Promise<void> {
  const { given, files } = readOptionsAndFiles(exportModelCommand, argv);
  const [argument, ...others] = files;
  if (others.length > 0) {
    throw new CodedError('argument-invalid', { argument: 'MODEL', got: files.join(' '), expected: MODEL_ARGUMENT });
  }
  const kind = required(given, 'as');
  if (!KINDS.includes(kind)) {
    throw new CodedError('argument-invalid', { argument: '--as', got: kind, expected: KINDS.join(', ') });
  }
  const out = required(given, 'out');
  const { bytes, name, path } = await readModel(argument);
  await checkOutput(out, [{ option: 'MODEL', path }]);
  const model = decodeModel(bytes, name);
  const id = modelId(bytes);
  if (kind !== 'sklearn-json') {
    await writeFileSafely(out, await exportScript(model, id, kind === 'script' ? 'script' : 'module'));
    return;
  }
  const { json, leftOut } = exportSklearn(model, id);
  await writeFileSafely(out, json);
  for (const part of leftOut) console.error(`moderato: not in the file: ${LEFT_OUT[part]}`);
}
