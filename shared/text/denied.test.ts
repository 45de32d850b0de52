import { expect, test } from 'vitest';
import { deniedIn } from './denied';

const words = (text: string) => deniedIn(text).map(({ word }) => word);

test.each([
  ["you're not an idiot for asking", ['idiot']],
  ['You are not really that stupid', ['stupid']],
  ['he isn’t such a fool', ['fool']],
  ['I am no clown; they are not idiots', ['clown', 'idiots']],
  ['вы не идиот', ['идиот']],
  ['не такой уж он и дурак', ['дурак']],
  ['не такой уж он дурак', ['дурак']],
  ['это не дебилы, а дети', ['дебилы']],
  ['ты не тупой и не глупые они', ['тупой', 'глупые']],
])('what is denied of somebody is found: %s', (text, denied) => {
  expect(words(text)).toEqual(denied);
  for (const { begin, end, word } of deniedIn(text)) expect(text.slice(begin, end)).toBe(word);
});

test.each([
  'do not touch me, idiot',
  "don't be an idiot",
  'not only an idiot',
  'I never said you are stupid',
  'nobody likes you, idiot',
  'не смей, дурак',
  'не тупи',
  'не лезьте к людям',
  'небо не',
])('a deed, a doubt, and what is beside a negation are not denied: %s', (text) => {
  expect(words(text).filter((word) => /idiot|stupid|дурак|тупи|людям/.test(word))).toEqual([]);
});

test('what is denied ends with its clause', () => {
  expect(words('you are not a human being, idiot')).toEqual(['human']);
  expect(words('ты не человек, идиот')).toEqual(['человек']);
});
