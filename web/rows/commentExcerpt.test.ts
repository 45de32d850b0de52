import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf } from './commentExcerpt';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const spanOf = (text: string, part: string) => {
  const begin = bytesOf(text.slice(0, text.indexOf(part))).length;
  return { begin, end: begin + bytesOf(part).length };
};

test('a short comment is whole, and its marks are in UTF-16 code units', () => {
  const text = 'ну ты 😀 и чудак';
  const { marks, ...rest } = excerptOf(bytesOf(text), [spanOf(text, 'чудак')], 200);
  expect(rest).toEqual({ text, cutBefore: false, cutAfter: false });
  expect(marks.map(([begin, end]) => text.slice(begin, end))).toEqual(['чудак']);
});

test('a long comment is cut to the part around the first mark', () => {
  const text = `${'так и сяк '.repeat(400)}чудак ${'и так далее '.repeat(400)}`;
  const excerpt = excerptOf(bytesOf(text), [spanOf(text, 'чудак')], 500);
  expect(excerpt).toMatchObject({ cutBefore: true, cutAfter: true });
  const [[begin, end]] = excerpt.marks;
  expect(excerpt.text.slice(begin, end)).toBe('чудак');
  expect(begin).toBeGreaterThan(10);
});

test('a long comment is shown from its beginning as long as the first mark is within the limit', () => {
  const text = `${'a '.repeat(90)}goose${' b'.repeat(100)}`;
  for (const limit of [186, 185]) {
    const excerpt = excerptOf(bytesOf(text), [spanOf(text, 'goose')], limit);
    expect(excerpt).toEqual({ text: text.slice(0, limit), marks: [[180, 185]], cutBefore: false, cutAfter: true });
  }
});

test('where the first mark ends beyond the limit, the excerpt begins 120 bytes before it', () => {
  const text = `${'a '.repeat(90)}goose${' b'.repeat(100)}`; // the mark is from byte 180 to 185
  const excerpt = excerptOf(bytesOf(text), [spanOf(text, 'goose')], 184);
  expect(excerpt).toEqual({ text: text.slice(60, 244), marks: [[120, 125]], cutBefore: true, cutAfter: true });
});

test('a mark nearer to the beginning than what leads up to it, and beyond a small limit, is shown from the beginning', () => {
  const text = `${'a '.repeat(20)}goose`;
  const excerpt = excerptOf(bytesOf(text), [spanOf(text, 'goose')], 44);
  expect(excerpt).toEqual({ text: text.slice(0, 44), marks: [], cutBefore: false, cutAfter: true });
});

test('overlapping spans are merged into one mark', () => {
  expect(
    excerptOf(
      bytesOf('na na na'),
      [
        { begin: 0, end: 5 },
        { begin: 3, end: 8 },
      ],
      99,
    ).marks,
  ).toEqual([[0, 8]]);
});

test('cuts are between characters, wherever the limit is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'ы', '😀', ' ', '\u0301'), maxLength: 60 }),
      fc.nat(80),
      fc.nat(80),
      fc.integer({ min: 4, max: 60 }),
      (text, a, b, limit) => {
        const bytes = bytesOf(text);
        // spans begin and end with characters, as those of a search do
        const at = (n: number) => bytesOf([...text].slice(0, n % ([...text].length + 1)).join('')).length;
        const [begin, end] = [Math.min(at(a), at(b)), Math.max(at(a), at(b))];
        const excerpt = excerptOf(bytes, end > begin ? [{ begin, end }] : [], limit);
        expect(text).toContain(excerpt.text);
        for (const [from, to] of excerpt.marks) expect(text).toContain(excerpt.text.slice(from, to));
      },
    ),
  );
});
