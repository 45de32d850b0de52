import { expect, test } from 'vitest';
import { isFunctional } from './functionWords';
import { isRude } from './isRude';
import { rudeWords } from './words';

test.each([
  'you idiot, stop it',
  'IDIOTS everywhere',
  'what a stupid idea',
  'such a fool',
  'ты идиот',
  'Дурак!',
  'какие же вы тупые',
  'что за сволочи',
  'stupid-looking',
])('a rude word is found in %j', (text) => {
  expect(isRude(text)).toBe(true);
});

test.each([
  '',
  'you are kind',
  'thank you for the edit',
  'class assignments and a passage',
  'Scunthorpe is in Lincolnshire',
  'cocktails, peacocks and hancock',
  'the dictionary of Dickens',
  'спасибо за правку',
  'хлебные колебания потребления',
  'художник психует, но рисует',
  'оскорблять нельзя, употреблять можно',
  'жидкий херсонский мёд',
  'дурманящий лоханский чай',
])('no rude word is found in %j', (text) => {
  expect(isRude(text)).toBe(false);
});

test('the list reads as words in lower case with at most a star at either end', () => {
  const words = rudeWords();
  expect(words.length).toBeGreaterThan(200);
  for (const word of words) expect(word).toMatch(/^\*?[\p{Ll}]+\*?$/u);
  expect(new Set(words).size).toBe(words.length);
});

test.each(['you', 'You', 'are you', 'your', 'ты', 'Вас', 'что это', "don't you"])(
  '%j is made of function words',
  (term) => {
    expect(isFunctional(term)).toBe(true);
  },
);

test.each(['idiot', 'you idiot', 'источник', 'thanks'])('%j does not consist only of function words', (term) => {
  expect(isFunctional(term)).toBe(false);
});
