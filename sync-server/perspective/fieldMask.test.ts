import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PerspectiveError } from './errors';
import { masked, readFieldMask } from './fieldMask';

const summary = { value: 0.5, type: 'PROBABILITY' };
const ANSWER = {
  attributeScores: {
    TOXICITY: { summaryScore: summary, spanScores: [{ begin: 0, end: 3, score: summary }] },
    SEVERE_TOXICITY: { summaryScore: summary },
  },
  languages: ['en'],
  clientToken: 'a',
};
const kept = (mask: string) => masked(ANSWER, readFieldMask(mask));

test.each([
  ['languages', { languages: ['en'] }],
  ['*', ANSWER],
  ['attributeScores.TOXICITY.summaryScore.value', { attributeScores: { TOXICITY: { summaryScore: { value: 0.5 } } } }],
  [
    'attributeScores/SEVERE_TOXICITY,clientToken',
    { attributeScores: { SEVERE_TOXICITY: { summaryScore: summary } }, clientToken: 'a' },
  ],
  [
    'attributeScores(TOXICITY(spanScores(begin,end)))',
    { attributeScores: { TOXICITY: { spanScores: [{ begin: 0, end: 3 }] } } },
  ],
  [
    'attributeScores/*/summaryScore/value , languages',
    {
      attributeScores: {
        TOXICITY: { summaryScore: { value: 0.5 } },
        SEVERE_TOXICITY: { summaryScore: { value: 0.5 } },
      },
      languages: ['en'],
    },
  ],
  ['client_token', { clientToken: 'a' }],
  ['languages,languages.x', { languages: ['en'] }],
  ['nothingOfTheKind', {}],
])('%s', (mask, answer) => {
  expect(kept(mask)).toEqual(answer);
});

test.each(['', ',', 'a,', 'a(', 'a(b', 'a)', 'a..b', '(a)', 'a b', 'a.', 'а', 'a('.repeat(50), 'a'.repeat(5000)])(
  'what is no mask is refused: %.20s',
  (mask) => {
    expect(() => readFieldMask(mask)).toThrow(PerspectiveError);
  },
);

test('any text is a mask or is refused, and a mask keeps nothing that is not there', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'languages', '.', '/', '(', ')', ',', '*', ' ') });
  fc.assert(
    fc.property(text, (mask) => {
      try {
        expect(ANSWER).toMatchObject(masked(ANSWER, readFieldMask(mask)) as object);
      } catch (error) {
        expect(error).toBeInstanceOf(PerspectiveError);
      }
    }),
  );
});
