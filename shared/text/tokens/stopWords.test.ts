import { expect, test } from 'vitest';
import { stopWordsFor } from './stopWords';

test('the lists are lower case, sorted, without doubles, phrases or signs', () => {
  for (const language of ['en', 'ru', 'auto'] as const) {
    const words = stopWordsFor(language);
    expect(words).toEqual([...new Set(words)].sort());
    for (const word of words) {
      expect(word).toMatch(/^[a-z0-9а-яё]+$/);
      expect(word).toBe(word.toLowerCase());
    }
  }
});

test('both languages together are the two lists', () => {
  const both = new Set([...stopWordsFor('en'), ...stopWordsFor('ru')]);
  expect(new Set(stopWordsFor('auto'))).toEqual(both);
});

test('the lists hold what they should, ё written either way and single letters in their own script', () => {
  expect(stopWordsFor('en')).toEqual(expect.arrayContaining(['the', 'and', 'i', 'cannot']));
  expect(stopWordsFor('en')).not.toContain('stupid');
  expect(stopWordsFor('ru')).toEqual(expect.arrayContaining(['её', 'ее', 'и', 'на', 'о', 'с']));
  expect(stopWordsFor('ru').filter((word) => /[a-z]/.test(word))).toEqual([]);
});
