import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runEvaluate } from './evaluate';
import { runExplain } from './explain';
import { runFit } from './fit';
import { runScore } from './score';
import { failureOf, printedBy } from './testing/inProcess';

const folder = mkdtempSync(join(tmpdir(), 'moderato-lists-'));
const at = (name: string) => join(folder, name);

/** The last cells of every row of a scored CSV, by the names of their columns. */
function cellsOf(path: string, ...names: string[]): string[][] {
  const [header, ...lines] = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return lines.map((line) => names.map((name) => line[header.indexOf(name)]));
}

const COMMENTS = ['you stupid fool', 'kill the daemon', 'a lovely Clоwn', 'kill the daemon you stupid fool'];

beforeAll(async () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    i % 2 === 0 ? `${i % 4 === 0 ? 'you stupid fool' : 'I kill you'} ${i},1` : `thank you for the process ${i},0`,
  );
  writeFileSync(at('train.csv'), `text,toxic\n${rows.join('\n')}\n`);
  writeFileSync(at('comments.csv'), `text,toxic\n${COMMENTS.map((text) => `${text},1\n`).join('')}`);
  await printedBy(runFit, '--data', at('train.csv'), '--out', at('m.moderato'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCORE = ['--model', at('m.moderato'), '--data', at('comments.csv'), '--out', at('out.csv')];

test('word lists apply after the model, and the scored file records it', async () => {
  writeFileSync(at('allow.txt'), '# mine\nkill\n');
  await printedBy(runScore, ...SCORE, '--allow', at('allow.txt'), '--deny', 'clown, circus');
  expect(cellsOf(at('out.csv'), 'label', 'reason')).toEqual([
    ['1', ''],
    ['0', 'allow: kill'],
    ['1', 'deny: clown'],
    ['1', ''],
  ]);
});

test('without lists the file has no column of reasons, with them the scores stay the same', async () => {
  await printedBy(runScore, ...SCORE);
  const plain = cellsOf(at('out.csv'), 'score', 'probability');
  expect(readFileSync(at('out.csv'), 'utf8').split('\n')[0]).toBe('text,toxic,score,probability,label,unsure');
  await printedBy(runScore, ...SCORE, '--deny', 'clown', '--mask');
  expect(cellsOf(at('out.csv'), 'score', 'probability')).toEqual(plain);
  expect(cellsOf(at('out.csv'), 'text').flat()).toEqual([COMMENTS[0], COMMENTS[1], 'a lovely *****', COMMENTS[3]]);
});

test('a row that a list decided is unsure neither in the file nor in the summary', async () => {
  const summary = async (...more: string[]) => {
    const { unsure } = JSON.parse(await printedBy(runScore, ...SCORE, ...more, '--json'));
    return { unsure, rows: cellsOf(at('out.csv'), 'unsure').flat() };
  };
  expect(await summary()).toEqual({ unsure: 1, rows: ['0', '0', '1', '0'] });
  expect(await summary('--deny', 'clown')).toEqual({ unsure: 0, rows: ['0', '0', '0', '0'] });
});

test('a threshold is a probability', async () => {
  const positives = async (...more: string[]) =>
    JSON.parse(await printedBy(runScore, ...SCORE, ...more, '--json')).positives;
  expect(await positives('--threshold', '0')).toBe(4);
  expect(await positives('--threshold', '1')).toBe(0);
  const evaluate = ['--model', at('m.moderato'), '--data', at('train.csv'), '--json'];
  expect(JSON.parse(await printedBy(runEvaluate, ...evaluate, '--threshold', '0'))).toMatchObject({
    recall: 1,
    precision: 0.5,
  });
  expect(await failureOf(runScore, ...SCORE, '--threshold', '2')).toMatchObject({ code: 'argument-invalid' });
});

test('explain applies the lists and reports what they matched', async () => {
  const explain = ['--model', at('m.moderato'), '--text-value', 'Kill the daemon', '--json'];
  const { label, decision, matches } = JSON.parse(await printedBy(runExplain, ...explain, '--allow', 'kill'));
  expect(label).toBe(1);
  expect(decision).toEqual({ label: 0, by: 'allow', entries: ['kill'] });
  expect(matches.allow).toEqual([{ entry: 'kill', begin: 0, end: 4, text: 'Kill' }]);
});

test('explain is not unsure of what a list decided', async () => {
  const explain = ['--model', at('m.moderato'), '--text-value', 'a lovely clown'];
  expect(JSON.parse(await printedBy(runExplain, ...explain, '--json'))).toMatchObject({ unsure: true });
  expect(await printedBy(runExplain, ...explain)).toContain('Unsure: ');
  const denied = [...explain, '--deny', 'clown'];
  expect(JSON.parse(await printedBy(runExplain, ...denied, '--json'))).toMatchObject({ unsure: false });
  expect(await printedBy(runExplain, ...denied)).not.toContain('Unsure: ');
});

test.each([
  ['a list that is no file', ['--deny', 'no/such/list.txt'], 'file-unreadable'],
  ['an entry in which nothing can be found', ['--deny', 'a,,b'], 'word-list-invalid'],
  ['an entry that is too long', ['--allow', 'a'.repeat(201)], 'word-list-invalid'],
  ['a mask without a list', ['--mask'], 'argument-invalid'],
])('%s is refused', async (_, options, code) => {
  expect(await failureOf(runScore, ...SCORE, ...options)).toMatchObject({ code });
});
