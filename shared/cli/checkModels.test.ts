import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { rowCount } from '../data/column/textColumn';
import { decodeModel } from '../ml/model/decode';
import { loadScorer } from '../ml/scoring/scorer';
import { labelledTexts, trainedOn } from '../testing/specimens';
import { runCheckModels } from './checkModels';
import { ownSentences, runSuites } from './checkModelsSuites';
import { goalsOf } from './checkModelsTable';

const SPEC = { text: { normalize: 'deobfuscate' }, features: [{}, { analyzer: 'char_wb', ngramRange: [2, 4] }] };
const TOXIC = ['you stupid idiot', 'shut up you moron', 'what a loser', 'you are dumb', 'ugly liar', 'get lost fool'];
const FINE = [
  'thank you very much',
  'a good book',
  'see you tomorrow',
  'the table is wrong',
  'my neighbour works here',
];

let folder: string;
let model: string;
let bytes: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'check-models-'));
  const labels = [...TOXIC.map(() => 1), ...FINE.map(() => 0)];
  ({ bytes } = await trainedOn(labelledTexts([...TOXIC, ...FINE], labels), SPEC));
  model = join(folder, 'small.moderato');
  writeFileSync(model, bytes);
  const lines = [...TOXIC.map((text) => `${text},1`), ...FINE.map((text) => `${text},0`)];
  writeFileSync(join(folder, 'comments.csv'), ['comment,toxic', ...lines].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.restoreAllMocks());

async function printed(...argv: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await runCheckModels(argv);
  return log.mock.calls.map(([line]) => String(line)).join('\n');
}

test('the tables show every function, every attack and the goals, and mark missed goals', async () => {
  const text = await printed('--model', `${model},${model}`);
  expect(text).toMatch(/directInsult +toxic +\d+\/14/);
  expect(text).toMatch(/\* sarcasm/);
  expect(text).toMatch(/mixed +0\.\d{4}/);
  expect(text).toMatch(/(reached|MISSED) +gap of the worst subgroup AUC/);
  const missed = text.match(/^ {2}MISSED/gm)?.length ?? 0;
  expect(text).toContain(`${26 - missed} of 26 goals reached.`);
  expect(text.match(/^missed by /gm)?.length ?? 0).toBe(missed);
});

test('JSON contains the whole suites; attacks can use comments from a file', async () => {
  const own = JSON.parse(await printed('--model', model, '--json'));
  vi.restoreAllMocks();
  const [given] = JSON.parse(await printed('--model', model, '--data', join(folder, 'comments.csv'), '--json'));
  expect(own[0].attacks.rows).toBe(rowCount(ownSentences('en').column));
  expect(given.attacks).toMatchObject({ rows: 11, positives: 6 });
  expect(given.behaviour.language).toBe('en');
  expect(given.goals.length).toBe(13);
  vi.restoreAllMocks();
  const [russian] = JSON.parse(await printed('--model', model, '--language', 'ru', '--json'));
  expect(russian.fairness.language).toBe('ru');
});

test('the goal for attacks is the fall in ROC AUC under a mixture of all', async () => {
  const suites = runSuites(await loadScorer(decodeModel(bytes)), 'en', null);
  const [fall] = goalsOf(suites);
  const { plain, attacks } = suites.attacks;
  expect(fall.value).toBe(plain.rocAuc - (attacks.find(({ attack }) => attack === 'mixed')?.rocAuc ?? 0));
});

test('a file that is not a model, an unknown language and an unknown default are refused', async () => {
  await expect(printed('--model', join(folder, 'comments.csv'))).rejects.toMatchObject({ code: 'model-not-a-model' });
  await expect(printed('--model', model, '--language', 'de')).rejects.toMatchObject({ code: 'argument-invalid' });
  await expect(printed('--model', join(folder, 'none'))).rejects.toMatchObject({ code: 'file-unreadable' });
});
