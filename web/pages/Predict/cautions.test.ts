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
    reasons: [],
    rest: { count: 0, sum: 0 },
    words: { count: spans.length, untouched: spans.filter(({ contribution }) => contribution === 0).length },
    tokens: spans.length,
    unknownTokens: spans.filter(({ contribution }) => contribution === 0).length,
    labels: [],
    language: 'unknown',
    knowledge: { doubt: null, words: spans.length, unknown: null },
    misreadings: [],
    decision: { label: 0, by: 'model', entries: [] },
    ...rest,
  };
}

const english = { one: 0.1, two: 0.2, three: -0.1, four: 0.3 };

test('known words of the training language have no caution', () => {
  expect(cautionsOf(answerOf(english, { language: 'en' }), true)).toEqual([]);
});

test('four in five words unknown is worth a word, three in four is not', () => {
  const four = { a: 0, b: 0, c: 0, d: 0, e: 0.4 };
  expect(cautionsOf(answerOf(four), false)).toEqual([{ kind: 'unknown', unknown: 4, all: 5 }]);
  expect(cautionsOf(answerOf({ a: 0, b: 0, c: 0, d: 0.4 }), false)).toEqual([]);
});

test('stop words are not unknown', () => {
  const stopped = answerOf({ the: 0, of: 0, and: 0, to: 0, word: 0.4 }, { tokens: 1, unknownTokens: 0 });
  expect(cautionsOf(stopped, false)).toEqual([]);
});

test('an unsure answer has no further caution', () => {
  const knowledge = { doubt: 'unknown', words: 2, unknown: 2 } as const;
  expect(cautionsOf(answerOf({ a: 0, b: 0 }, { knowledge, misreadings: [{ kind: 'quotation' }] }), true)).toEqual([]);
});

test('a model that carries its words is not asked for zeros', () => {
  const knowledge = { doubt: null, words: 5, unknown: 0 };
  expect(cautionsOf(answerOf({ a: 0, b: 0, c: 0, d: 0, e: 0.4 }, { knowledge }), false)).toEqual([]);
});

test('what the model misreads comes first', () => {
  const misreadings = [{ kind: 'negation', negation: 'not', word: 'fool' }] as const;
  expect(cautionsOf(answerOf({ thanks: -1 }, { misreadings }), true)).toEqual([...misreadings, { kind: 'short' }]);
});

test('a comment of a single word has a caution for a model of words', () => {
  expect(cautionsOf(answerOf({ thanks: -1 }), true)).toEqual([{ kind: 'short' }]);
  expect(cautionsOf(answerOf({ thanks: -1 }), false)).toEqual([]);
});
