import { beforeAll, expect, test } from 'vitest';
import { labelledTexts, scorersOf } from '../../testing/specimens';
import answers from '../frozen/pipelines.json';
import type { Scorer } from './scorer';
import { highestOf, scoreSentences } from './sentenceScores';

let scorer: Scorer;
beforeAll(async () => {
  const scorerOf = await scorersOf(labelledTexts(answers.texts, answers.labels), { words: {} });
  scorer = scorerOf('words');
});

const scoreOf = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const scores = new Float64Array(1);
  scorer.scoreRow(bytes, 0, bytes.length, scores);
  return scores[0];
};

test('each sentence has the score that it has as a comment of its own', () => {
  const parts = ['Thank you for the help!', 'You are a stupid idiot.', 'See you 😀 tomorrow.'];
  const text = ` ${parts.join('  ')}\n`;
  const sentences = scoreSentences(scorer, text);
  expect(sentences.map(({ begin, end }) => text.slice(begin, end))).toEqual(parts);
  expect(sentences.map(({ score }) => score)).toEqual(parts.map(scoreOf));
  for (const { score, probability } of sentences) expect(probability).toBeCloseTo(1 / (1 + Math.exp(-score)), 12);
});

test('one sentence has the score of the whole; white space alone has none', () => {
  const text = '  You are a stupid idiot.  ';
  expect(scoreSentences(scorer, text)).toMatchObject([{ begin: 2, end: 25, score: scoreOf(text) }]);
  expect(scoreSentences(scorer, ' \n ')).toEqual([]);
});

test('the highest is the first of equals', () => {
  expect(highestOf([{ score: 1 }, { score: 3 }, { score: 3 }])).toBe(1);
  expect(highestOf([])).toBe(-1);
});
