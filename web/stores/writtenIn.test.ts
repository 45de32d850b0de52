import { expect, test } from 'vitest';
import { writtenIn } from './writtenIn';

test.each([
  ['thanks for the help', 'en'],
  ['спасибо за помощь', 'ru'],
  ['ты дypaк', 'ru'], // y, p and a are Latin
  ['you are so stuріd', 'en'], // р and і are Cyrillic
  ['дурак lol', 'ru'],
  ['ну ok then', 'en'],
  ['s t u p i d', 'en'],
  ['ёлки', 'ru'],
  ['12:30 ...', null],
  ['', null],
] as const)('%j is for the model of %s', (text, language) => {
  expect(writtenIn(text)).toBe(language);
});

test('of a long text the beginning decides', () => {
  expect(writtenIn(`${'word '.repeat(500)}${'слово '.repeat(5000)}`)).toBe('en');
});
