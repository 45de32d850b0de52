import { expect, test } from 'vitest';
import { fastText, probabilityOfOne, vowpalWabbit, wordsOf } from './textPeers';

test('words are those of the default pattern of scikit-learn, in lower case', () => {
  expect(wordsOf("You're an IDIOT, и я_ так: a|b 3 42\nend")).toBe('you re an idiot я_ так 42 end');
  expect(wordsOf('a ! b')).toBe('');
});

test('a comment is one line of what the program reads', () => {
  expect(fastText.line('you fool', true)).toBe('__label__1 you fool\n');
  expect(fastText.line('', false)).toBe('__label__0 \n');
  expect(vowpalWabbit.line('you fool', true)).toBe('1 |w you fool\n');
  expect(vowpalWabbit.line('thank you', false)).toBe('-1 |w thank you\n');
});

test('the probability of the positive class is found wherever it is in the line', () => {
  expect(probabilityOfOne('__label__0 0.98 __label__1 0.02')).toBe(0.02);
  expect(probabilityOfOne('__label__1 0.75 __label__0 0.25')).toBe(0.75);
  expect(probabilityOfOne('')).toBe(0);
});
