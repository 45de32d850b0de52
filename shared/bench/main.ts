import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { CodedError, toCodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { type CommandLine, helpOf, readOptions } from '../cli/args';
import { writeFileSafely } from '../cli/outputFile';
import { type Bench, createBench, type Result } from './bench';
import { printable, ratioOf } from './report';
import { exploreInChromium, inChromium } from './rows/chromium';
import { comparing } from './rows/comparing';
import { explore } from './rows/explore';
import { fit } from './rows/fit';
import { floors } from './rows/floors';
import { peers } from './rows/peers';
import { scaling } from './rows/scaling';
import { score } from './rows/score';
import { server } from './rows/server';
import { steps } from './rows/steps';
import { threads } from './rows/threads';
import { charWb, smallVocabulary, train } from './rows/train';
import { vectorize } from './rows/vectorize';
import { workers } from './rows/workers';

/*
 * `npm run bench`: how fast Moderato is on this machine, compared with scikit-learn and LIBLINEAR where they are
 * installed. The comments are generated from a seed; every answer is checked before it is timed; Moderato and its peers
 * run alternately.
 */

const ROWS = new Map<string, (bench: Bench) => Promise<Result[]>>([
  ['train', train],
  ['small-vocabulary', smallVocabulary],
  ['char-wb', charWb],
  ['threads', threads],
  ['vectorize', vectorize],
  ['fit', fit],
  ['score', score],
  ['explore', explore],
  ['chromium', inChromium],
  ['explore-chromium', exploreInChromium],
  ['compare', comparing],
  ['scaling', scaling],
  ['floors', floors],
  ['server', server],
  ['workers', workers],
  ['peers', peers],
  ['steps', steps],
]);

/** Rows that are measured only when asked for. */
const BY_NAME = new Set(['peers', 'server', 'steps', 'workers']);

const FULL = 160_000;
const QUICK = 3000;

const line: CommandLine = {
  usage: 'bench [options]',
  summary:
    'Measures Moderato against python3-sklearn, liblinear-tools, fasttext and vowpal-wabbit, where they are installed.',
  options: {
    rows: ['N', `comments in the large measurements (default: ${FULL}; with --quick: ${QUICK})`],
    only: ['NAME,...', `only these: ${[...ROWS.keys()].join(', ')}`],
    data: [
      'FILE',
      'labelled comments for train, threads and peers (against word lists from npm): columns comment_text and toxic',
    ],
    json: ['FILE', 'write the results as JSON as well'],
    quick: [null, 'less of everything: done in about a minute'],
    help: [null, 'this'],
  },
};

function wholeNumber(option: string, text: string, min: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min) {
    throw new CodedError('argument-invalid', { argument: option, got: text, expected: `a whole number from ${min}` });
  }
  return value;
}

function namesOf(only: string | undefined): string[] {
  if (only === undefined) return [...ROWS.keys()].filter((name) => !BY_NAME.has(name));
  const names = only.split(',').map((name) => name.trim());
  for (const name of names) {
    if (ROWS.has(name)) continue;
    throw new CodedError('argument-invalid', { argument: '--only', got: name, expected: [...ROWS.keys()].join(', ') });
  }
  return names;
}

async function main(argv: readonly string[]): Promise<void> {
  const options = readOptions(line, argv);
  if (options.has('help')) return console.log(helpOf(line));
  const quick = options.has('quick');
  const rows = wholeNumber('--rows', options.get('rows') ?? String(quick ? QUICK : FULL), 1000);
  const names = namesOf(options.get('only'));
  const began = performance.now();
  const log = (text: string) =>
    console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}`);

  const bench = await createBench(rows, quick, log, options.get('data'));
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
    system: `${platform()} ${release()} ${arch()}`,
    versions: { moderato: version, node: process.version, v8: process.versions.v8, ...bench.python?.versions },
  };
  console.log(`${machine.cpu}, ${machine.cores} cores, ${Math.round(machine.memory / 2 ** 30)} GiB, ${machine.system}`);
  console.log(
    Object.entries(machine.versions)
      .map((pair) => pair.join(' '))
      .join(', '),
  );
  if (!bench.python)
    console.log(
      'No Python here can import scikit-learn: Moderato is measured without it. (Debian: apt install python3-sklearn)',
    );

  const results: Result[] = [];
  const failed: { name: string; reason: string }[] = [];
  try {
    for (const name of names) {
      log(name);
      try {
        const found = await (ROWS.get(name)?.(bench) ?? []);
        results.push(...found);
        console.log(`\n${printable(found)}`);
      } catch (error) {
        // One row that cannot be measured here does not stop the others; the program still exits with an error.
        const reason = error instanceof CodedError ? sentenceIn('en', error) : String(error);
        failed.push({ name, reason });
        console.log(`\n${name}: not measured. ${reason}`);
      }
    }
  } finally {
    await bench.close();
  }
  log('done');
  const ratios = results.flatMap(({ work, size, measured, ours }) =>
    measured
      .slice(0, ours)
      .flatMap((our) =>
        measured
          .slice(ours)
          .map((peer) => ({ work, size, ours: our.name, peer: peer.name, ratio: ratioOf(our, peer) })),
      ),
  );
  const report = { machine, rows, quick, results, ratios, failed };
  const file = options.get('json');
  if (file !== undefined) await writeFileSafely(file, `${JSON.stringify(report, null, 2)}\n`);
  if (failed.length > 0) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`bench: ${sentenceIn('en', toCodedError(error))}`);
  process.exitCode = 2;
}
