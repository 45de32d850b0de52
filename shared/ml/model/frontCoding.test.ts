import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { createRandom } from '../../base/random';
import { rowText, type TextColumn, textColumnOf } from '../../data/column/textColumn';
import { type FrontCodedTerms, frontCode, readFrontCoded } from './frontCoding';

const encoder = new TextEncoder();

function compareBytes(a: string, b: string): number {
  const [one, other] = [encoder.encode(a), encoder.encode(b)];
  const at = one.findIndex((byte, i) => byte !== other[i]);
  return at < 0 ? one.length - other.length : one[at] - (other[at] ?? -1);
}

const sorted = (terms: readonly string[]): TextColumn => textColumnOf([...new Set(terms)].sort(compareBytes));

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', ' ', 'ё', 'ж', '漢', '😀'),
  minLength: 1,
  maxLength: 9,
});

function read(packed: FrontCodedTerms, terms: number): TextColumn {
  return readFrontCoded(packed, terms, 'terms');
}

test('terms come back as they were', () => {
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 40 }), (terms) => {
      const column = sorted(terms);
      expect(read(frontCode(column), column.offsets.length - 1)).toEqual(column);
    }),
  );
});

test('terms of thousands of letters, and ones that share as many, come back too', () => {
  const column = sorted([
    'a'.repeat(5000),
    `${'a'.repeat(300)}b`,
    `${'a'.repeat(5000)}c`,
    'b'.repeat(127),
    'b'.repeat(128),
  ]);
  expect(read(frontCode(column), 5)).toEqual(column);
});

test('neighbours with a common prefix need little space', () => {
  const column = sorted(Array.from({ length: 1000 }, (_, i) => `the same beginning ${1000 + i}`));
  const { shared, lengths, suffixes } = frontCode(column);
  expect(shared.length + lengths.length + suffixes.length).toBeLessThan(column.bytes.length / 6);
});

test('whatever is read packs to the very bytes that it was read from', () => {
  const column = sorted(['bad', 'badly', 'ban', 'band', 'глупо', 'глупый', 'тут', 'you', 'you are', 'your']);
  const terms = column.offsets.length - 1;
  const parts = frontCode(column);
  const random = createRandom(20261124);
  let readable = 0;
  for (let i = 0; i < 20_000; i++) {
    const packed = { shared: parts.shared.slice(), lengths: parts.lengths.slice(), suffixes: parts.suffixes.slice() };
    for (let changes = 1 + random.below(3); changes > 0; changes--) {
      const part = [packed.shared, packed.lengths, packed.suffixes][random.below(3)];
      const at = random.below(part.length);
      part[at] = random.below(2) === 0 ? random.below(256) : part[at] + random.below(3) - 1;
    }
    try {
      expect(frontCode(read(packed, terms))).toEqual(packed);
      readable++;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
  }
  expect(readable).toBeGreaterThan(100);
});

test.each([
  ['sharing more than there was before', { shared: [1], lengths: [1], suffixes: [97] }, 1],
  ['of no further byte', { shared: [0, 1], lengths: [1, 0], suffixes: [97] }, 2],
  ['out of order', { shared: [0, 0], lengths: [1, 1], suffixes: [98, 97] }, 2],
  ['equal to the one before', { shared: [0, 0], lengths: [1, 1], suffixes: [97, 97] }, 2],
  ['a prefix longer than the previous term', { shared: [0, 0], lengths: [1, 2], suffixes: [97, 97, 98] }, 2],
  ['missing', { shared: [0], lengths: [1, 1], suffixes: [97, 98] }, 2],
  ['too many', { shared: [0, 0], lengths: [1, 1], suffixes: [97, 98] }, 1],
  ['without their bytes', { shared: [0], lengths: [2], suffixes: [97] }, 1],
  ['with bytes to spare', { shared: [0], lengths: [1], suffixes: [97, 98] }, 1],
  ['of a number that never ends', { shared: [128, 128, 128, 128, 128, 0], lengths: [1], suffixes: [97] }, 1],
  ['of a number longer than it need be', { shared: [128, 0], lengths: [1], suffixes: [97] }, 1],
])('terms %s are refused', (_, { shared, lengths, suffixes }, terms) => {
  const packed = {
    shared: Uint8Array.from(shared),
    lengths: Uint8Array.from(lengths),
    suffixes: Uint8Array.from(suffixes),
  };
  expect(() => read(packed, terms)).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
});

test('terms that would unfold to more than a model may hold are refused', () => {
  const column = sorted(Array.from({ length: 1000 }, (_, i) => 'a'.repeat(i + 1)));
  const packed = frontCode(column);
  expect(packed.suffixes.length).toBe(1000);
  expect(readFrontCoded(packed, 1000, 'terms', 500_500)).toEqual(column);
  expect(() => readFrontCoded(packed, 1000, 'terms', 500_499)).toThrow(
    expect.objectContaining({ code: 'model-too-large' }),
  );
});

test('no terms are no bytes', () => {
  expect(rowText(read(frontCode(textColumnOf(['x'])), 1), 0)).toBe('x');
  expect(read(frontCode(textColumnOf([])), 0)).toEqual(textColumnOf([]));
});
