import { CodedError, toCodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { type CommandLine, helpOf } from './args';
import { checkModelsCommand, runCheckModels } from './checkModels';
import { compareCommand, runCompare } from './compare';
import { evaluateCommand, runEvaluate } from './evaluate';
import { explainCommand, runExplain } from './explain';
import { exploreCommand, runExplore } from './explore';
import { exportModelCommand, runExportModel } from './exportModel';
import { fitCommand, runFit } from './fit';
import { importModelCommand, runImportModel } from './importModel';
import { inspectCommand, runInspect } from './inspect';
import { learningCurveCommand, runLearningCurve } from './learningCurve';
import { runScore, scoreCommand } from './score';
import { runSearch, searchCommand } from './search';
import { serverCommand, tokenCommand, workerCommand } from './serverCommands';
import { runTerms, termsCommand } from './terms';
import { runTrainDefaults, trainDefaultsCommand } from './trainDefaults/trainDefaults';

/*
 * The headless runner: `npm run -s moderato -- <command>`. The same core as in the app, for batch work and scripts.
 * Exits 0, or 2 with a coded message on standard error.
 */

type Run = (argv: readonly string[]) => Promise<void>;

const commands = new Map<string, readonly [CommandLine, Run]>([
  ['inspect', [inspectCommand, runInspect]],
  ['fit', [fitCommand, runFit]],
  ['score', [scoreCommand, runScore]],
  ['evaluate', [evaluateCommand, runEvaluate]],
  ['compare', [compareCommand, runCompare]],
  ['explain', [explainCommand, runExplain]],
  ['explore', [exploreCommand, runExplore]],
  ['search', [searchCommand, runSearch]],
  ['learning-curve', [learningCurveCommand, runLearningCurve]],
  ['terms', [termsCommand, runTerms]],
  ['export-model', [exportModelCommand, runExportModel]],
  ['import-model', [importModelCommand, runImportModel]],
  ['train-defaults', [trainDefaultsCommand, runTrainDefaults]],
  ['check-models', [checkModelsCommand, runCheckModels]],
  // Loaded when they are asked for: databases take a while.
  ['token', [tokenCommand, async (argv) => (await import('./token')).runToken(argv)]],
  ['worker', [workerCommand, async (argv) => (await import('./worker')).runWorker(argv)]],
  ['server', [serverCommand, async (argv) => (await import('./serverCommand')).runServer(argv)]],
]);

function help(): string {
  const rows = [...commands].map(([name, [{ summary }]]) => `  ${name.padEnd(15)} ${summary}`);
  return ['moderato <command> [options]', '', ...rows, '', 'Run moderato <command> --help for its options.'].join('\n');
}

async function runCommand(argv: readonly string[]): Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help') return console.log(help());
  const command = commands.get(name);
  if (!command) {
    throw new CodedError('argument-invalid', {
      argument: 'command',
      got: name,
      expected: [...commands.keys()].join(', '),
    });
  }
  const [line, run] = command;
  if (rest.includes('--help')) return console.log(helpOf(line));
  await run(rest);
}

/**
 * Runs the command that `argv` names.
 * @returns the exit status: 0, or 2 after a coded message on standard error.
 */
export async function runProgram(argv: readonly string[]): Promise<0 | 2> {
  try {
    await runCommand(argv);
    return 0;
  } catch (error) {
    const coded = toCodedError(error);
    console.error(`moderato: ${coded.code}: ${sentenceIn('en', coded)}`);
    if (coded.code === 'unexpected' && error instanceof Error && process.env.DEBUG) console.error(error.stack);
    return 2;
  }
}
