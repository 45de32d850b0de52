import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWordList } from './entries';
import { createWordListReader, maskMatches, withoutMatches } from './wordLists';
import { createWordMatcher } from './wordMatcher';

/** What is found, as the text of each match. */
const found = (entries: string[], text: string) =>
  createWordMatcher(entries)
    .find(text)
    .map((match) => match.text);

test('whole words are found in any case, parts of words are not', () => {
  expect(found(['clown'], 'You CLOWN, clowns, clown!')).toEqual(['CLOWN', 'clown']);
  expect(found(['клоун'], 'Ты Клоун, клоунада')).toEqual(['Клоун']);
});

test('accents, disguises and look-alikes are folded in entry and text', () => {
  expect(found(['cafe'], 'the Café')).toEqual(['Café']);
  expect(found(['café'], 'the cafe')).toEqual(['cafe']);
  expect(found(['ёлка'], 'Елка')).toEqual(['Елка']);
  expect(found(['clown'], 'a сl0wn and c l o w n')).toEqual(['сl0wn', 'c l o w n']);
  expect(found(['клоун'], 'ты kлoун')).toEqual(['kлoун']);
});

test('й is not и: they are letters of different words', () => {
  expect(found(['мой'], 'мои')).toEqual([]);
});

test('phrases are found over other spaces and signs', () => {
  expect(found(['shut up'], 'Shut  up! shut, up; shut the door up')).toEqual(['Shut  up', 'shut, up']);
});

test('a star at the end matches any ending', () => {
  expect(found(['клоун*'], 'клоун клоунада')).toEqual(['клоун', 'клоунада']);
  expect(found(['big clown*'], 'big clowns')).toEqual(['big clowns']);
  expect(found(['*', '', '  '], 'anything * at all')).toEqual([]);
});

test('signs and emoji may be entries', () => {
  expect(found(['🤡', 'c++'], 'c++ 🤡🤡 c')).toEqual(['c++', '🤡', '🤡']);
});

test('offsets are UTF-16 code units of the original, after emoji and disguises too', () => {
  const text = '😀 ты kлoун 😀';
  const [match] = createWordMatcher(['клоун']).find(text);
  expect(text.slice(match.begin, match.end)).toBe('kлoун');
  expect(match).toMatchObject({ entry: 'клоун', begin: 6, end: 11 });
});

test('of entries that begin at one place the longest is reported', () => {
  expect(createWordMatcher(['kill', 'kill the process']).find('kill the process')).toMatchObject([
    { entry: 'kill the process' },
  ]);
});

test('a denied word inside a longer allowed phrase does not count; on the same word both are reported', () => {
  const inside = createWordListReader({ allow: ['kill the process'], deny: ['kill'] });
  expect(inside.find('kill the process').deny).toEqual([]);
  expect(inside.find('kill him').deny).toHaveLength(1);
  const same = createWordListReader({ allow: ['clown'], deny: ['clown'] }).find('clown');
  expect([same.allow.length, same.deny.length]).toEqual([1, 1]);
});

test('empty lists are not active', () => {
  expect(createWordListReader({ allow: [], deny: [''] })).toMatchObject({ active: false });
});

test('masking keeps the length in characters and everything else; removing keeps what is between', () => {
  const text = 'you 🤡 clown, you';
  const matches = createWordMatcher(['clown', '🤡']).find(text);
  expect(maskMatches(text, matches)).toBe('you * *****, you');
  expect(withoutMatches(text, matches)).toBe('you  , you');
});

test('a list has an entry a line; notes and empty lines are left out', () => {
  expect(parseWordList('# mine\r\nclown\n\n  shut up \n#1\n')).toEqual(['clown', 'shut up', '#1']);
});

test('matches are in order and inside the text, whatever is written', () => {
  const words = fc.constantFrom(
    'clown',
    'КЛОУН',
    'c',
    '😀',
    '\ud800',
    'é',
    ' ',
    '.',
    '*',
    'kлoун',
    'c l o w n',
    'İ',
    'ﬁ',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 20 }), fc.array(words, { maxLength: 4 }), (pieces, entries) => {
      const text = pieces.join('');
      let begin = -1;
      for (const match of createWordMatcher(entries).find(text)) {
        expect(match.begin).toBeGreaterThanOrEqual(begin);
        expect(match.end).toBeGreaterThan(match.begin);
        expect(match.text).toBe(text.slice(match.begin, match.end));
        begin = match.begin;
      }
    }),
  );
});
