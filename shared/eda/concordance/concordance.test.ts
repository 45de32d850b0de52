import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDA_DEFAULTS } from '../section/settings';
import { explored, sourceOf } from '../testing/explored';
import { createConcordance } from './concordance';
import { byLeftContext, byRightContext } from './concordanceOrder';

test('a term is returned with the text before and after it, as it is written', async () => {
  const find = await createConcordance('you are', EDA_DEFAULTS);
  expect(find('I know YOU, are an idiot. 😀 you are')).toEqual([
    { begin: 7, end: 15, before: 'I know ', match: 'YOU, are', after: ' an idiot. 😀 you are' },
    { begin: 29, end: 36, before: 'I know YOU, are an idiot. 😀 ', match: 'you are', after: '' },
  ]);
  expect(find('you were')).toEqual([]);
  expect(find('')).toEqual([]);
});

test('stop words between the words of a term, and stems, are as in the report', async () => {
  const stop = await createConcordance('stupid idiots', { ...EDA_DEFAULTS, stopWords: 'en' });
  expect(stop('the stupid and its idiots').map(({ match }) => match)).toEqual(['stupid and its idiots']);
  const stem = await createConcordance('insult', { ...EDA_DEFAULTS, tokens: 'stem' });
  expect(stem('Insulting insults insulted INSULT inside').map(({ match }) => match)).toEqual([
    'Insulting',
    'insults',
    'insulted',
    'INSULT',
  ]);
  const lemma = await createConcordance('be', { ...EDA_DEFAULTS, tokens: 'lemma' });
  expect(lemma('They were here').map(({ match }) => match)).toEqual(['were']);
});

test('context is cut to length, never through a character', async () => {
  const find = await createConcordance('дурак', EDA_DEFAULTS, 3);
  expect(find('😀😀 дурак 😀😀')).toEqual([{ begin: 5, end: 10, before: '😀 ', match: 'дурак', after: ' 😀' }]);
  const odd = await createConcordance('дурак', EDA_DEFAULTS, 2);
  expect(odd('😀 дурак 😀')[0]).toMatchObject({ before: ' ', after: ' ' });
});

const word = fc.constantFrom('aa', 'bb', 'Aa', 'ÀÀ', '😀', 'x', 'ab', '..', '__proto__', 'İİ');
const texts = fc.array(
  fc.array(word, { maxLength: 12 }).map((list) => list.join(' ')),
  { minLength: 1, maxLength: 5 },
);

test('a term has as many places as the report counts, overlapping ones too', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (drawn) => {
      const { terms } = await explored(sourceOf(drawn, null), ['terms']);
      for (const list of Object.values(terms ?? {})) {
        for (const { term, count, documents } of list.unlabelled ?? []) {
          const find = await createConcordance(term, EDA_DEFAULTS);
          const found = drawn.map((text) => {
            const places = find(text);
            for (const { begin, end, match, before, after } of places) {
              expect(text.slice(begin, end)).toBe(match);
              expect(before + match + after).toBe(text.slice(begin - before.length, end + after.length));
            }
            return places.length;
          });
          expect(found.reduce((sum, places) => sum + places, 0)).toBe(count);
          expect(found.filter((places) => places > 0)).toHaveLength(documents);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('places are ordered by the words next to them, the nearest first', async () => {
  const find = await createConcordance('talk', EDA_DEFAULTS);
  const places = ['we talk too much', 'do not talk about it', 'did not talk, ever', 'talk'].flatMap(find);
  const right = [...places].sort(byRightContext).map(({ after }) => after.trim());
  expect(right).toEqual(['', 'about it', ', ever', 'too much']);
  const left = [...places].sort(byLeftContext).map(({ before }) => before.trim());
  expect(left).toEqual(['', 'did not', 'do not', 'we']);
});
