import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { createTextGroups } from './textGroups';
import { createIdenticalKey, createSameKey, type TextKey } from './textKey';

function groupsOf(keyOf: TextKey, ...chunks: string[][]): number[] {
  const grouping = createTextGroups(keyOf);
  for (const chunk of chunks) for (const _ of grouping.add(textColumnOf(chunk)));
  return [...grouping.groups()];
}

const same = (...texts: string[]) => new Set(groupsOf(createSameKey(), texts)).size === 1;
const identical = (...texts: string[]) => new Set(groupsOf(createIdenticalKey(), texts)).size === 1;

test.each([
  ['You  are a FOOL!', 'you are a fool', 'ｙｏｕ are… a, fool', 'you—are_a "fool"'],
  ['Ты  ДУРАК', 'ты дурак.', '«Ты, дурак»'],
  ['Café', 'CAFÉ'.normalize('NFD'), 'cafe\u0301!'],
  ['❤\ufe0f nice', '❤ nice', '❤nice'],
  ['a\u200bb', 'ab', 'a\u00adb'],
  ['top 10, or so', 'Top 10 or so'],
  ['¡hola!', 'hola', '「hola」'],
  ['', ' ', '\u3000\n'],
])('%j is the same as its copies', (...texts) => {
  expect(same(...texts)).toBe(true);
});

test.each([
  ['for you 🌹', 'for you 🔪'],
  ['❤️', '💔'],
  ['👍🏻', '👍🏿'],
  ['мой', 'мои'],
  ['लड़का', 'लड़की'],
  ['1.5', '15'],
  ['1.5', '1,5'],
  ['1 5', '15'],
  ['10:30', '1030'],
  ['C++', 'C#'],
  ['a < b', 'a > b'],
  ['$5', '5'],
  ['résumé', 'resume'],
  ['!!!', '???'],
  ['you are a fool', 'you are no fool'],
])('%s and %s are not the same', (one, other) => {
  expect(same(one, other)).toBe(false);
});

test('identical texts have the same bytes, white space at either end aside', () => {
  expect(identical('a b', ' a b\n', '\u00a0a b\u3000')).toBe(true);
  for (const other of ['a  b', 'A b', 'a b.', 'ab', '']) expect(identical('a b', other)).toBe(false);
  expect(identical('', ' \t', '\u2003')).toBe(true);
});

test('bytes that are no UTF-8 have keys like any others', () => {
  const keys = [createIdenticalKey(), createSameKey()];
  const texts = [[0xff], [0xe2, 0x80], [0x80, 0x80, 0x80], [0xc2], [0x20, 0xe2]].map((bytes) => Uint8Array.from(bytes));
  for (const keyOf of keys) {
    const found = texts.map((bytes) => keyOf(bytes, 0, bytes.length));
    expect(found.every(Number.isSafeInteger)).toBe(true);
  }
});

/** The obvious way, over strings of assigned characters of Unicode 14. */
function slowKey(text: string): string {
  const normal = text.toLowerCase().normalize('NFKC').toLowerCase();
  let key = '';
  for (let i = 0; i < normal.length; ) {
    const gap = /^(?:[\s\p{P}\p{Sk}\p{C}|~]|\p{Variation_Selector})+/u.exec(normal.slice(i))?.[0] ?? '';
    if (gap === '') {
      const code = String.fromCodePoint(normal.codePointAt(i) ?? 0);
      key += code;
      i += code.length;
      continue;
    }
    i += gap.length;
    if (/[0-9]$/.test(key) && /^[0-9]/.test(normal.slice(i))) key += /^[^\s]$/u.test(gap) ? gap : ' ';
  }
  return key === '' ? `bytes ${text.trim()}` : key;
}

test('groups are those of the obvious way, however the rows are cut', () => {
  const piece = fc.constantFrom(
    'fool',
    'Fool',
    'Ёлка',
    'ёлка',
    'елка',
    '1',
    '0',
    '１',
    '.',
    ',',
    '-',
    '!',
    ' ',
    'é',
    'e\u0301',
    '🌹',
    '+',
  );
  const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), fc.nat(30), (texts, cut) => {
      const numbers = new Map<string, number>();
      const expected = texts.map((each) => {
        const key = slowKey(each);
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        return numbers.get(key);
      });
      expect(groupsOf(createSameKey(), texts.slice(0, cut), texts.slice(cut))).toEqual(expected);
    }),
  );
});
