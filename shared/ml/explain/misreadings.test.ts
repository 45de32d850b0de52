import { expect, test } from 'vitest';
import { misreadingsOf } from './misreadings';

/** Adds what every word of `weights` weighs; flags from 1 on. */
const weights: Readonly<Record<string, number>> = { fool: 1, stupid: 1, gay: 0.6, women: 0.6, bad: 0.5, геи: 1 };
const wordsIn = (text: string) => [...text.matchAll(/\p{L}+/gu)];
const flags = (text: string) => wordsIn(text).reduce((sum, [word]) => sum + (weights[word.toLowerCase()] ?? 0), 0) >= 1;
const found = (text: string) => {
  const spans = wordsIn(text).map((match) => ({
    begin: match.index,
    end: match.index + match[0].length,
    text: match[0],
    contribution: weights[match[0].toLowerCase()] ?? 0,
  }));
  return misreadingsOf(text, spans, flags);
};

test('a name of a group that decides is named as it is written', () => {
  expect(found('Gay women here')).toEqual([{ kind: 'group', names: ['Gay', 'women'] }]);
  expect(found('Геи живут в городе')).toEqual([{ kind: 'group', names: ['Геи'] }]);
});

test('a name next to an insult does not decide', () => {
  expect(found('gay and stupid')).toEqual([]);
});

test('an insult that is quoted, denied, or both', () => {
  expect(found('He called me a "fool" today')).toEqual([{ kind: 'quotation' }]);
  expect(found('You are not a fool')).toEqual([{ kind: 'negation', negation: 'not', word: 'fool' }]);
  expect(found('I did not say "fool"')).toEqual([
    { kind: 'quotation' },
    { kind: 'negation', negation: 'not', word: 'fool' },
  ]);
});

test('an insult that is denied elsewhere is none, and one of oneself is named', () => {
  expect(found('You are not human, fool')).toEqual([]);
  expect(found('I am such a fool, I forgot it')).toEqual([{ kind: 'self', word: 'fool' }]);
  expect(found('Am I right that I hate you, fool')).toEqual([]);
});

test('a quotation next to an insult does not decide', () => {
  expect(found('"hello", you fool')).toEqual([]);
  expect(found('"fool" is what you are, stupid')).toEqual([]);
});
