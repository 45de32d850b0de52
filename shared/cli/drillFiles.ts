import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodedError } from '#shared/base/errors';
import { inspect } from '#shared/data/inspect';
import { HOSTILE_FILES } from '#shared/data/testing/hostileFiles';
import { type CommandLine, helpOf, readOptions } from './args';
import { openSource } from './io';

/*
 * `npm run drill:files`: files that were made to keep a reader busy or to fill its memory. Each is looked at by a
 * process of its own, and has to be refused with a code within 2 seconds, or be read within 1 GB.
 */

const SECONDS = 2;
const MEGABYTES = 1024;
/** A process that takes longer is stopped. */
const TIMEOUT_MS = 120_000;

const command: CommandLine = {
  usage: 'npm run drill:files -- [options]',
  summary: `Measures how hostile files are handled: refused within ${SECONDS} s, or read within ${MEGABYTES} MB.`,
  options: {
    only: ['TEXT', 'files whose name holds this'],
    folder: ['FOLDER', 'read the files of this folder as well'],
    read: ['FILE', 'look at one file in this process, and print what came of it'],
    help: [null, 'print this'],
  },
};

interface Outcome {
  readonly what: string;
  readonly refused: boolean;
  /** Of processor time, which other work on the machine does not lengthen. */
  readonly seconds: number;
  readonly megabytes: number;
}

async function lookAt(path: string): Promise<Outcome> {
  const began = process.cpuUsage();
  let what: string;
  let refused = false;
  try {
    const { report } = await inspect(openSource(path), {});
    what = `${report.rows} rows, ${report.columns.length} columns`;
  } catch (error) {
    refused = true;
    what = error instanceof CodedError ? error.code : `NOT CODED: ${String(error)}`;
  }
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  return { what, refused, seconds, megabytes: process.resourceUsage().maxRSS / 1024 };
}

function lookInProcess(path: string): Outcome {
  const script = fileURLToPath(import.meta.url);
  const began = performance.now();
  const { stdout, signal, status } = spawnSync('node', ['--import', 'tsx', script, '--read', path], {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
  if (status === 0) return JSON.parse(stdout) as Outcome;
  const what = `ENDED with ${signal ?? status}`;
  return { what, refused: false, seconds: (performance.now() - began) / 1000, megabytes: Number.POSITIVE_INFINITY };
}

function isGood({ what, refused, seconds, megabytes }: Outcome): boolean {
  if (/^[A-Z]/.test(what)) return false;
  return megabytes <= MEGABYTES && (!refused || seconds <= SECONDS);
}

const given = readOptions(command, process.argv.slice(2));
const single = given.get('read');
if (given.has('help')) console.log(helpOf(command));
else if (single !== undefined) console.log(JSON.stringify(await lookAt(single)));
else {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-hostile-'));
  let bad = 0;
  const report = (path: string) => {
    const outcome = lookInProcess(path);
    const { what, seconds, megabytes } = outcome;
    if (!isGood(outcome)) bad++;
    const size = (statSync(path).size / 1e6).toFixed(2);
    const figures = `${size} MB | ${what} | ${seconds.toFixed(2)} s | ${megabytes.toFixed(0)} MB`;
    console.log(`| ${basename(path)} | ${figures} | ${isGood(outcome) ? 'yes' : 'NO'} |`);
  };
  try {
    console.log('| file | size | outcome | processor time | memory | good |\n|---|---|---|---|---|---|');
    for (const file of HOSTILE_FILES) {
      if (!file.name.includes(given.get('only') ?? '')) continue;
      const path = join(folder, file.name);
      const handle = openSync(path, 'w');
      for (const piece of file.pieces()) writeSync(handle, piece);
      closeSync(handle);
      report(path);
      rmSync(path);
    }
    const more = given.get('folder');
    if (more !== undefined && existsSync(more)) for (const name of readdirSync(more)) report(join(more, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (bad > 0) process.exitCode = 1;
}
