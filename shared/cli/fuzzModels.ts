import { filesToFuzz } from '#shared/ml/model/testing/filesToFuzz';
import { fuzzModelFiles } from '#shared/ml/model/testing/fuzzModelFiles';
import { type CommandLine, helpOf, numberOption, readOptions } from './args';

/* `npm run fuzz:models`: mutates model files for as long as it is given, and exits 1 if one of them was handled badly. */

const command: CommandLine = {
  usage: 'npm run fuzz:models -- [options]',
  summary: 'Decodes mutated model files: each must be refused in a short sentence or give finite scores.',
  options: {
    runs: ['N', 'files to try (default: no limit)'],
    seconds: ['N', 'time to spend (default: 60)'],
    seed: ['N', 'of the mutations (default: drawn from the clock, and printed)'],
    first: ['N', 'number of the first mutant (default: 0); with --runs 1, the one to look at'],
    help: [null, 'print this'],
  },
};

const SEED_LIMIT = 2 ** 20;

const given = readOptions(command, process.argv.slice(2));
if (given.has('help')) console.log(helpOf(command));
else {
  const seed = numberOption(given, 'seed', { min: 0, max: SEED_LIMIT }) ?? Date.now() % SEED_LIMIT;
  const report = await fuzzModelFiles(await filesToFuzz(), {
    seed,
    runs: numberOption(given, 'runs', { min: 1 }) ?? Number.MAX_SAFE_INTEGER,
    seconds: numberOption(given, 'seconds', { min: 1 }) ?? 60,
    first: numberOption(given, 'first', { min: 0 }),
  });
  console.log(JSON.stringify(report, null, 2));
  if (report.failures.length > 0) process.exitCode = 1;
}
