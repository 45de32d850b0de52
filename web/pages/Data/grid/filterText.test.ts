import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../../../i18n';
import type { RowFilter } from '../../../stores/rowQuery';
import { filterText } from './filterText';

afterEach(() => setLanguage('en'));

const FILTERS: Record<RowFilter['kind'], RowFilter> = {
  class: { kind: 'class', label: 1 },
  length: { kind: 'length', measure: 'characters', from: 10, to: 20 },
  term: { kind: 'term', term: 'goose' },
  contains: { kind: 'contains', text: 'goose' },
  pattern: { kind: 'pattern', source: 'g.*e', ignoreCase: true },
  column: { kind: 'column', column: 1, equals: 'ann' },
  number: { kind: 'number', column: 1, from: 0.5, to: null },
  language: { kind: 'language', language: 'ru' },
  empty: { kind: 'empty' },
  missing: { kind: 'missing' },
  style: { kind: 'style', mark: 'emoji' },
  identity: { kind: 'identity', group: 'women' },
  personalData: { kind: 'personalData', what: 'email' },
  wordClass: { kind: 'wordClass', wordClass: 'noun' },
  rows: { kind: 'rows', rows: [3, 5] },
  edited: { kind: 'edited' },
  part: { kind: 'part', part: 'train' },
};

test.each(Object.values(FILTERS))('a filter by $kind is named in both languages', async (filter) => {
  for (const language of ['en', 'ru'] as const) {
    await setLanguage(language);
    const text = filterText(filter, ['comment', 'author']);
    expect(text).not.toMatch(/^\s*$|undefined|NaN/);
  }
});

test('the name of a filter contains the value it compares with', () => {
  expect(filterText(FILTERS.column, ['comment', 'author'])).toBe('author is “ann”');
  expect(filterText({ kind: 'column', column: 7, equals: '' }, [])).toBe('8 is “”');
  expect(filterText(FILTERS.number, ['comment', 'score'])).toBe('score from 0.5');
  expect(filterText({ kind: 'number', column: 1, from: null, to: null }, ['comment', 'score'])).toBe(
    'score is a number',
  );
  expect(filterText(FILTERS.length, [])).toContain('10–19');
});

test('a group that no list has is named as the address names it', () => {
  expect(filterText({ kind: 'identity', group: 'constructor' }, [])).toContain('constructor');
});
