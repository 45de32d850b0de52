import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { labelledTexts, scorersOf } from '../../testing/specimens';
import answers from '../frozen/pipelines.json';
import type { Scorer } from '../scoring/scorer';
import { type Explanation, explainText } from './explain';

const specs = {
  'words, 1 to 2': { features: [{ ngramRange: [1, 2] }] },
  'characters in words': { features: [{ analyzer: 'char_wb', ngramRange: [2, 4], stripAccents: 'unicode' }] },
  characters: { features: [{ analyzer: 'char', ngramRange: [1, 3], kind: 'count', lowercase: false }] },
  'words and characters': { features: [{}, { analyzer: 'char_wb', ngramRange: [3, 3], sublinearTf: true }] },
  stems: { text: { tokens: 'stem' }, features: [{ ngramRange: [1, 2] }] },
  lemmas: { text: { tokens: 'lemma', stopWords: 'auto' }, features: [{ ngramRange: [1, 2] }] },
  undisguised: { text: { normalize: 'deobfuscate' }, features: [{ ngramRange: [1, 2] }] },
  'stems and letters, undisguised': {
    text: { normalize: 'deobfuscate', tokens: 'stem', stopWords: ['you', 'ты'] },
    features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 4], stripAccents: 'unicode' }],
  },
  'lemmas, tidied': {
    text: { normalize: 'standard', tokens: 'lemma' },
    features: [{ lowercase: false }, { analyzer: 'char', ngramRange: [1, 3] }],
  },
  'words without some': { text: { stopWords: ['you', 'the'] }, features: [{ ngramRange: [1, 3], binary: true }] },
};

let scorerOf: (name: string) => Scorer;
beforeAll(async () => {
  scorerOf = await scorersOf(labelledTexts(answers.texts, answers.labels), specs);
});

function explained(name: string, text: string): Explanation {
  return explainText(scorerOf(name), text);
}

/** Disguised, inflected, and with words that are left out. */
const disguised = [
  'You are s t u p i d',
  'stup1d FOOLS, stupid1y!',
  'ты дyрaк и глуууупый дурачьё',
  's.t.u.p.i.d ①② i\u200bdiots 😀 r u b b i s h',
  'ﬁnе  s\u00a0t\u00a0u\u00a0p\u00a0i\u00a0d\u00a0',
];

/** Everything an explanation promises of itself. */
function checkExplanation(answer: Explanation, text: string): void {
  const spanSum = answer.spans.reduce((sum, span) => sum + span.contribution, 0);
  const termSum = answer.terms.reduce((sum, term) => sum + term.contribution, 0);
  expect(spanSum + answer.bias).toBeCloseTo(answer.score, 9);
  expect(termSum + answer.bias).toBeCloseTo(answer.score, 9);
  let end = 0;
  for (const span of answer.spans) {
    expect(span.begin).toBeGreaterThanOrEqual(end);
    expect(span.end).toBeGreaterThan(span.begin);
    expect(text.slice(span.begin, span.end)).toBe(span.text);
    end = span.end;
  }
  expect(end).toBeLessThanOrEqual(text.length);
  expect(answer.label).toBe(answer.score >= answer.threshold ? 1 : 0);
  expect(answer.unknownTokens).toBeLessThanOrEqual(answer.tokens);
}

test.each(Object.keys(specs))(
  '%s: contributions sum to the score minus the bias, and spans are within the text',
  (name) => {
    for (const text of [...answers.texts, ...answers.newTexts, ...disguised])
      checkExplanation(explained(name, text), text);
  },
);

test.each(Object.keys(specs))('%s: any text can be explained', (name) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(...answers.texts, ...disguised),
      (noise, known) => {
        const text = `${noise} ${known}${noise}`;
        checkExplanation(explained(name, text), text);
      },
    ),
    { numRuns: 150 },
  );
});

test('an explanation names the words: a toxic one pushes up, a kind one down', () => {
  const answer = explained('words, 1 to 2', 'Thank you, you stupid fool');
  const by = (text: string) => answer.spans.find((span) => span.text === text)?.contribution ?? Number.NaN;
  expect(by('stupid')).toBeGreaterThan(0);
  expect(by('Thank')).toBeLessThan(0);
  expect(answer.terms.map(({ term }) => term)).toContain('stupid fool');
  expect(answer.probability).toBeCloseTo(1 / (1 + Math.exp(-answer.score)), 12);
});

test('spans count UTF-16 units, before and after letters outside the basic plane', () => {
  const text = '😀😀 stupid 😀 ДУРАК';
  const answer = explained('words, 1 to 2', text);
  const spans = new Map(answer.spans.map((span) => [span.text, [span.begin, span.end]]));
  expect(spans.get('stupid')).toEqual([5, 11]);
  expect(spans.get('ДУРАК')).toEqual([15, 20]);
});

test('a disguised or inflected word has the span of the original and the name of the model', () => {
  const shown = (name: string, text: string) => {
    const { spans, terms } = explained(name, text);
    return { spans: spans.map((span) => span.text), terms: terms.map(({ term }) => term).sort() };
  };
  expect(shown('undisguised', '😀 s t u p i d, дyрaк; STUP1D')).toEqual({
    spans: ['s t u p i d', 'дyрaк', 'STUP1D'],
    terms: ['stupid', 'дурак'],
  });
  expect(shown('stems', 'Fools rubbished дураками')).toEqual({
    spans: ['Fools', 'rubbished', 'дураками'],
    terms: ['fool', 'rubbish', 'дурак'],
  });
  expect(shown('lemmas', 'Those idiots and the fools')).toEqual({
    spans: ['idiots', 'fools'],
    terms: ['fool', 'idiot'],
  });
  // Also where letters are counted: a run of letters of one word is one span.
  expect(shown('stems and letters, undisguised', 'you 1d1ot').spans).toContain('1d1ot');
});

test('a text without known terms scores the bias, and its words are counted as unknown', () => {
  const answer = explained('words, 1 to 2', 'zzz qqq');
  expect(answer).toMatchObject({ spans: [], terms: [], tokens: 3, unknownTokens: 3 });
  expect(answer.score).toBe(answer.bias);
});

test('an empty text is explained too', () => {
  expect(explained('characters', '')).toMatchObject({ spans: [], terms: [], tokens: 0, unknownTokens: 0 });
});
