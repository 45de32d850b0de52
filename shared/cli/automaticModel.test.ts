import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runEvaluate } from './evaluate';
import { runExplain } from './explain';
import { runScore } from './score';
import { failureOf, printedBy } from './testing/inProcess';

/* With the models that come with Moderato. */

const folder = mkdtempSync(join(tmpdir(), 'moderato-auto-'));
const at = (name: string) => join(folder, name);

/** Runs `score` and returns its lines. */
async function scoredLines(model: string, ...more: string[]): Promise<string[]> {
  await printedBy(runScore, '--model', model, '--data', at('c.csv'), '--out', at('out.csv'), ...more);
  return readFileSync(at('out.csv'), 'utf8').trimEnd().split('\n');
}

const ROWS = [
  ['you are a stupid idiot', 1],
  ['ты тупой идиот', 1],
  ['yоu аrе ѕtupid', 1], // Cyrillic о, а, е, ѕ
  ['Danke für die Hilfe', 0],
  ['Дякую за допомогу', 0],
  ['privet kak dela', 0],
  ['thank you for the help', 0],
] as const;

beforeAll(() => {
  writeFileSync(at('c.csv'), `text,toxic\n${ROWS.map(([text, toxic]) => `${text},${toxic}\n`).join('')}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the language of each row chooses its model; a language without a model stays without an answer', async () => {
  const summary = ['--model', 'default:auto', '--data', at('c.csv'), '--out', at('out.csv'), '--json'];
  expect(JSON.parse(await printedBy(runScore, ...summary))).toMatchObject({
    rows: 7,
    positives: 3,
    unsure: 3,
    unread: 3,
  });
  const [header, ...lines] = await scoredLines('default:auto');
  expect(header).toBe('text,toxic,score,probability,label,unsure,language,model');
  expect(lines.map((line) => line.split(',').slice(4))).toEqual([
    ['1', '0', 'en', 'default:en'],
    ['1', '0', 'ru', 'default:ru'],
    ['1', '0', 'en', 'default:en'],
    ['', '1', 'de', ''],
    ['', '1', 'uk', ''],
    ['', '1', 'ru-Latn', ''],
    ['0', '0', 'en', 'default:en'],
  ]);
  const alone = await scoredLines('default:ru');
  expect(alone[2].split(',')[2]).toBe(lines[1].split(',')[2]);
});

test('a word list decides of rows in other languages too, which no model reads all the same', async () => {
  const out = ['--model', 'default:auto', '--data', at('c.csv'), '--out', at('out.csv'), '--json'];
  const denied = JSON.parse(await printedBy(runScore, ...out, '--deny', 'Danke'));
  expect(denied).toMatchObject({ rows: 7, positives: 4, unsure: 2, unread: 3 });
});

test('the rows do not depend on the number of threads', async () => {
  const one = await scoredLines('default:auto', '--workers', '1');
  expect(await scoredLines('default:auto', '--workers', '2')).toEqual(one);
});

test('evaluate measures all rows and each model’s', async () => {
  const figures = JSON.parse(await printedBy(runEvaluate, '--model', 'default:auto', '--data', at('c.csv'), '--json'));
  expect(figures).toMatchObject({ rows: 7, positives: 3, f1: 1, unread: { de: 1, uk: 1, 'ru-Latn': 1 } });
  expect(figures.models).toMatchObject([
    { model: 'default:en', rows: 3, label: 'toxic' },
    { model: 'default:ru', rows: 1 },
  ]);
});

test('explain chooses the model, and is unsure of a language without one', async () => {
  const explain = ['--model', 'default:auto', '--json', '--text-value'];
  const answer = JSON.parse(await printedBy(runExplain, ...explain, 'іdіоt, go away'));
  expect(answer).toMatchObject({ language: 'en', model: 'default:en', label: 1 });
  const unread = JSON.parse(await printedBy(runExplain, ...explain, 'Danke für die Hilfe'));
  expect(unread).toMatchObject({ language: 'de', languages: ['en', 'ru'], model: null, label: null, unsure: true });
  expect(unread.knowledge.doubt).toBe('language');
});

test('explain scores each sentence by itself on request, and marks the highest', async () => {
  const explain = ['--model', 'default:auto', '--json', '--text-value'];
  const text = 'Thanks for the help. You stupid idiot. Bye.';
  const { sentences } = JSON.parse(await printedBy(runExplain, ...explain, text, '--sentences'));
  expect(sentences).toHaveLength(3);
  expect(sentences[1]).toMatchObject({ begin: 21, end: 38, text: 'You stupid idiot.', label: 1, highest: true });
  const alone = JSON.parse(await printedBy(runExplain, ...explain, 'You stupid idiot.'));
  expect(sentences[1].score).toBe(alone.score);
  expect(JSON.parse(await printedBy(runExplain, ...explain, text))).not.toHaveProperty('sentences');
});

test('evaluate and explain accept every label by name', async () => {
  writeFileSync(
    at('civil.csv'),
    'text,target,identity_attack,spam\nyou are a stupid idiot,1,0,0\nthank you for it,0,0,0\n',
  );
  const evaluate = ['--model', 'default:en', '--data', at('civil.csv'), '--json'];
  const all = JSON.parse(await printedBy(runEvaluate, ...evaluate));
  expect(all.labels).toMatchObject([
    { label: 'toxic', column: 'target', positives: 1 },
    { label: 'identity_hate', column: 'identity_attack', positives: 0 },
  ]);
  expect(all).toMatchObject({ label: 'toxic', rows: 2 });
  const one = JSON.parse(await printedBy(runEvaluate, ...evaluate, '--label', 'identity_attack'));
  expect(one).toMatchObject({ label: 'identity_hate', positives: 0 });
  const unknown = {
    code: 'label-unknown',
    params: { label: 'spam', labels: ['toxic', 'severe_toxic', 'obscene', 'threat', 'insult', 'identity_hate'] },
  };
  expect(await failureOf(runEvaluate, ...evaluate, '--label', 'spam')).toMatchObject(unknown);
  const explain = ['--model', 'default:en', '--text-value', 'you are stupid', '--json', '--label'];
  expect(JSON.parse(await printedBy(runExplain, ...explain, 'profanity'))).toMatchObject({ labelName: 'obscene' });
  expect(await failureOf(runExplain, ...explain, 'spam')).toMatchObject(unknown);
});
