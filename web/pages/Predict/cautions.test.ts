import { expect, test } from 'vitest';
import type { Answer } from '../../stores/scoring';
import { cautionsOf } from './cautions';

/** An answer to words that add what is given. */
function answerOf(words: Record<string, number>, rest: Partial<Answer> = {}): Answer {
  const spans = Object.entries(words).map(([text, contribution], i) => ({ begin: i, end: i + 1, text, contribution }));
  return {
    score: 0,
    scores: [0],
    probability: 0.5,
    label: 0,
    threshold: 0,
    thresholdProbability: 0.5,
    bias: 0,
    spans,
    terms: [],
    tokens: spans.length,
    unknownTokens: spans.filter(({ contribution }) => contribution === 0).length,
    labels: [],
    language: 'unknown',
    decision: { label: 0, by: 'model', entries: [] },
    matches: { allow: [], deny: [] },
    ...rest,
  };
}

const english = { one: 0.1, two: 0.2, three: -0.1, four: 0.3 };

test('known words of the language that was learnt give no cause for care', () => {
  expect(cautionsOf(answerOf(english, { language: 'en' }), 'en', true)).toEqual([]);
});

test('four in five words unknown is worth a word, three in four is not', () => {
  const four = { a: 0, b: 0, c: 0, d: 0, e: 0.4 };
  expect(cautionsOf(answerOf(four), 'en', false)).toEqual([{ kind: 'unknown', unknown: 4, all: 5 }]);
  expect(cautionsOf(answerOf({ a: 0, b: 0, c: 0, d: 0.4 }), 'en', false)).toEqual([]);
});

test('stop words are not unknown', () => {
  const stopped = answerOf({ the: 0, of: 0, and: 0, to: 0, word: 0.4 }, { tokens: 1, unknownTokens: 0 });
  expect(cautionsOf(stopped, 'en', false)).toEqual([]);
});

test('another language is told, of a few words or an unknown language it is not', () => {
  const written = (language: Answer['language']) => answerOf(english, { language });
  expect(cautionsOf(written('ru'), 'en', true)).toEqual([{ kind: 'language', written: 'ru', learnt: 'en' }]);
  expect(cautionsOf(written('other'), 'ru', true)).toEqual([{ kind: 'language', written: 'other', learnt: 'ru' }]);
  expect(cautionsOf(written('unknown'), 'en', true)).toEqual([]);
  expect(cautionsOf(written('ru'), null, true)).toEqual([]);
  expect(cautionsOf(answerOf({ on: 1, me: 1 }, { language: 'other' }), 'en', true)).toEqual([]);
});

test('nothing known says all there is to say', () => {
  expect(cautionsOf(answerOf({ a: 0, b: 0 }), 'en', true)).toEqual([{ kind: 'nothingKnown' }]);
  expect(cautionsOf(answerOf({}), 'en', true)).toEqual([{ kind: 'nothingKnown' }]);
});

test('one word alone says little to a model of words', () => {
  expect(cautionsOf(answerOf({ thanks: -1 }), 'en', true)).toEqual([{ kind: 'short' }]);
  expect(cautionsOf(answerOf({ thanks: -1 }), 'en', false)).toEqual([]);
});
