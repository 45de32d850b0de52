import { explainText } from '#shared/ml/explain/explain';
import { smallestFlip } from '#shared/ml/explain/flip';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { type CommandLine, readOptions, required } from './args';
import { printJson } from './io';
import { MODEL_ARGUMENT, openModel } from './models';

export const explainCommand: CommandLine = {
  usage: 'explain --model MODEL --text-value TEXT [options]',
  summary: 'Scores one comment and lists how much each word contributes.',
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    'text-value!': ['TEXT', 'the comment'],
    flip: [null, 'also find the smallest set of words whose removal flips the label'],
    json: [null, 'print the result as JSON; offsets are UTF-16 code units'],
  },
};

export async function runExplain(argv: readonly string[]): Promise<void> {
  const given = readOptions(explainCommand, argv);
  const text = required(given, 'text-value');
  const scorer = await loadScorer(await openModel(required(given, 'model')));
  const answer = explainText(scorer, text);
  const flip = given.has('flip') ? smallestFlip(scorer, text) : undefined;
  if (given.has('json')) return printJson(flip === undefined ? answer : { ...answer, flip });
  const probability = answer.probability === null ? '' : `, probability ${answer.probability.toFixed(4)}`;
  console.log(`score ${answer.score.toFixed(4)}${probability}, label ${answer.label} (threshold ${answer.threshold})`);
  for (const { term, contribution } of answer.terms) console.log(`${signed(contribution)}  ${term}`);
  console.log(`${signed(answer.bias)}  (bias)`);
  if (flip === null) console.log('No set of its words was found whose removal flips the label.');
  else if (flip) {
    console.log(
      `Without ${flip.words.map((word) => JSON.stringify(word.text)).join(', ')} the score is ${signed(flip.scoreAfter)}.`,
    );
  }
}

function signed(value: number): string {
  return (value >= 0 ? '+' : '') + value.toFixed(4);
}
