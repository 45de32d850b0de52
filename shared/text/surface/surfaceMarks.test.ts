import { expect, test } from 'vitest';
import { createCodePointReader } from '../decode/codePoints';
import { countMarks, type Marks } from './surfaceMarks';
import { countWords, type WordCounts } from './surfaceWords';

const encoder = new TextEncoder();

function read(text: string) {
  const bytes = encoder.encode(text);
  return createCodePointReader({ lowercase: false, stripAccents: 'none' }).read(bytes, 0, bytes.length);
}

/** The marks that are there at all. */
function marksOf(text: string): Partial<Marks> {
  return Object.fromEntries(Object.entries(countMarks(read(text))).filter(([, count]) => count > 0));
}

const wordsOf = (text: string): WordCounts => countWords(read(text));

test('letters, capitals, digits and punctuation are counted in English and Russian', () => {
  expect(marksOf('Ab 12,')).toEqual({ letters: 2, capitals: 1, digits: 2, punctuation: 1 });
  expect(marksOf('Ёж, 5 ЁЛОК')).toEqual({ letters: 6, capitals: 5, digits: 1, punctuation: 1 });
  expect(marksOf('a_b')).toEqual({ letters: 2 });
  expect(marksOf('')).toEqual({});
});

test('exclamation, question and quotation marks are distinguished, and runs of them counted once', () => {
  expect(marksOf('! ?')).toEqual({ punctuation: 2, exclamationMarks: 1, questionMarks: 1 });
  expect(marksOf('!!!')).toEqual({ punctuation: 3, exclamationMarks: 3, punctuationRuns: 1 });
  expect(marksOf('?! ?')).toEqual({ punctuation: 3, exclamationMarks: 1, questionMarks: 2, punctuationRuns: 1 });
  expect(marksOf('‼')).toEqual({ punctuation: 1, exclamationMarks: 1, punctuationRuns: 1 });
  expect(marksOf('«,» "“”„')).toEqual({ punctuation: 7, quotationMarks: 6 });
  expect(marksOf('--- **')).toEqual({ punctuation: 5, punctuationRuns: 1 });
});

test('an ellipsis is three dots or its own character, and no run of marks', () => {
  expect(marksOf('..')).toEqual({ punctuation: 2 });
  expect(marksOf('...')).toEqual({ punctuation: 3, ellipses: 1 });
  expect(marksOf('… ......')).toEqual({ punctuation: 7, ellipses: 2 });
});

test('line breaks: \\r\\n is one', () => {
  expect(marksOf('\r\n\n\r\u2028')).toEqual({ lineBreaks: 4 });
});

test('an emoji is one with its skin tone, its family and both halves of its flag', () => {
  expect(marksOf('😀')).toEqual({ emoji: 1 });
  expect(marksOf('👍🏽❤️')).toEqual({ emoji: 2 });
  expect(marksOf('👨‍👩‍👧')).toEqual({ emoji: 1 });
  expect(marksOf('🇷🇸🇫🇷')).toEqual({ emoji: 2 });
  expect(marksOf('⌚☀')).toEqual({ emoji: 2 });
});

test('a letter three times in a row is a repetition, whatever its case, but for www.', () => {
  expect(marksOf('soo')).toEqual({ letters: 3 });
  expect(marksOf('sOoo нееет')).toEqual({ letters: 9, capitals: 1, repeatedLetters: 2 });
  expect(marksOf('www')).toEqual({ letters: 3, repeatedLetters: 1 });
  expect(marksOf('www.a')).toEqual({ letters: 4, punctuation: 1, urls: 1 });
  expect(marksOf('111 ___')).toEqual({ digits: 3 });
});

test('addresses and names are counted once each', () => {
  expect(marksOf('http://www.a.b/c').urls).toBe(1);
  expect(marksOf('HTTPS://a,www.b').urls).toBe(2);
  expect(marksOf('awww.a').urls).toBeUndefined();
  expect(marksOf('hi @ann_1, @боб').mentions).toBe(2);
  expect(marksOf('@ a@b').mentions).toBeUndefined();
});

test.each([
  ['id1ot', 1],
  ['st*pid f@ke дур@к', 3],
  ['you$$$r', 1],
  ['covid-19 2nd 3 mp3', 0],
  ["don't *bold* a.b", 0],
  ['ann@example.org', 0],
  ['http://a.b/c1d', 0],
  ['f@ke. f@ke...', 2],
  ['a1b a1b', 2],
])('%s has %i disguised words', (text, count) => {
  expect(countMarks(read(text)).obfuscatedWords).toBe(count);
});

test('words are counted by length, difference, case, alphabet and person', () => {
  expect(wordsOf('You, YOU and your_2 ОНИ')).toEqual({
    words: 5,
    characters: 3 + 3 + 3 + 6 + 3,
    unique: 4,
    shouted: 2,
    mixedAlphabet: 0,
    firstPerson: 0,
    secondPerson: 2,
  });
  expect(wordsOf('Мы и твоЁ; A я')).toEqual({
    words: 5,
    characters: 9,
    unique: 5,
    shouted: 0,
    mixedAlphabet: 0,
    firstPerson: 2,
    secondPerson: 1,
  });
});

test('a word of Latin and Cyrillic letters is mixed; one with an accent or a digit is not', () => {
  expect(wordsOf('stupіd дypak café x1 α-beta').mixedAlphabet).toBe(2);
  expect(wordsOf('αbeta').mixedAlphabet).toBe(1);
});

test('words that any object has are words like others', () => {
  expect(wordsOf('__proto__ constructor __proto__ toString')).toMatchObject({ words: 4, unique: 3 });
});
