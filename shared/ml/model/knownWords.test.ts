import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { smallModel } from '../../testing/models';
import { prepareText } from '../../text/preparation';
import { readKnownWords, withKnownWords } from './addKnownWords';
import { decodeModel } from './decode';
import { modelId } from './digest';
import { encodeModel } from './encode';
import { isKnown, knownWordsOf } from './knownWords';

const encoder = new TextEncoder();
const about = { language: 'en', longest: 0 } as const;
const knows = (words: ReturnType<typeof knownWordsOf>, word: string) => {
  const bytes = encoder.encode(word);
  return isKnown(words, bytes, 0, bytes.length);
};

test('every word that was read is known', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' })), (words) => {
      const known = knownWordsOf(
        about,
        words.map((word) => encoder.encode(word)),
      );
      for (const word of words) expect(knows(known, word)).toBe(true);
    }),
  );
});

test('of words that were never read, fewer than two in a hundred are taken for known', () => {
  const known = knownWordsOf(
    about,
    Array.from({ length: 5000 }, (_, i) => encoder.encode(`w${i}`)),
  );
  const wrong = Array.from({ length: 5000 }, (_, i) => `v${i}`).filter((word) => knows(known, word));
  expect(wrong.length).toBeLessThan(100);
  expect(wrong.length).toBeGreaterThan(0); // the filter has the documented size
});

test('words of three comments are read, by their first six characters; a word twice in one comment counts once', async () => {
  const preparation = await prepareText({ normalize: 'none', tokens: 'plain', language: 'auto', stopWords: 'none' });
  const chunks = [textColumnOf(['Hello worlds', 'hello, hello']), textColumnOf(['Héllo wonderful', 'wonderment', '7'])];
  const known = readKnownWords('en', preparation, chunks);
  expect(known).toMatchObject({ language: 'en', count: 1, longest: 2 });
  expect(knows(known, 'hello')).toBe(true);
  expect(knows(known, 'wonder')).toBe(false);
});

test('what a model has read is part of its file and of its id', () => {
  const model = smallModel();
  const known = withKnownWords(model, knownWordsOf(about, [encoder.encode('thanks')]));
  const file = encodeModel(known);
  expect(new DataView(file.buffer).getUint32(8, true)).toBe(3);
  expect(modelId(file)).not.toBe(modelId(encodeModel(model)));
  expect(decodeModel(file).knownWords).toEqual(known.knownWords);
  expect(decodeModel(encodeModel(model)).knownWords).toBeUndefined();
});
