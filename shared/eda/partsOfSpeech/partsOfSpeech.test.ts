import { expect, test } from 'vitest';
import answers from '../frozen/intervals.json';
import { wilsonShare } from '../share/wilson';
import { explored, sourceOf } from '../testing/explored';
import { addComment, clusteredShare, cohensD, createShareSums, SHOWN_CLASSES } from './partsOfSpeech';

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

test('English comments are analysed by class, others are left out', async () => {
  const source = sourceOf([...ENGLISH, 'Ты глупый дурак, вот и всё.', '???', ''], [1, 1, 0, 0, 1, 1, 0], 2);
  const { partsOfSpeech } = await explored(source, ['partsOfSpeech']);
  expect(partsOfSpeech).toMatchObject({ absent: null, rows: 4 });
  const classes = new Map(partsOfSpeech?.classes.map((entry) => [entry.wordClass, entry]));
  expect([...classes.keys()]).toEqual(SHOWN_CLASSES);
  expect(classes.get('pronoun')?.shares['1']).toMatchObject({ hits: 5, of: 17 });
  expect(classes.get('pronoun')?.effect).toBeGreaterThan(1);
  for (const key of ['0', '1'] as const) {
    const total = [...classes.values()].reduce((sum, { shares }) => sum + (shares[key]?.value ?? 0), 0);
    expect(total).toBeCloseTo(1, 12);
  }
});

test('without an English comment there are none, and the report has the reason', async () => {
  const { partsOfSpeech } = await explored(sourceOf(['Ты глупый дурак.', 'Хорошая статья, спасибо.'], [1, 0]), [
    'partsOfSpeech',
  ]);
  expect(partsOfSpeech).toEqual({ absent: 'not-english', rows: 0, classes: [] });
});
