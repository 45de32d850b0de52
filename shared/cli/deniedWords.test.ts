import { expect, test } from 'vitest';
import { createKnowledgeReader } from '#shared/ml/scoring/doubt';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import { openModel } from './models';

/* What the recommended models make of words that are denied. */

const scorers: Record<string, Scorer> = {
  en: await loadScorer(await openModel('default:en')),
  ru: await loadScorer(await openModel('default:ru')),
};

/** Whether the model flags it, and its doubt. */
function judged(language: string, text: string): [flagged: boolean, doubt: string | null] {
  const scorer = scorers[language];
  const bytes = new TextEncoder().encode(text);
  const scores = new Float64Array(scorer.model.linear.labels);
  scorer.scoreRow(bytes, 0, bytes.length, scores);
  const { doubt } = createKnowledgeReader(scorer).read(bytes, 0, bytes.length, scores);
  return [scores[0] >= scorer.model.manifest.thresholds[0], doubt];
}

test.each([
  ['en', "you're not an idiot for asking"],
  ['en', 'you are not stupid'],
  ['en', 'you are no fool'],
  ['en', 'He isn’t a moron'],
  ['ru', 'вы не идиот'],
  ['ru', 'он вовсе не дурак'],
  ['ru', 'никакой ты не дурак, просто устал'],
  ['ru', 'вы не уроды'],
])('%s: the model cannot tell where the word that it flags is denied: %s', (language, text) => {
  expect(judged(language, text)).toEqual([true, 'denied']);
});

test.each([
  ['en', 'you are not a human being, idiot'],
  ['en', "don't be an idiot"],
  ['en', 'not only an idiot, you are a liar'],
  ['en', 'why are you not dead, idiot'],
  ['en', 'nobody likes you, idiot'],
  ['en', 'you are not funny, you stupid clown'],
  ['en', 'you are not an idiot, you are a fucking moron'],
  ['ru', 'ты не человек, идиот'],
  ['ru', 'ты не дурак, ты конченый идиот'],
  ['ru', 'никто тебя не любит, тварь'],
])('%s: an insult beside a negation stays flagged: %s', (language, text) => {
  expect(judged(language, text)).toEqual([true, null]);
});

test('what is not flagged is not doubted for what it denies', () => {
  expect(judged('en', 'he is not a bad person')).toEqual([false, null]);
  expect(judged('ru', 'он не учитель')).toEqual([false, null]);
});
