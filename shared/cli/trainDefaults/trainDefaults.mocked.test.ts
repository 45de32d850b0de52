import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRandom } from '#shared/base/random';
import { ATTACKS } from '#shared/ml/audit/attacks/measureAttacks';
import { UNKNOWN } from '#shared/ml/training/labelledText';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { openModel, readDefaults, readModel } from '../models';
import { readCorpus } from './corpus';
import { rewrites, SOURCES, shortSentences } from './sources';
import { runTrainDefaults } from './trainDefaults';

// The recipes of the real data want more of it than a test has.
vi.mock(import('./recipes'), async (original) => {
  const real = await original();
  const features = [{ minDf: 2 }, { analyzer: 'char_wb', ngramRange: [2, 3], minDf: 2 }] as const;
  const small = (spec: (typeof real.RECIPES)[number]['spec']) =>
    parsePipelineSpec({
      ...spec,
      features,
      compact: { maxTerms: 300, int8: true },
      validation: { testSize: 0.25, folds: 2 },
    });
  return { ...real, RECIPES: real.RECIPES.map((recipe) => ({ ...recipe, spec: small(recipe.spec) })) };
});

// Of every sentence of our own, one is enough here.
vi.mock(import('./everydayExamples'), async (original) => {
  const real = await original();
  return { ...real, everydayExamples: (language, seed) => real.everydayExamples(language, seed, 1) };
});

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-train-'));
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  for (const language of ['en', 'ru']) mkdirSync(join(folder, language));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const WORDS = 'day road tea book river window garden letter winter city answer music bread light story'.split(' ');

/** Comments of random words, the toxic ones with a mild insult in them. */
function comments(count: number, insult: string): { text: string; toxic: number }[] {
  const random = createRandom(9);
  return Array.from({ length: count }, (_, i) => {
    const words = Array.from({ length: 6 }, () => WORDS[random.below(WORDS.length)]);
    return i % 3 === 0 ? { text: [insult, ...words].join(' '), toxic: 1 } : { text: words.join(' '), toxic: 0 };
  });
}

function writeData(): void {
  const english = comments(240, 'you idiot').map(({ text, toxic }, i) => {
    const others =
      i % 7 === 0 ? ['', '', '', '', ''] : [i % 5 === 0 ? 1 : 0, toxic, (i >> 1) % 2, toxic, i % 4 === 1 ? 1 : 0];
    return [i, text, toxic, ...others, i % 2, 'raw'].join(',');
  });
  const header = 'id,comment_text,toxic,severe_toxic,obscene,threat,insult,identity_hate,natural,text_form';
  writeFileSync(join(folder, 'en/jigsaw_train.csv'), [header, ...english].join('\n'));
  const russian = comments(240, 'ты дурак').map(({ text, toxic }) => `"${text}\n",${toxic}.0`);
  writeFileSync(join(folder, 'ru/blackmoon_train.csv'), ['comment,toxic', ...russian].join('\n'));
  writeFileSync(
    join(folder, 'en/neutral_talk.csv'),
    'comment_text,toxic\nWhich platform is for the coast?,0\nThe kettle has boiled,0\n',
  );
  writeFileSync(
    join(folder, 'en/insults_train.csv'),
    'comment_text,toxic\nyou daft old turnip,1\nmuch obliged to all,0\n',
  );
  writeFileSync(
    join(folder, 'en/davidson_tweets.csv'),
    'comment_text,class,toxic\nsuch silly idiots everywhere,1,1\nrain over the hills,2,0\n',
  );
  writeFileSync(join(folder, 'en/toxic_spans_train.csv'), 'spans,text\n"[0, 1]",stupid old thing that it is\n');
  writeFileSync(join(folder, 'en/olid_dev.csv'), 'comment_text,toxic\nyou idiot,1\na day by the river,0\n');
  writeFileSync(join(folder, 'ru/vk_dev.csv'), 'comment,toxic\nты дурак,1\nхороший день,0\nспасибо,0\n');
  const short = Array.from({ length: 9 }, (_, i) => `Ты видел дом ${i}?,0`);
  writeFileSync(join(folder, 'ru/neutral_short.csv'), ['comment,toxic', ...short].join('\n'));
  writeFileSync(
    join(folder, 'ru/detox_pairs_train.csv'),
    'comment_text,toxic\nты дурак,1\nты неправ,0\nэто ошибка,0\nглупый ответ,1\nплохой ответ,0\n',
  );
}

test('the same data produces the same files, which open under their names', async () => {
  writeData();
  const outs = [join(folder, 'one'), join(folder, 'two')];
  for (const out of outs) await runTrainDefaults(['--data', folder, '--out', out, '--only', 'en,ru,ru-naive-bayes']);
  const [first, second] = outs.map((out) => readdirSync(out));
  expect(first).toEqual(second);
  expect(readFileSync(join(outs[0], 'index.json'), 'utf8')).toBe(readFileSync(join(outs[1], 'index.json'), 'utf8'));
  const { models } = await readDefaults(outs[0]);
  expect(models.map(({ name }) => name)).toEqual(['en', 'ru', 'ru-naive-bayes']);
  for (const { name } of models) await readModel(`default:${name}`, outs[0]);
  const [english, russian] = models;
  const model = await openModel(join(outs[0], english.file));
  expect(model.manifest.labels).toHaveLength(6);
  expect(english.figures.map(({ label }) => label)).toEqual(model.manifest.labels);
  // Judged by the natural rows alone: half of the quarter held out.
  expect(english.figures[0].rows).toBeLessThan(50);
  expect(english.figures[0].rocAuc.value).toBeGreaterThan(0.9);
  expect(russian.places).toMatchObject([{ rows: 3, positives: 1, rocAuc: { value: 1 } }]);
  expect(model.manifest.knownWords?.language).toBe('en');
  expect(russian.attacks?.rows).toBe(russian.figures[0].rows);
  expect(russian.attacks?.kinds.map(({ kind }) => kind)).toEqual(ATTACKS);
  expect(russian.attacks?.kinds.at(-1)?.rocAuc).toBe(russian.attacks?.mixed);
  expect(russian.thresholds.precision95?.precision).toBeGreaterThanOrEqual(0.95);
});

test('a retrained model replaces its earlier file and leaves the others unchanged', async () => {
  writeData();
  const out = join(folder, 'out');
  await runTrainDefaults(['--data', folder, '--out', out, '--only', 'ru,ru-svc']);
  const before = await readDefaults(out);
  writeFileSync(
    join(folder, 'ru/blackmoon_train.csv'),
    `comment,toxic\n${comments(200, 'ты глупый')
      .map(({ text, toxic }) => `${text},${toxic}`)
      .join('\n')}`,
  );
  await runTrainDefaults(['--data', folder, '--out', out, '--only', 'ru-svc']);
  const after = await readDefaults(out);
  expect(after.models[0]).toEqual(before.models[0]);
  expect(after.models[1].id).not.toBe(before.models[1].id);
  expect(readdirSync(out).sort()).toEqual(['index.json', ...after.models.map(({ file }) => file)].sort());
});

test('an unknown name is refused with the list of names', async () => {
  await expect(runTrainDefaults(['--data', folder, '--only', 'de'])).rejects.toMatchObject({
    code: 'argument-invalid',
    params: { got: 'de' },
  });
});

test('every source reads its file', async () => {
  writeData();
  const english = await readCorpus(SOURCES.en, folder);
  const of = (number: number) => english.rows.filter(({ source }) => source === number);
  expect(of(0).filter(({ judged }) => judged)).toHaveLength(of(0).length / 2);
  expect(of(1).length).toBeGreaterThan(500);
  expect(of(2).length).toBeGreaterThan(300);
  expect(of(3).map(({ labels }) => labels)).toEqual([0, 1].map(() => [0, ...Array(5).fill(UNKNOWN)]));
  expect(of(4).map(({ labels }) => labels[0])).toEqual([1, 0]);
  expect(of(5).map(({ labels }) => labels[0])).toEqual([1, 0]);
  expect(of(6).map(({ labels }) => labels)).toEqual([[1, ...Array(5).fill(UNKNOWN)]]);
  expect([1, 2, 3, 4, 5, 6].flatMap(of).some(({ judged }) => judged)).toBe(false);
  const russian = await readCorpus([rewrites(0.1)], folder);
  expect(russian.rows.map(({ family }) => family)).toEqual([0, 0, 0, 1, 1]);
  expect([...russian.groups]).toEqual([0, 0, 0, 3, 3]);
  const short = await readCorpus([shortSentences(0.1)], folder);
  expect(short.rows.map(({ judged }) => judged).filter(Boolean)).toHaveLength(3);
});
