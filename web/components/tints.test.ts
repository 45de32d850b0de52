import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEVELS, moveTints, type Tint, tintsOf } from './tints';

const words = (text: string): Tint[] =>
  [...text.matchAll(/\S+/g)].map((match) => ({
    begin: match.index,
    end: match.index + match[0].length,
    kind: 'toxic',
    level: 1,
  }));

test('tints stay on their own words, whatever is typed where', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ж', '😀'), maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, text, (head, cut, put, tail) => {
      const before = head + cut + tail;
      const after = head + put + tail;
      const moved = moveTints(words(before), before, after);
      const old = new Set(words(before).map(({ begin, end }) => before.slice(begin, end)));
      let at = 0;
      for (const { begin, end } of moved) {
        expect(begin).toBeGreaterThanOrEqual(at);
        expect(end).toBeLessThanOrEqual(after.length);
        expect(old).toContain(after.slice(begin, end));
        at = end;
      }
    }),
  );
});

test('typing in the middle keeps the marks before and after it', () => {
  const before = 'you are kind';
  const after = 'you really are kind';
  const texts = moveTints(words(before), before, after).map(({ begin, end }) => after.slice(begin, end));
  expect(texts).toEqual(['you', 'are', 'kind']);
});

test('an equal text keeps every mark', () => {
  expect(moveTints(words('a b'), 'a b', 'a b')).toEqual(words('a b'));
});

test('a mark is as strong as its share of the strongest, and both classes are distinguished', () => {
  const tints = tintsOf(
    [
      { begin: 0, end: 1, contribution: 3 },
      { begin: 2, end: 3, contribution: -1.5 },
      { begin: 4, end: 5, contribution: 0.01 },
      { begin: 6, end: 7, contribution: 0.2 },
    ],
    10,
  );
  expect(tints).toEqual([
    { begin: 0, end: 1, kind: 'toxic', level: LEVELS },
    { begin: 2, end: 3, kind: 'other', level: 3 },
    { begin: 6, end: 7, kind: 'toxic', level: 1 },
  ]);
});

test('small contributions stay faint when nothing in the text is strong', () => {
  expect(tintsOf([{ begin: 0, end: 3, contribution: 0.1 }], 10)[0]?.level).toBe(1);
});

test('if there are too many, the strongest are marked, in text order', () => {
  const spans = [1, 5, 3, 4].map((contribution, i) => ({ begin: 2 * i, end: 2 * i + 1, contribution }));
  expect(tintsOf(spans, 2).map(({ begin }) => begin)).toEqual([2, 6]);
});
