import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { must } from './checks';
import type { Run } from './measure';

/*
 * Programs of their own that learn from words and pairs of words in text, hashed: fastText and Vowpal Wabbit. Both read
 * a line a comment in a format of their own, so the comments are written for them first. They are given the words that
 * TfidfVectorizer finds.
 */

/** A comment and its label. */
export interface Labelled {
  readonly text: string;
  readonly positive: boolean;
}

export interface TextPeer {
  readonly name: string;
  /** Debian's package. */
  readonly package: string;
  /** How it is set, for the table. */
  readonly settings: string;
  /** The command, if it is installed. */
  readonly installed: boolean;
  /** A line of its format. */
  line(words: string, positive: boolean): string;
  /** From a file of such lines to a model file. */
  train(input: string, model: string): Promise<Run>;
  /** Higher is more likely positive. */
  scores(input: string, model: string): Promise<Float64Array>;
}

const WORD = /[\p{L}\p{N}\p{M}_]{2,}/gu;

/** The words that scikit-learn's default pattern finds, in lower case, separated by spaces. */
export function wordsOf(text: string): string {
  return (text.toLowerCase().match(WORD) ?? []).join(' ');
}

/** At these settings its ROC AUC is about that of logistic regression over TF-IDF. */
const FAST_TEXT = '-wordNgrams 2 -dim 10 -epoch 5 -lr 0.1 -minCount 1 -thread 1 -seed 1';
const VOWPAL_WABBIT = '--loss_function logistic --ngram 2 -b 22 --passes 5 --holdout_off --random_seed 1';

export const fastText: TextPeer = {
  name: 'fastText, 1 thread',
  package: 'fasttext',
  settings: FAST_TEXT,
  installed: isInstalled('fasttext'),
  line: (words, positive) => `__label__${positive ? 1 : 0} ${words}\n`,
  async train(input, model) {
    const out = model.replace(/\.bin$/, '');
    const args = ['supervised', '-input', input, '-output', out, ...FAST_TEXT.split(' '), '-verbose', '0'];
    return (await timed('fasttext', args)).run;
  },
  async scores(input, model) {
    const { output } = await timed('fasttext', ['predict-prob', model, input, '2']);
    return Float64Array.from(lines(output), probabilityOfOne);
  },
};

export const vowpalWabbit: TextPeer = {
  name: 'Vowpal Wabbit',
  package: 'vowpal-wabbit',
  settings: VOWPAL_WABBIT,
  installed: isInstalled('vw'),
  line: (words, positive) => `${positive ? 1 : -1} |w ${words}\n`,
  async train(input, model) {
    const cache = ['--cache_file', `${model}.cache`, '--kill_cache'];
    return (await timed('vw', ['--quiet', '-d', input, ...VOWPAL_WABBIT.split(' '), ...cache, '-f', model])).run;
  },
  async scores(input, model) {
    const predictions = `${model}.predictions`;
    await timed('vw', ['--quiet', '-t', '-d', input, '-i', model, '-p', predictions]);
    return Float64Array.from(lines(await readFile(predictions, 'utf8')), (line) => Number(line.split(' ')[0]));
  },
};

/** Writes the input of `peer`. */
export async function writeInput(peer: TextPeer, path: string, comments: Iterable<Labelled>): Promise<void> {
  const file = createWriteStream(path);
  for (const { text, positive } of comments) {
    if (!file.write(peer.line(wordsOf(text), positive))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/**
 * The probability of __label__1 in a line of `fasttext predict-prob`: `__label__0 0.98 __label__1 0.02`. A line without
 * words gets no answer, which is no sign of a positive.
 */
export function probabilityOfOne(line: string): number {
  const cells = line.split(' ');
  const at = cells.indexOf('__label__1');
  return at < 0 ? 0 : Number(cells[at + 1]);
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--help'], { stdio: 'ignore' }).error === undefined;
}

const lines = (text: string) => text.replace(/\n$/, '').split('\n');

/** Runs a program; bash counts the processor time of what it waits for. */
function timed(command: string, args: readonly string[]): Promise<{ run: Run; output: string }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const script = 'TIMEFORMAT="%U %S"; time "$@"';
    const child = spawn('bash', ['-c', script, 'bash', command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    const output: Buffer[] = [];
    let errors = '';
    child.stdout.on('data', (part: Buffer) => void output.push(part));
    child.stderr.on('data', (part: Buffer) => {
      errors += part.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${command}: exit ${code}\n${errors}`));
      const seconds = (performance.now() - began) / 1000;
      const processor = (lines(errors).at(-1) ?? '').split(' ').reduce((sum, part) => sum + Number(part), 0);
      must(Number.isFinite(processor), `${command}: no processor time in ${errors}`);
      resolve({ run: { seconds, processor }, output: Buffer.concat(output).toString('utf8') });
    });
  });
}
