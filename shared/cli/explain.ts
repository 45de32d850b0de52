import { explainText } from '#shared/ml/explain';
import { loadScorer } from '#shared/ml/scorer';
import { type CommandLine, readOptions, required } from './args';
import { openModel, printJson } from './io';

export const explainCommand: CommandLine = {
  usage: 'explain --model MODEL --text-value TEXT [options]',
  summary: 'Scores one comment and says which words made the score.',
  options: {
    'model!': ['FILE', 'a .moderato file'],
    'text-value!': ['TEXT', 'the comment'],
    json: [null, 'print the result as JSON; offsets count UTF-16 units'],
  },
};

export async function runExplain(argv: readonly string[]): Promise<void> {
  const given = readOptions(explainCommand, argv);
  const model = await openModel(required(given, 'model'));
  const answer = explainText(await loadScorer(model), required(given, 'text-value'));
  if (given.has('json')) return printJson(answer);
  const probability = answer.probability === null ? '' : `, probability ${answer.probability.toFixed(4)}`;
  console.log(`score ${answer.score.toFixed(4)}${probability}, label ${answer.label} (threshold ${answer.threshold})`);
  for (const { term, contribution } of answer.terms) {
    console.log(`${(contribution >= 0 ? '+' : '') + contribution.toFixed(4)}  ${term}`);
  }
  console.log(`${(answer.bias >= 0 ? '+' : '') + answer.bias.toFixed(4)}  (bias)`);
}
