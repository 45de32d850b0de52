import { expect, test } from 'vitest';
import { negationIn, quotationsIn } from './reported';

const quoted = (text: string) => quotationsIn(text).map(({ begin, end }) => text.slice(begin, end));

test('text between quotation marks of any kind is found', () => {
  expect(quoted('He said "you fool" and “go away”.')).toEqual(['"you fool"', '“go away”']);
  expect(quoted('Он сказал «дурак» и „уйди“')).toEqual(['«дурак»', '„уйди“']);
  expect(quoted("the word 'stupid' is Latin")).toEqual(["'stupid'"]);
  expect(quoted('«he wrote “fool” here»')).toEqual(['«he wrote “fool” here»']);
});

test('apostrophes, inches and open quotation marks are no quotations', () => {
  for (const text of [
    "don't you think it's fine",
    "the dogs' bowls and the cats' bowls",
    'a 5" screen',
    'said «nothing',
    '',
  ]) {
    expect(quoted(text), text).toEqual([]);
  }
});

test('a negation shortly before the end is found, with its sentence', () => {
  expect(negationIn('You are not a ')).toBe('not');
  expect(negationIn("I don't think you are ")).toBe("don't");
  expect(negationIn('Nobody here is a ')).toBe('Nobody');
  expect(negationIn('Он совсем не ')).toBe('не');
  expect(negationIn('Никто тут не такой уж ')).toBe('не');
});

test('a negation further off, or of another sentence, is not meant', () => {
  expect(negationIn('Not that it matters to anybody at all, you ')).toBe(null);
  expect(negationIn('Это не так. Ты ')).toBe(null);
  expect(negationIn('You can ')).toBe(null);
  expect(negationIn('I won the ')).toBe(null);
  expect(negationIn('')).toBe(null);
});
