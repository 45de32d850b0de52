import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CodePoints, createCodePointReader } from './decode/codePoints';
import { normaliseText } from './normalise/normaliser';
import { createPreparedReader, type PreparationSettings, prepareText } from './preparation';
import { stopWordsFor } from './tokens/stopWords';

const settings = (changes: Partial<PreparationSettings>): PreparationSettings => ({
  language: 'auto',
  normalize: 'none',
  tokens: 'plain',
  stopWords: 'none',
  ...changes,
});

const encoder = new TextEncoder();
const listed = ({ codePoints, length }: CodePoints) => Array.from(codePoints.subarray(0, length));

const folds = [true, false].flatMap((lowercase) =>
  (['none', 'unicode', 'ascii'] as const).map((stripAccents) => ({ lowercase, stripAccents })),
);

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'İ',
        'ΟΔΟΣ',
        'Σ',
        's t u p i d',
        'STUP1D',
        'дyрaк',
        'ﬁ',
        '①',
        'nooooo',
        '\u200b',
        'Ёлка',
        ' ',
        'ṩ',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(''));

for (const normalize of ['standard', 'deobfuscate'] as const) {
  test(`${normalize}: a text reads as the normalised text would, in any case and with or without accents`, async () => {
    const preparation = await prepareText(settings({ normalize }));
    const readers = folds.map(
      (fold) => [createPreparedReader(preparation, fold), createCodePointReader(fold)] as const,
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...readers), (original, [prepared, plain]) => {
        const bytes = encoder.encode(`--${original}--`);
        const normal = encoder.encode(normaliseText(normalize, original));
        const end = bytes.length - 2;
        const expected = listed(plain.read(normal, 0, normal.length));
        expect(listed(prepared.read(bytes, 2, end))).toEqual(expected);
        // The same with spans: in order, and all within the text.
        const read = prepared.read(bytes, 2, end, true);
        expect(prepared.text).toBe(read);
        expect(listed(read)).toEqual(expected);
        let [begin, last] = [2, 2];
        for (let i = 0; i < read.length; i++) {
          expect(read.begins[i]).toBeGreaterThanOrEqual(begin);
          expect(read.ends[i]).toBeGreaterThanOrEqual(last);
          expect(read.ends[i]).toBeGreaterThan(read.begins[i]);
          [begin, last] = [read.begins[i], read.ends[i]];
        }
        expect(last).toBeLessThanOrEqual(end);
      }),
      { numRuns: 600 },
    );
  });

  test(`${normalize}: what needs no normalising has the spans it has without`, async () => {
    const preparation = await prepareText(settings({ normalize }));
    const original = 'Ёлка у ΟΔΟΣ, İstanbul: a word 😀 or two';
    const bytes = encoder.encode(original);
    for (const fold of folds) {
      const prepared = createPreparedReader(preparation, fold).read(bytes, 0, bytes.length, true);
      const plain = createCodePointReader(fold).read(bytes, 0, bytes.length, true);
      const spans = ({ begins, ends, length }: CodePoints) =>
        [begins, ends].map((a) => Array.from(a.subarray(0, length)));
      expect(listed(prepared)).toEqual(listed(plain));
      expect(spans(prepared)).toEqual(spans(plain));
    }
  });

  test(`${normalize}: stop words are as the lists have them, so that the lists meet them`, () => {
    for (const word of stopWordsFor('auto')) expect(normaliseText(normalize, word)).toBe(word);
  });
}

test('only lemmas need anything loaded, each language its own dictionary', async () => {
  expect((await prepareText(settings({ tokens: 'stem', stopWords: 'auto' }))).lemmatizer).toBeNull();
  const { lemmatizer } = await prepareText(settings({ tokens: 'lemma' }));
  expect(lemmatizer?.lemmas(['idiots'])).toEqual(['idiot']);
  const russian = await prepareText(settings({ tokens: 'lemma', language: 'ru' }));
  expect(russian.lemmatizer?.lemmas(['идиотами', 'idiots'])).toEqual(['идиот', 'idiots']);
});
