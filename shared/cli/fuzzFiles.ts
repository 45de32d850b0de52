import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuzzFiles } from '#shared/data/testing/fuzzFiles';
import { type CommandLine, helpOf, numberOption, readOptions } from './args';

/* `npm run fuzz:files`: damages files of comments for as long as it is given, and exits 1 if one of them was handled badly. */

const command: CommandLine = {
  usage: 'npm run fuzz:files -- [options]',
  summary: 'Reads damaged files of every format: each must be read, or refused with a code.',
  options: {
    runs: ['N', 'files to try (default: no limit)'],
    seconds: ['N', 'time to spend (default: 60)'],
    seed: ['N', 'of the damage (default: drawn from the clock, and printed)'],
    first: ['N', 'number of the first file (default: 0); with --runs 1, the one to look at'],
    corpus: ['FOLDER', 'where files that were handled badly are kept (default: test-results/corpus)'],
    help: [null, 'print this'],
  },
};

const SEED_LIMIT = 2 ** 20;

const given = readOptions(command, process.argv.slice(2));
if (given.has('help')) console.log(helpOf(command));
else {
  const seed = numberOption(given, 'seed', { min: 0, max: SEED_LIMIT }) ?? Date.now() % SEED_LIMIT;
  const seconds = numberOption(given, 'seconds', { min: 1 }) ?? 60;
  const runs = numberOption(given, 'runs', { min: 1 }) ?? Number.MAX_SAFE_INTEGER;
  const { failures, ...report } = await fuzzFiles(seed, seconds, runs, numberOption(given, 'first', { min: 0 }));
  const corpus = given.get('corpus') ?? 'test-results/corpus';
  if (failures.length > 0) mkdirSync(corpus, { recursive: true });
  for (const { mutant, name, bytes } of failures) writeFileSync(join(corpus, `${seed}-${mutant}-${name}`), bytes);
  const kept = failures.map(({ mutant, name, what }) => ({ mutant, name, what }));
  console.log(JSON.stringify({ ...report, failures: kept }, null, 2));
  if (failures.length > 0) process.exitCode = 1;
}
