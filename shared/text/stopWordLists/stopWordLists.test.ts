import { expect, test } from 'vitest';
import { IDENTITY_GROUPS, identityWords } from '../identityTerms';
import { STOP_WORD_KINDS, stopWordsOf } from './stopWordLists';

test('the lists are sorted, in lower case, single words, each once', () => {
  for (const language of ['en', 'ru', 'auto'] as const) {
    for (const keep of [[], ['negations'], ['pronouns'], [...STOP_WORD_KINDS]] as const) {
      const words = stopWordsOf(language, keep);
      expect(words).toEqual([...new Set(words)].sort());
      expect(words.filter((word) => !/^[\p{L}\p{N}_]+$/u.test(word) || word !== word.toLowerCase())).toEqual([]);
    }
  }
  expect(stopWordsOf('en', []).length).toBeGreaterThan(1000);
  expect(stopWordsOf('ru', []).length).toBeGreaterThan(500);
  expect(new Set(stopWordsOf('auto', []))).toEqual(new Set([...stopWordsOf('en', []), ...stopWordsOf('ru', [])]));
});

test('negations and pronouns are stop words in all their forms, or none of them is', () => {
  const both = { negations: ['not', 'никогда', 'никого', 'нету'], pronouns: ['you', 'твоему', 'ее', 'её', 'свой'] };
  for (const kind of STOP_WORD_KINDS) {
    const sample = both[kind];
    const dropped = new Set(stopWordsOf('auto', []));
    const kept = new Set(stopWordsOf('auto', [kind]));
    expect(sample.filter((word) => !dropped.has(word))).toEqual([]);
    expect(sample.filter((word) => kept.has(word))).toEqual([]);
    expect(kept.has('the') && kept.has('как')).toBe(true);
  }
});

test('names of groups of people are never stop words', () => {
  const names = new Set(IDENTITY_GROUPS.flatMap((group) => [...identityWords(group)]));
  expect(stopWordsOf('auto', []).filter((word) => names.has(word))).toEqual([]);
  expect(names.has('men') && names.has('русский')).toBe(true);
});
