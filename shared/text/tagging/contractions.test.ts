import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandContraction } from './contractions';
import { createTagger, wordClassOf } from './partsOfSpeech';

test.each([
  ["don't", 'do not'],
  ['Don’t', 'Do not'],
  ["DON'T", 'DO NOT'],
  ['don`t', 'do not'],
  ["can't", 'can not'],
  ["won't", 'will not'],
  ["shan't", 'shall not'],
  ["ain't", 'is not'],
  ["isn't", 'is not'],
  ["it's", 'it is'],
  ["That's", 'That is'],
  ["let's", 'let us'],
  ["you're", 'you are'],
  ["YOU'RE", 'YOU ARE'],
  ["I'm", 'I am'],
  ["they've", 'they have'],
  ["we'll", 'we will'],
  ["he'd", 'he would'],
  ["couldn't've", 'could not have'],
  ["dog's", 'dog'],
  ['dont', 'do not'],
  ['Im', 'I am'],
  ['THATS', 'THAT IS'],
  ["o'clock", "o'clock"],
  ["l'homme", "l'homme"],
  ['its', 'its'],
  ['well', 'well'],
  ["'", "'"],
  ["'t", "'t"],
  ["n't", "n't"],
  ['constructor', 'constructor'],
  ['', ''],
])('%s is %s', (token, expected) => {
  expect(expandContraction(token).join(' ')).toBe(expected);
});

test('no part of a contraction is tagged as a noun', async () => {
  const tagger = await createTagger();
  const small = ["don't", "it's", "you're", "I'm", "can't", "they've", "we'll", "he'd", "isn't", 'doesnt', "who's"];
  const capitals = small.map((token) => `${token[0].toUpperCase()}${token.slice(1)}`);
  const classes = [...small, ...capitals].flatMap((token) => tagger.tags(expandContraction(token)).map(wordClassOf));
  expect(classes).toHaveLength(44);
  expect(classes.filter((wordClass) => wordClass === 'noun' || wordClass === 'properNoun')).toEqual([]);
});

test('any token has words', () => {
  const unit = fc.constantFrom(...Array.from("'’`ntsdmrevliaNTY "));
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 12 }), (token) => {
      const parts = expandContraction(token);
      return parts.length > 0 && parts.every((part) => part.length > 0);
    }),
  );
});
