import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stopWordsFor } from './stopWords';
import { createSequenceMap, createTokenMap, needsSequence, type TokenSettings } from './tokenMap';

const lowered = { lowercase: true, stripAccents: 'none' } as const;
const settings = (changes: Partial<TokenSettings>): TokenSettings => ({
  language: 'auto',
  tokens: 'plain',
  stopWords: 'none',
  ...changes,
});

test('plain tokens stay as they are, stop words go', () => {
  const map = createTokenMap(settings({ stopWords: 'en' }), lowered);
  expect(['the', 'idiots', 'The', 'constructor', '__proto__'].map(map)).toEqual([
    null,
    'idiots',
    'The',
    'constructor',
    '__proto__',
  ]);
});

test('words of one’s own are compared as they are, as scikit-learn does', () => {
  const map = createTokenMap(settings({ stopWords: ['the', 'Idiot', 'constructor'] }), lowered);
  expect(['the', 'idiot', 'constructor', 'toString'].map(map)).toEqual([null, 'idiot', null, 'toString']);
});

test('stop words are compared after stemming, through the same stemmer', () => {
  const map = createTokenMap(settings({ tokens: 'stem', stopWords: ['being', 'дураками'] }), lowered);
  expect(['being', 'beings', 'идиотами', 'дурака', 'running'].map(map)).toEqual([null, null, 'идиот', null, 'run']);
});

test('no stop word of a list survives its own map', async () => {
  for (const tokens of ['plain', 'stem', 'lemma'] as const) {
    for (const stopWords of ['en', 'ru', 'auto', ['idiots', 'running', 'лучше']] as const) {
      const all = await createSequenceMap(settings({ tokens, stopWords }), lowered);
      const words = typeof stopWords === 'string' ? stopWordsFor(stopWords) : stopWords;
      expect(words.filter((word) => all.map([word])[0] !== null)).toEqual([]);
    }
  }
});

test('a list meets a text whose accents are stripped', () => {
  const stripped = { lowercase: true, stripAccents: 'unicode' } as const;
  const map = createTokenMap(settings({ stopWords: 'ru' }), stripped);
  // й is и with a breve.
  expect(map('другои')).toBe(null);
  expect(createTokenMap(settings({ stopWords: 'ru' }), lowered)('другой')).toBe(null);
});

test('lemmas are found in the original case and come in lower case if the text is to be', async () => {
  const lemma = settings({ tokens: 'lemma', stopWords: ['be', 'they'] });
  const tokens = ['They', 'were', 'IDIOTS', 'in', 'London'];
  expect((await createSequenceMap(lemma, lowered)).map(tokens)).toEqual([null, null, 'idiot', 'in', 'london']);
  const cased = await createSequenceMap(lemma, { lowercase: false, stripAccents: 'none' });
  expect(cased.map(tokens)).toEqual(['They', null, 'idiot', 'in', 'London']);
});

test('a sequence of plain tokens or stems is the map of each', async () => {
  const word = fc.constantFrom('The', 'идиоты', 'Running', 'was', '__proto__', 'ÉTÉ', 'бегущий');
  for (const tokens of ['plain', 'stem'] as const) {
    const chosen = settings({ tokens, stopWords: 'auto' });
    const one = createTokenMap(chosen, lowered);
    const all = await createSequenceMap(chosen, lowered);
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(all.map(words)).toEqual(words.map((w) => one(w.toLowerCase())));
      }),
    );
  }
});

test('lemmas of single tokens are refused; a text has them in the language asked for', async () => {
  const lemma = settings({ tokens: 'lemma' });
  expect(needsSequence(lemma)).toBe(true);
  expect(needsSequence(settings({ tokens: 'stem' }))).toBe(false);
  expect(() => createTokenMap(lemma, lowered)).toThrow(expect.objectContaining({ code: 'argument-invalid' }));
  const russian = await createSequenceMap({ ...lemma, language: 'ru', stopWords: ['они'] }, lowered);
  expect(russian.map(['Они', 'бежали', 'idiots'])).toEqual([null, 'бежать', 'idiots']);
});
