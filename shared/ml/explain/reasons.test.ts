import { expect, test } from 'vitest';
import type { Explanation, Span, TermContribution } from './explain';
import { LONG_TEXT, REASONS_LISTED, reasonsOf } from './reasons';

function explained(words: Readonly<Record<string, number>>): Explanation {
  const spans: Span[] = Object.entries(words).map(([text, contribution], i) => ({
    begin: i,
    end: i + 1,
    text,
    contribution,
  }));
  const terms: TermContribution[] = spans
    .map(({ text, contribution }) => ({ term: `<${text}>`, block: 0, count: 1, located: true, contribution }))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const score = terms.reduce((sum, { contribution }) => sum + contribution, 0);
  const rest = { probability: null, label: 0, threshold: 0, thresholdProbability: null, bias: 0 } as const;
  return { ...rest, score, scores: [score], spans, terms, tokens: spans.length, unknownTokens: 0 };
}

test('a model of words has its terms as reasons, another one the words with the sums of their pieces', () => {
  const explanation = explained({ One: 1, two: -3, one: 1, ' ': 0.5 });
  expect(reasonsOf('', explanation, true).reasons.map(({ term }) => term)).toEqual(['<two>', '<One>', '<one>', '< >']);
  expect(reasonsOf('', explanation, false)).toEqual({
    spans: explanation.spans,
    reasons: [
      { term: 'two', contribution: -3 },
      { term: 'one', contribution: 2 },
      { term: '␣', contribution: 0.5 },
    ],
    rest: { count: 0, sum: 0 },
    words: { count: 3, untouched: 0 },
  });
});

test('of a long text the reasons are few, and still sum to the score', () => {
  const words = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`word${i}`, (i % 7) - 3]));
  const explanation = explained(words);
  for (const byWords of [true, false]) {
    const { spans, reasons, rest, words } = reasonsOf('a'.repeat(LONG_TEXT + 1), explanation, byWords);
    expect(spans).toEqual([]);
    expect(reasons).toHaveLength(REASONS_LISTED);
    expect(rest.count).toBe(5000 - REASONS_LISTED);
    const sum = reasons.reduce((total, { contribution }) => total + contribution, rest.sum);
    expect(sum).toBeCloseTo(explanation.score, 9);
    expect(words).toEqual({ count: 5000, untouched: 714 });
  }
  expect(reasonsOf('a'.repeat(LONG_TEXT), explanation, true).spans).toBe(explanation.spans);
});
