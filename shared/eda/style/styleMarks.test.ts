import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePointReader } from '../../text/decode/codePoints';
import { countMarks } from '../../text/surface/surfaceMarks';
import { countWords } from '../../text/surface/surfaceWords';
import { explored, sourceOf } from '../testing/explored';
import { STYLE_MARKS, type StyleMark } from './marks';
import { bitOfMark, createStyleReader } from './styleMarks';

const encoder = new TextEncoder();
const reader = createStyleReader();

function marksOf(text: string): StyleMark[] {
  const bytes = encoder.encode(`«${text}`);
  const marks = reader.read(bytes, 2, bytes.length);
  return STYLE_MARKS.filter((mark) => marks & bitOfMark(mark));
}

const EXAMPLES: readonly [text: string, ...marks: StyleMark[]][] = [
  ['A plain sentence, with NATO in it.'],
  [''],
  ['STOP IT now', 'capitals'],
  ['ХВАТИТ уже', 'capitals'],
  ['ALL IN BIG but this is mostly small'],
  ['I AM OK'],
  ['no!', 'exclamations'],
  ['¿why?', 'questions'],
  ['what?!', 'exclamations', 'questions'],
  ['really⁉', 'exclamations'],
  ['really⁈', 'questions'],
  ['sooo', 'repeatedLetters'],
  ['Ааа', 'repeatedLetters'],
  ['www.example.org', 'urls'],
  ['wwww.', 'repeatedLetters'],
  ['1000 --- ...'],
  ['ok 😀', 'emoji'],
  ['🇫🇷', 'emoji'],
  ['see https://example.com/x', 'urls'],
  ['it costs 3.50: cheap. e.g. this'],
  ['st*pid', 'obfuscated'],
  ['s t u p i d', 'obfuscated'],
  ['stup1d', 'obfuscated'],
  ['дyрак', 'obfuscated', 'mixedAlphabets'],
  ['VIPы', 'mixedAlphabets'],
  ['α-test and тест-test'],
];

test.each(EXAMPLES)('marks of “%s”', (text, ...marks) => {
  expect(marksOf(text)).toEqual(marks);
});

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('aabBwWXxыЫжЖαΑ019_ .!?¡‼…\n')),
      fc.constantFrom('www.', 'ABCD', 'ЭТО ЖЕ', '😀', '👍🏽', '🇫🇷', 'İ', 'ǅ', 'aaa', '\u200d', '⌚', '☀'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(''));

test('marks agree with the surface features of a model that count the same', () => {
  const decoder = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  fc.assert(
    fc.property(text, (drawn) => {
      const marks = marksOf(drawn);
      const bytes = encoder.encode(`«${drawn}`);
      const counts = countMarks(decoder.read(bytes, 2, bytes.length));
      const words = countWords(decoder.read(bytes, 2, bytes.length));
      expect(marks.includes('exclamations')).toBe(/[!¡！‼⁉]/u.test(drawn));
      expect(marks.includes('questions')).toBe(/[?¿？⁇⁈]/u.test(drawn));
      expect(marks.includes('repeatedLetters')).toBe(counts.repeatedLetters > 0);
      expect(marks.includes('mixedAlphabets')).toBe(words.mixedAlphabet > 0);
      if (counts.emoji > 0) expect(marks).toContain('emoji');
      if (marks.includes('capitals')) {
        expect(2 * counts.capitals).toBeGreaterThan(counts.letters);
        expect(words.shouted).toBeGreaterThan(0);
      }
    }),
    { numRuns: 3000 },
  );
});

test('the report counts the rows of each class that have a mark', async () => {
  const texts = ['NO WAY IS IT!', 'no way', 'why?', 'ok!', 'what!'];
  const { style } = await explored(sourceOf(texts, [1, 1, 0, 0, 7], 2), ['style']);
  const exclamations = style?.find(({ mark }) => mark === 'exclamations')?.shares;
  expect(exclamations?.['0']).toMatchObject({ hits: 1, of: 2, value: 0.5 });
  expect(exclamations?.['1']).toMatchObject({ hits: 1, of: 2 });
  expect(exclamations?.unlabelled).toMatchObject({ hits: 1, of: 1 });
  expect(style?.map(({ mark }) => mark)).toEqual(STYLE_MARKS);
});
