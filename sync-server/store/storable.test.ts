import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { refuseUnstorable, storableJson, storableText } from './storable';

const text = fc.string({
  unit: fc.constantFrom('\0', '\ud800', '\udfff', '\ud83d\udc4b', '\\', '"', '\n', 'u0000', 'a'),
});

test('JSON is kept with U+FFFD in place of what PostgreSQL refuses, in keys too, and nothing else is changed', () => {
  fc.assert(
    fc.property(text, text, (key, value) => {
      const kept = { [storableText(key)]: [storableText(value), 1, null] };
      expect(JSON.parse(storableJson({ [key]: [value, 1, null] }))).toEqual(kept);
    }),
  );
});

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

test.each([
  ['the character 0', { reading: { text: 'a\0b' } }, 'reading.text', '"a\\u0000b"'],
  ['half of a pair', { spec: { label: ['a', '\ud800'] } }, 'spec.label.1', '"\\ud800"'],
  ['a key', { grid: { 'a\0': [1] } }, 'grid', '"a\\u0000"'],
  ['more levels than anybody needs', { grid: { c: deep(100_000) } }, 'grid.c.0', 'more than 64 levels'],
])('a request with %s is refused by its place', (_, value, path, got) => {
  try {
    refuseUnstorable(value);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError);
    expect((error as CodedError).params).toMatchObject({ path, got });
  }
});

test('other requests may be kept', () => {
  refuseUnstorable({ reading: { text: 'comm\ud83d\udc4bent' }, spec: {}, folds: 5, labels: null, deep: deep(60) });
});
