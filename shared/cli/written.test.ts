import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { toCodedError } from '#shared/base/errors';
import { decodeModel } from '#shared/ml/model/decode';
import { encodeModel } from '#shared/ml/model/encode';
import { scoreAt } from '#shared/ml/scoring/probability';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { runSteps } from '#shared/runtime/steps';
import { knowingModel } from '#shared/testing/models';
import type { WordLists } from '#shared/text/wordLists/entries';
import type { FileModel } from '../scoredCsv/fileJudges';
import { scoreFile } from '../scoredCsv/scoreFile';
import { runFit } from './fit';
import { openSource } from './io';
import { runScore } from './score';

const folder = mkdtempSync(join(tmpdir(), 'moderato-written-'));
const at = (name: string) => join(folder, name);
const score = (...options: string[]) => runScore(['--model', at('model.moderato'), ...options]);

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const texts = ['you stupid fool', 'thank you, "dear"', 'what rubbish\nis this', 'a good edit'];
  const rows = Array.from({ length: 40 }, (_, i) => `"${texts[i % 4].replaceAll('"', '""')} ${i}",${(i + 1) % 2}`);
  writeFileSync(at('data.csv'), ['comment_text,label', ...rows].join('\n'));
  await runFit(['--data', at('data.csv'), '--out', at('model.moderato')]);
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** The scored file that the app writes. */
async function scoredByApp(lines: Pick<FileModel, 'threshold' | 'unsureFrom'>, lists?: WordLists): Promise<Buffer> {
  const scorer = await loadScorer(decodeModel(new Uint8Array(readFileSync(at('model.moderato')))));
  const pieces: Uint8Array[] = [];
  const model = { name: 'model', scorer, ...lines };
  const choices = { safeFormulas: false, lists };
  await runSteps(
    scoreFile(openSource(at('data.csv')), {}, { kind: 'one', model }, choices, (piece) => void pieces.push(piece)),
  );
  return Buffer.concat(pieces);
}

test('the scored file of the app has the same bytes', async () => {
  await score('--data', at('data.csv'), '--out', at('runner.csv'));
  expect((await scoredByApp({ threshold: null })).equals(readFileSync(at('runner.csv')))).toBe(true);
});

test('with three answers too: what is between the lines is unsure, unless a word list decides', async () => {
  const data = ['--data', at('data.csv'), '--out', at('three.csv'), '--threshold', '0.9', '--unsure-from', '0.3'];
  const model = decodeModel(new Uint8Array(readFileSync(at('model.moderato'))));
  const lines = { threshold: scoreAt(model, 0.9), unsureFrom: scoreAt(model, 0.3) };
  await score(...data);
  const written = readFileSync(at('three.csv'), 'utf8');
  expect((await scoredByApp(lines)).toString()).toBe(written);
  const labels = written
    .split('\n')
    .filter((line) => /,(1|0|unsure),[01]$/.test(line))
    .map((line) => line.split(',').at(-2));
  expect(new Set(labels)).toEqual(new Set(['unsure', '0']));

  writeFileSync(at('deny.txt'), 'fool\n');
  await score(...data, '--deny', at('deny.txt'));
  const denied = readFileSync(at('three.csv'), 'utf8');
  expect((await scoredByApp(lines, { allow: [], deny: ['fool'] })).toString()).toBe(denied);
  expect(denied).toMatch(/fool .*,1,0,deny: fool\n/);
});

test.each(['1', '2'])('%s threads: a denied word is doubted by the threshold that was chosen', async (workers) => {
  writeFileSync(at('knowing.moderato'), encodeModel(knowingModel()));
  writeFileSync(at('denied.csv'), 'comment_text\nyou were not rubbish\nthanks\n');
  const answers = async (...threshold: string[]) => {
    const files = ['--model', at('knowing.moderato'), '--data', at('denied.csv'), '--out', at('doubts.csv')];
    await runScore([...files, '--workers', workers, ...threshold]);
    return readFileSync(at('doubts.csv'), 'utf8').split('\n')[1].split(',').slice(-2);
  };
  expect(await answers()).toEqual(['1', '1']);
  // Not flagged at all; or flagged for the rest of it as well.
  expect(await answers('--threshold', '0.8')).toEqual(['0', '0']);
  expect(await answers('--threshold', '0.2')).toEqual(['1', '0']);
});

test('the line of the unsure is at most the threshold', async () => {
  const args = ['--data', at('data.csv'), '--out', at('three.csv'), '--threshold', '0.6', '--unsure-from', '0.7'];
  await expect(score(...args)).rejects.toMatchObject({
    code: 'argument-invalid',
    params: { argument: '--unsure-from', got: '0.7', expected: 'at most the threshold, 0.6000' },
  });
});

test('score writes cells that a spreadsheet would run with an apostrophe, where that is asked for', async () => {
  writeFileSync(at('formulas.csv'), 'comment_text,n\n=cmd(),-5\nthanks,6\n');
  const formulas = ['--data', at('formulas.csv'), '--text', 'comment_text'];
  await score(...formulas, '--out', at('asIs.csv'));
  expect(readFileSync(at('asIs.csv'), 'utf8')).toMatch(/\n=cmd\(\),-5,-?\d/);
  await score(...formulas, '--safe-formulas', '--out', at('safe.csv'));
  expect(readFileSync(at('safe.csv'), 'utf8')).toMatch(/\n'=cmd\(\),'-5,-?\d/);
});

test.each([
  ['fit', '--data', 'data.csv', 'data.csv'],
  ['fit', '--spec', 'inputs.json', 'inputs.json'],
  ['score', '--data', 'data.csv', 'soft.csv'],
  ['score', '--model', 'model.moderato', 'hard.moderato'],
])('%s refuses to write over the file of %s', async (command, option, name, out) => {
  writeFileSync(at('inputs.json'), '{}');
  rmSync(at('soft.csv'), { force: true });
  rmSync(at('hard.moderato'), { force: true });
  symlinkSync(at('data.csv'), at('soft.csv'));
  linkSync(at('model.moderato'), at('hard.moderato'));
  const before = readFileSync(at(name));
  const other = command === 'fit' ? ['--spec', at('inputs.json')] : ['--model', at('model.moderato')];
  const run = command === 'fit' ? runFit : runScore;
  await expect(run(['--data', at('data.csv'), ...other, '--out', at(out)])).rejects.toMatchObject({
    code: 'argument-invalid',
    params: { argument: '--out', got: at(out), expected: `a file other than the one that ${option} reads` },
  });
  expect(readFileSync(at(name)).equals(before)).toBe(true);
});

test.each([
  // The quote that is never closed comes when rows have been written already.
  ['score', ['--model', 'model.moderato'], `comment_text,label\n${'some words,1\n'.repeat(200_000)}"never closed,1\n`],
  ['fit', [], 'comment_text,label\nonly,1\none class,1\n'],
])('%s that fails leaves the earlier file as it was, and nothing else', async (command, more, content) => {
  mkdirSync(at('failed'), { recursive: true });
  writeFileSync(at('broken.csv'), content);
  writeFileSync(at('failed/out'), 'precious');
  const options = more.map((word) => (word.startsWith('--') ? word : at(word)));
  const data = ['--data', at('broken.csv'), '--text', 'comment_text'];
  const run = command === 'fit' ? runFit : runScore;
  const failure = await run([...options, ...data, '--out', at('failed/out')]).catch(toCodedError);
  expect(failure?.code).toBe(command === 'fit' ? 'training-one-class' : 'csv-quote-unclosed');
  expect(readFileSync(at('failed/out'), 'utf8')).toBe('precious');
  expect(readdirSync(at('failed'))).toEqual(['out']);
});
