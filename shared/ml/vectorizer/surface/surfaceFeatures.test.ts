import fc from 'fast-check';
import { expect, test } from 'vitest';
import { log1p } from '../../../base/elementary';
import { SURFACE_NAMES, type SurfaceName } from '../../../text/surface/surfaceNames';
import { createWordClassCounter } from '../../../text/surface/surfaceTags';
import { createSurfaceReader } from './surfaceFeatures';

const countClasses = await createWordClassCounter();
const withTags = createSurfaceReader(countClasses);
const withoutTags = createSurfaceReader(null);
const encoder = new TextEncoder();

/** The features that are not 0. */
function featuresOf(text: string, reader = withTags): Partial<Record<SurfaceName, number>> {
  const bytes = encoder.encode(text);
  const values = new Float64Array(SURFACE_NAMES.length).fill(Number.NaN);
  reader.read(bytes, 0, bytes.length, values);
  return Object.fromEntries(SURFACE_NAMES.map((name, i) => [name, values[i]]).filter(([, value]) => value !== 0));
}

test('the names are sorted by bytes, as terms have to be', () => {
  expect([...SURFACE_NAMES].sort()).toEqual([...SURFACE_NAMES]);
  expect(new Set(SURFACE_NAMES).size).toBe(SURFACE_NAMES.length);
});

test('an English comment has exactly these features', () => {
  const text = 'You are SO stupid!!! Really…\nSee www.a.org @bob, "id1ot" 😀';
  const words = 11; // You are SO stupid Really See www a org bob id1ot
  const characters = Array.from(text).length;
  const tagged = featuresOf(text);
  expect(featuresOf(text, withoutTags)).toEqual({
    capitalShare: 5 / 37, // Y S O R S
    characters: log1p(characters),
    digitShare: 1 / characters,
    ellipses: log1p(1),
    emoji: log1p(1),
    exclamationMarks: log1p(3),
    lineBreaks: log1p(1),
    meanWordLength: 38 / words,
    mentions: log1p(1),
    obfuscatedWords: log1p(1),
    punctuationRuns: log1p(1),
    punctuationShare: 10 / characters, // !!! … . . @ , " "
    quotationMarks: log1p(2),
    secondPersonShare: 1 / words,
    sentences: log1p(3),
    shoutedWordShare: 1 / words,
    uniqueWordShare: 1,
    urls: log1p(1),
    words: log1p(words),
  });
  expect(tagged).toMatchObject(featuresOf(text, withoutTags));
  expect(tagged.pronounShare).toBe(1 / words);
});

test('a Russian comment has exactly these features', () => {
  const text = 'ТЫ глупый, ты дypак?! Нееет...';
  const characters = Array.from(text).length;
  expect(featuresOf(text)).toEqual({
    capitalShare: 3 / 20, // Т Ы Н
    characters: log1p(characters),
    ellipses: log1p(1),
    exclamationMarks: log1p(1),
    meanWordLength: 20 / 5,
    mixedAlphabetWords: log1p(1),
    nounShare: 1 / 5, // an unknown word with Latin letters is taken for an English noun
    punctuationRuns: log1p(1),
    punctuationShare: 6 / characters,
    questionMarks: log1p(1),
    repeatedLetters: log1p(1),
    secondPersonShare: 2 / 5,
    sentences: log1p(2),
    shoutedWordShare: 1 / 5,
    uniqueWordShare: 4 / 5,
    words: log1p(5),
  });
});

test('parts of speech are shares of the words', () => {
  const { pronounShare, verbShare, adjectiveShare, nounShare } = featuresOf('You are a stupid man!');
  expect({ pronounShare, verbShare, adjectiveShare, nounShare }).toEqual({
    pronounShare: 0.2,
    verbShare: 0.2,
    adjectiveShare: 0.2,
    nounShare: 0.2,
  });
});

test('an empty text has none, white space has its length', () => {
  expect(featuresOf('')).toEqual({});
  expect(featuresOf('  ')).toEqual({ characters: log1p(2) });
});

test('emoji alone have a length and a number', () => {
  expect(featuresOf('😀😀👍🏽')).toEqual({ characters: log1p(4), emoji: log1p(3), sentences: log1p(1) });
});

const repeated: readonly (readonly [number, string])[] = [
  [5e6, 'a'],
  ...['!', '@', '.', ' ', '😀', 'a ', 'http://', 'a1'].map((piece) => [2e5, piece] as const),
];
test.each(repeated)('%i bytes of "%s" are measured', (size, piece) => {
  const text = piece.repeat(Math.floor(size / encoder.encode(piece).length));
  const features = featuresOf(text);
  expect(features.characters).toBe(log1p(Array.from(text).length));
  for (const value of Object.values(features)) expect(value).toBeLessThanOrEqual(size);
});

test('any text has finite features, shares within [0, 1], whatever surrounds it', () => {
  const surrounded = new Float64Array(SURFACE_NAMES.length);
  const alone = new Float64Array(SURFACE_NAMES.length);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const bytes = encoder.encode(text);
      withTags.read(bytes, 0, bytes.length, alone);
      const padded = encoder.encode(`YOU! ${text} 1?`);
      const begin = 5;
      withTags.read(padded, begin, begin + bytes.length, surrounded);
      expect(surrounded).toEqual(alone);
      SURFACE_NAMES.forEach((name, i) => {
        expect(Number.isFinite(alone[i]) && alone[i] >= 0).toBe(true);
        if (name.endsWith('Share')) expect(alone[i]).toBeLessThanOrEqual(1);
      });
    }),
  );
});
