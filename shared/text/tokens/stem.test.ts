import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_STEMMED, stemmerFor } from './stem';

const auto = stemmerFor('auto');
const english = stemmerFor('en');
const russian = stemmerFor('ru');

test("English words get Porter's stems: the examples of his paper", () => {
  const pairs: [string, string][] = [
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['cats', 'cat'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['motoring', 'motor'],
    ['conflated', 'conflat'],
    ['hopping', 'hop'],
    ['falling', 'fall'],
    ['hissing', 'hiss'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['sky', 'sky'],
    ['relational', 'relat'],
    ['vietnamization', 'vietnam'],
    ['sensibiliti', 'sensibl'],
    ['triplicate', 'triplic'],
    ['hopefulness', 'hope'],
    ['revival', 'reviv'],
    ['adjustment', 'adjust'],
    ['adoption', 'adopt'],
    ['probate', 'probat'],
    ['controll', 'control'],
  ];
  expect(pairs.map(([word]) => english(word))).toEqual(pairs.map(([, stem]) => stem));
});

test('forms of one Russian word get one stem, with ё and е alike', () => {
  expect(new Set(['дурак', 'дурака', 'дураку', 'дураком', 'дураки', 'дураков', 'Дураками'].map(russian))).toEqual(
    new Set(['дурак']),
  );
  expect(new Set(['глупый', 'глупая', 'глупого', 'глупыми', 'глупее'].map(russian))).toEqual(new Set(['глуп']));
  expect(russian('ёлками')).toBe(russian('елка'));
});

test('the script of a token chooses its stemmer, and the other language leaves it in lower case', () => {
  expect([auto('Running'), auto('Дураками')]).toEqual(['run', 'дурак']);
  expect(russian('Running')).toBe('running');
  expect(english('Дураками')).toBe('дураками');
});

test('any token has a stem, in lower case', () => {
  for (const token of ['constructor', '__proto__', 'toString', '42', '😀', 'I', 'я', '', '_', "don't", '\ud800']) {
    for (const stem of [auto, english, russian]) expect(typeof stem(token)).toBe('string');
  }
  expect(auto('constructor')).toBe('constructor');
  expect([auto('IS'), auto('I'), auto('\ud83d')]).toEqual(['is', 'i', '\ufffd']);
  const unit = fc.constantFrom(...'aeiouybcdfglnstzAЯабвеиостыьёщ09_’éİß中😀\u0301');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit, maxLength: 80 })), (token) => {
      for (const stem of [auto, english, russian]) {
        const stemmed = stem(token);
        expect(stem(token)).toBe(stemmed);
        expect(Array.from(stemmed).some((c) => c >= 'A' && c <= 'Z')).toBe(false);
        expect(stemmed.length).toBeLessThanOrEqual(token.toLowerCase().length + 1);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a token too long to be a word is returned unchanged, without delay', () => {
  const long = 'b'.repeat(1_000_000);
  expect(auto(long)).toBe(long);
  expect(auto(`${'b'.repeat(LONGEST_STEMMED - 4)}asing`)).toMatch(/asing$/);
});

test('a letter that gains a lower case in later Unicode versions keeps that of the committed table', () => {
  const garay = '\u{10d50}'; // a capital since Unicode 16
  expect(auto(`a${garay}s`)).toBe(`a${garay}s`);
});
