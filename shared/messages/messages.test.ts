import { expect, test } from 'vitest';
import { CodedError, type ErrorCode, type ErrorParams } from '../base/errors';
import { en } from './en';
import { type Format, formats } from './format';
import { sentenceIn } from './index';
import { ru } from './ru';

/** Values that no sentence contains by itself, so that a parameter left out of a sentence shows. */
const SAMPLE: { [Name in string]: unknown } = {
  name: 'a.csv',
  kind: 'ZIP',
  formats: ['CSV', 'Parquet'],
  encoding: 'windows-1251',
  columns: ['text', 'toxic'],
  parts: ['train', 'check'],
  names: ['en', 'ru-svc'],
  examples: ['maybe'],
  files: ['a.csv', 'b/c.json'],
  sheets: ['Sheet1'],
  positions: [1, 4],
  reason: 'because',
  firstLine: 'hello',
  file: 'b/c.json',
  sheet: 'Sheet1',
  column: 'toxic',
  part: 'train',
  pattern: '(a+',
  questions: ['which column?'],
  label: 'toxic',
  labels: ['toxic', 'insult'],
  language: 'de',
  languages: ['en', 'ru'],
  list: 'deny.txt',
  entry: '*',
  what: 'models',
  got: 'HELLO',
  expected: 'a list',
  path: 'texts',
  target: 'JavaScript',
  setting: 'text.normalize',
  procedure: 'models.explode',
  needed: 'admin',
  role: 'reader',
  id: 'a1b2',
  community: 'forum',
  attribute: 'TOXICITY',
  state: 'failed',
  task: 'c3d4',
  expired: '2026-11-29T12:00:00.000Z',
  revoked: '2026-11-29T12:00:00.000Z',
  folder: './data',
  holder: 'process 7',
  address: 'https://moderato.example',
};
/** Parameters that are numbers. */
const COUNTED = new Set(
  `offset limit bytes limitBytes method ratio line refused neededBytes freeBytes storedChunks expectedChunks seconds rows
  positives needed documents minDf maxDf terms index version supported`.split(/\s+/),
);
/** Parameters that are codes themselves, by the code of the error. */
const CODED: { [Code in string]: Readonly<Record<string, unknown>> } = {
  'file-unreadable': { reason: 'missing' },
  'file-damaged': { reason: 'values-differ', where: 'text' },
  'archive-damaged': { where: 'length' },
  'storage-damaged': { fault: 'incomplete' },
};
const params = new Proxy({}, { get: (_, key) => SAMPLE[String(key)] ?? 1234567 }) as ErrorParams[ErrorCode];
const paramsOf = (code: ErrorCode) =>
  new Proxy(params, { get: (known, key) => CODED[code]?.[String(key)] ?? Reflect.get(known, key) });

test.each(Object.keys(en) as ErrorCode[])('%s has whole, calm sentences in both languages', (code) => {
  for (const language of ['en', 'ru'] as const) {
    const text = sentenceIn(language, new CodedError(code, paramsOf(code)));
    expect(text).not.toMatch(/undefined|NaN|\[object|!/);
    expect(text).toMatch(/[.»”)]$/);
    expect(text).not.toMatch(/ {2}| \.(\s|$)/);
  }
  expect(sentenceIn('ru', new CodedError(code, paramsOf(code)))).toMatch(/[а-яё]/i);
});

test('both languages have the same codes', () => {
  expect(Object.keys(ru).sort()).toEqual(Object.keys(en).sort());
});

test('the sentence for full storage names only the numbers that are known', () => {
  const sentence = (neededBytes: number | null, freeBytes: number | null) =>
    sentenceIn('en', new CodedError('storage-full', { neededBytes, freeBytes }));
  expect(sentence(null, null)).not.toMatch(/\d|null/);
  expect(sentence(5_000_000, null)).toContain('5.0\u00a0MB is needed.');
  expect(sentence(null, 7_000_000)).toContain('About 7.0\u00a0MB is free.');
  expect(sentence(5_000_000, 7_000_000)).toContain('is needed, about 7.0\u00a0MB is free.');
});

test.each<[string, (f: Format) => string, string, string]>([
  ['thousands', (f) => f.number(1234567), '1\u202f234\u202f567', '1\u202f234\u202f567'],
  ['a real minus', (f) => f.number(-1234.5, 1), '\u22121\u202f234.5', '\u22121\u202f234,5'],
  ['no minus before zero', (f) => f.signed(-0.001, 2), '0.00', '0,00'],
  ['a plus', (f) => f.signed(2.55, 1), '+2.6', '+2,6'],
  ['no number', (f) => f.number(Number.NaN), '–', '–'],
  ['a share', (f) => f.percent(0.912), '91%', '91\u00a0%'],
  ['bytes', (f) => f.bytes(999), '999\u00a0B', '999\u00a0Б'],
  ['megabytes', (f) => f.bytes(212_400_000), '212\u00a0MB', '212\u00a0МБ'],
  ['a rounding that reaches the next unit', (f) => f.bytes(999_600), '1.0\u00a0MB', '1,0\u00a0МБ'],
  ['a moment', (f) => f.duration(300), 'under a second', 'меньше секунды'],
  ['a minute by rounding', (f) => f.duration(59_700), '1\u00a0min', '1\u00a0мин'],
  ['hours', (f) => f.duration(7_800_000), '2\u00a0h 10\u00a0min', '2\u00a0ч 10\u00a0мин'],
  ['milliseconds', (f) => f.elapsed(0.12), '0.1\u00a0ms', '0,1\u00a0мс'],
])('%s are written as people write them', (_, write, english, russian) => {
  expect(write(formats.en)).toBe(english);
  expect(write(formats.ru)).toBe(russian);
});

test('a list of more than twelve names the first ten and counts the rest', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
  expect(formats.en.list(names(3))).toBe('c0, c1 and c2');
  expect(formats.en.list(names(12))).toContain('c10 and c11');
  expect(formats.en.list(names(4106))).toBe('c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 4\u202f096 more');
  expect(formats.ru.list(names(4106))).toMatch(/c8, c9 и ещё 4\u202f096$/);
});

test.each(Object.keys(en) as ErrorCode[])('%s is a sentence of bounded length, however long what it names', (code) => {
  const many = (make: (i: number) => unknown) => Array.from({ length: 16_384 }, (_, i) => make(i));
  const huge = new Proxy(
    {},
    {
      get(_, key) {
        const sample = SAMPLE[String(key)];
        const coded = CODED[code]?.[String(key)];
        if (coded !== undefined && coded !== 'text') return coded;
        if (key === 'questions') return ['which?'.repeat(20_000)];
        if (key === 'positions') return many((i) => i);
        if (Array.isArray(sample)) return many((i) => `${i} ${'x'.repeat(400)}`);
        return COUNTED.has(String(key)) ? 1234567 : 'long '.repeat(20_000);
      },
    },
  ) as ErrorParams[ErrorCode];
  for (const language of ['en', 'ru'] as const) {
    expect(sentenceIn(language, new CodedError(code, huge)).length).toBeLessThan(12_000);
  }
});

test('Russian has three plural forms', () => {
  const forms = { one: 'слово', few: 'слова', many: 'слов', other: 'слова' };
  const nouns = [1, 2, 5, 11, 21, 104, 1000].map((n) => formats.ru.plural(n, forms));
  expect(nouns).toEqual(['слово', 'слова', 'слов', 'слов', 'слово', 'слова', 'слов']);
});
