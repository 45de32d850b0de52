import { expect, test } from 'vitest';
import answers from '../frozen/intervals.json';
import { wilsonShare } from '../share/wilson';
import { explored, sourceOf } from '../testing/explored';
import { addComment, clusteredShare, cohensD, createShareSums, SHOWN_CLASSES } from './partsOfSpeech';
import { createWordClassReader } from './partsOfSpeechReader';

function sumsOf(words: readonly number[], hits: readonly number[]) {
  const sums = createShareSums();
  words.forEach((count, i) => {
    addComment(sums, count, hits[i]);
  });
  return sums;
}

test('intervals allow for clusters as numpy works it out, and effects are those of numpy', () => {
  for (const { words, hits, value, effective, otherWords, otherHits, d } of answers.clusters) {
    const share = clusteredShare(sumsOf(words, hits));
    expect(share.value).toBeCloseTo(value, 12);
    const expected = wilsonShare(share.hits, share.of, effective);
    expect(share.low).toBeCloseTo(expected.low, 10);
    expect(share.high).toBeCloseTo(expected.high, 10);
    expect(cohensD(sumsOf(otherWords, otherHits), sumsOf(words, hits))).toBeCloseTo(d, 10);
  }
});

test('words that come in clusters have wider intervals than independent words', () => {
  const clumped = clusteredShare(sumsOf([10, 10, 10, 10], [10, 0, 10, 0]));
  const plain = wilsonShare(20, 40);
  expect(clumped.high - clumped.low).toBeGreaterThan(plain.high - plain.low);
});

test('too little data is not a number', () => {
  expect(clusteredShare(sumsOf([], [])).value).toBeNaN();
  expect(clusteredShare(sumsOf([4], [1]))).toMatchObject({ hits: 1, of: 4, value: 0.25, low: Number.NaN });
  expect(cohensD(sumsOf([4], [1]), sumsOf([4, 4], [1, 2]))).toBeNaN();
  expect(cohensD(sumsOf([4, 4], [1, 1]), sumsOf([4, 4], [1, 1]))).toBeNaN();
  expect(clusteredShare(sumsOf([5, 5], [0, 0]))).toMatchObject({ value: 0, low: 0 });
});

const ENGLISH = [
  'You are a stupid person and you know it.',
  'You really think that you can do this?',
  'The editors of this page have added a reliable source to the article.',
  'The history of the town is described in the second section.',
];
const RUSSIAN = ['Ты глупый дурак, и все это знают.', 'Хорошая статья, спасибо за подробный рассказ.'];

const times = <Value>(count: number, values: readonly Value[]): Value[] =>
  Array.from({ length: count }, () => values).flat();

test('comments of each language are analysed by class, others are counted', async () => {
  const texts = [
    ...times(10, [...ENGLISH, ...RUSSIAN]),
    ...times(10, [...RUSSIAN]),
    'ご覧ください、記事です',
    'Hm',
    '???',
    '',
  ];
  const labels = [...times(10, [1, 1, 0, 0, 1, 0]), ...times(10, [1, 0]), 1, 1, 0, 0];
  const { partsOfSpeech } = await explored(sourceOf(texts, labels, 7), ['partsOfSpeech']);
  const [english, russian] = partsOfSpeech?.languages ?? [];
  expect(partsOfSpeech?.otherRows).toBe(2);
  expect(english).toMatchObject({ language: 'en', rows: 40, words: 410 });
  expect(russian).toMatchObject({ language: 'ru', rows: 40, words: 20 * 13 });
  const of = (found: typeof english, wordClass: string) => found.classes.find((each) => each.wordClass === wordClass);
  expect(of(english, 'pronoun')?.shares['1']).toMatchObject({ hits: 50, of: 170 });
  expect(of(english, 'pronoun')?.effect).toBeGreaterThan(1);
  expect(of(russian, 'adjective')?.shares['1']).toMatchObject({ hits: 20, of: 140 });
  expect(of(russian, 'adjective')?.shares['0']).toMatchObject({ hits: 40, of: 120 });
  for (const { classes } of [english, russian]) {
    expect(classes.map(({ wordClass }) => wordClass)).toEqual(SHOWN_CLASSES);
    for (const key of ['0', '1'] as const) {
      expect(classes.reduce((sum, { shares }) => sum + (shares[key]?.value ?? 0), 0)).toBeCloseTo(1, 12);
    }
  }
});

test('of a handful of words no share is reported, and of two classes the one with more', async () => {
  const few = await explored(
    sourceOf(['Ты глупый дурак.', 'Хорошая статья, спасибо.', ...ENGLISH], [1, 0, 1, 0, 1, 0]),
    ['partsOfSpeech'],
  );
  expect(few.partsOfSpeech).toEqual({
    languages: [
      { language: 'en', rows: 4, words: 41, classes: [] },
      { language: 'ru', rows: 2, words: 6, classes: [] },
    ],
    otherRows: 0,
  });
  const one = await explored(sourceOf([...times(40, [RUSSIAN[0]]), RUSSIAN[1]], [...times(40, [1]), 0]), [
    'partsOfSpeech',
  ]);
  const [, russian] = one.partsOfSpeech?.languages ?? [];
  expect(russian).toMatchObject({ rows: 41, words: 286 });
  for (const { shares, effect } of russian.classes) {
    expect(Object.keys(shares)).toEqual(['1']);
    expect(effect).toBeNaN();
  }
});

test('contractions are the words that they are made of, links and entities none', async () => {
  const text = "Don't you see? It's http://example.com/dogs/cats &amp; they're cats, and I can`t";
  const read = await createWordClassReader(['en']);
  const bytes = new TextEncoder().encode(text);
  const { words, classes } = read(bytes, 0, bytes.length, 'en');
  // do not you see it is they are cats and I can not
  expect({ words, ...Object.fromEntries(classes) }).toEqual({
    words: 13,
    verb: 5,
    adverb: 2,
    pronoun: 4,
    noun: 1,
    prepositionOrConjunction: 1,
  });
});

test('Russian names are nouns with a capital, which the dictionary does not have or which begin no sentence', async () => {
  const text = 'Роза увидела в Москве Путина. Наташе понравились Вы и стекла, 25 роз и bonsai!';
  const read = await createWordClassReader(['ru']);
  const bytes = new TextEncoder().encode(text);
  const { words, classes } = read(bytes, 0, bytes.length, 'ru');
  expect({ words, ...Object.fromEntries(classes) }).toEqual({
    words: 14,
    noun: 3, // Роза, стекла, роз
    properNoun: 3, // Москве, Путина, Наташе
    verb: 2,
    pronoun: 1,
    prepositionOrConjunction: 3,
    number: 1,
    other: 1,
  });
});
