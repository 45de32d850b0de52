import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CodedError } from '#shared/base/errors';
import { importSklearn } from '#shared/ml/exchange/sklearn/importSklearn';
import { decodeModel } from '#shared/ml/model/decode';
import { modelId } from '#shared/ml/model/digest';
import { encodeModel } from '#shared/ml/model/encode';
import { type CommandLine, readOptionsAndFiles, required } from './args';
import { openSource } from './io';
import { checkOutput, writeFileSafely } from './outputFile';

export const importModelCommand: CommandLine = {
  usage: 'import-model FILE --out MODEL.moderato',
  summary: 'Makes a model of what scikit-learn has fitted, dumped by the snippet in the README.',
  options: { 'out!': ['FILE', 'where to write the model'] },
};

export async function runImportModel(argv: readonly string[]): Promise<void> {
  const { given, files } = readOptionsAndFiles(importModelCommand, argv);
  const [path, ...others] = files;
  if (others.length > 0) {
    const got = files.join(' ');
    throw new CodedError('argument-invalid', { argument: 'FILE', got, expected: importModelCommand.usage });
  }
  const out = required(given, 'out');
  openSource(path);
  await checkOutput(out, [{ option: 'FILE', path }]);
  const bytes = encodeModel(importSklearn(await readFile(path, 'utf8'), basename(path)));
  decodeModel(bytes, basename(out)); // what could not be opened is not written
  await writeFileSafely(out, bytes);
  console.log(modelId(bytes));
}
