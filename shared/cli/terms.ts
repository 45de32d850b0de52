import { topTerms } from '#shared/ml/explain/topTerms';
import { type CommandLine, numberOption, readOptions, required } from './args';
import { printJson } from './io';
import { MODEL_ARGUMENT, openModel } from './models';

export const termsCommand: CommandLine = {
  usage: 'terms --model MODEL [options]',
  summary: 'Lists the terms with the highest and lowest weights of a model.',
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    count: ['N', 'terms of each sign (default: 20)'],
    json: [null, 'print the result as JSON'],
  },
};

export async function runTerms(argv: readonly string[]): Promise<void> {
  const given = readOptions(termsCommand, argv);
  const model = await openModel(required(given, 'model'));
  const count = numberOption(given, 'count', { min: 1, max: 100_000 }) ?? 20;
  const labels = model.manifest.labels.map((name, label) => ({ label: name, ...topTerms(model, label, count) }));
  if (given.has('json')) return printJson(labels.length === 1 ? labels[0] : labels);
  for (const { label, positive, negative } of labels) {
    console.log(`${label}:`);
    for (const { term, weight } of [...positive, ...negative.toReversed()]) {
      console.log(`${(weight >= 0 ? '+' : '') + weight.toFixed(4)}  ${term}`);
    }
  }
}
