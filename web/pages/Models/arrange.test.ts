import { expect, test } from 'vitest';
import { arrange } from './arrange';

const items = [
  { id: 'a', name: 'Forum', createdAt: 1, bytes: 30, figure: 0.5, text: 'words logistic' },
  { id: 'b', name: 'актёр', createdAt: 3, bytes: 10, figure: null, text: 'parts of words' },
  { id: 'c', name: 'Blog', createdAt: 2, bytes: 20, figure: 0.9, text: 'Words SVM' },
];
const ids = (query: string, order: 'newest' | 'name' | 'quality' | 'size') =>
  arrange(items, query, order, (a, b) => a.localeCompare(b, 'en'))
    .map(({ id }) => id)
    .join('');

test('models are ordered by what was asked for; those without a figure come last', () => {
  expect(ids('', 'newest')).toBe('bca');
  expect(ids('', 'name')).toBe('cab');
  expect(ids('', 'quality')).toBe('cab');
  expect(ids('', 'size')).toBe('acb');
});

test('a search finds models that have every word, in any case and place', () => {
  expect(ids('WORDS svm', 'newest')).toBe('c');
  expect(ids('words', 'newest')).toBe('bca');
  expect(ids(' АКТЁР ', 'newest')).toBe('b');
  expect(ids('words nothing', 'newest')).toBe('');
});
