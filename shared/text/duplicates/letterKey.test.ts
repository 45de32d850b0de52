import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { createLetterKey } from './letterKey';
import { createTextGroups } from './textGroups';
import { createSameKey } from './textKey';

function groupsOf(...chunks: string[][]): number[] {
  const grouping = createTextGroups(createLetterKey());
  for (const chunk of chunks) for (const _ of grouping.add(textColumnOf(chunk)));
  return [...grouping.groups()];
}

test('case, white space, punctuation, accents and compatibility forms do not make another text', () => {
  expect(
    groupsOf(['You  are a FOOL!', 'you are a fool', 'ｙｏｕ are… a, fool', 'you are no fool', 'Yoú are a fool']),
  ).toEqual([0, 0, 0, 1, 0]);
  expect(groupsOf(['Ты  ДУРАК', 'ты дурак.', 'ты не дурак'])).toEqual([0, 0, 1]);
});

test('digits count, and an underscore does not', () => {
  expect(groupsOf(['top 10', 'top 11', 'top_10'])).toEqual([0, 1, 0]);
});

test('texts without a letter are compared by their signs, and without signs by their bytes', () => {
  expect(groupsOf(['!!!', '???', '!!!', '', '', '🌹', '🔪', '🌹!', ' '])).toEqual([0, 1, 0, 2, 2, 3, 4, 3, 5]);
});

/** The obvious way, over strings. */
function slowKey(text: string): string {
  const letters = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? `bytes ${text}` : letters;
}

test('groups are those of the obvious way, however the rows are cut', () => {
  const word = fc.constantFrom('fool', 'Fool', 'ЁЛКА', 'елка', '10', '１０', '-', '!', '', ' ', 'é', 'e');
  const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(''));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), fc.nat(30), (texts, cut) => {
      const numbers = new Map<string, number>();
      const expected = texts.map((each) => {
        const key = slowKey(each);
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        return numbers.get(key);
      });
      expect(groupsOf(texts.slice(0, cut), texts.slice(cut))).toEqual(expected);
    }),
  );
});

test('texts that are the same but for case, spaces and punctuation have the same letters', () => {
  const piece = fc.constantFrom(
    'Fool',
    'fool',
    'мой',
    '1',
    '.',
    ',',
    '!',
    ' ',
    'e\u0301',
    'é',
    '🌹',
    '+',
    '\u200b',
    'ﬁ',
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => `🌹${pieces.join('')}`);
  const [same, letters] = [createSameKey(), createLetterKey()];
  const keyOf = (key: typeof same, text: string) => {
    const bytes = new TextEncoder().encode(text);
    return key(bytes, 0, bytes.length);
  };
  fc.assert(
    fc.property(text, text, (one, other) => {
      fc.pre(keyOf(same, one) === keyOf(same, other));
      expect(keyOf(letters, one)).toBe(keyOf(letters, other));
    }),
  );
});
