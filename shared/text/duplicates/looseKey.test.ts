import { expect, test } from 'vitest';
import { createLooseKey } from './looseKey';

const encoder = new TextEncoder();
const keyOf = createLooseKey();
const key = (text: string) => {
  const bytes = encoder.encode(text);
  return keyOf(bytes, 0, bytes.length);
};

test.each([
  ['what rubbish you talk', 'RT @goose: what rubbish you talk'],
  ['what rubbish you talk', 'What rubbish you talk! https://example.org/a?b=1'],
  ['what rubbish you talk', '(www.example.org) what rubbish, you talk @goose @gander'],
  ['you owe me 15 apples now', 'you owe me 16 apples now'],
  ['какой же это вздор', 'rt @гусь какой же это вздор 2'],
])('%j and %j are copies but for links, names and numbers', (a, b) => {
  expect(key(a)).toBe(key(b));
});

test.each([
  ['ok 1', 'ok 2'],
  ['what rubbish you talk', 'what rubbish they talk'],
  ['@goose', '@gander'],
  ['https://example.org/a', 'https://example.org/b'],
  ['art of the talk', 'of the talk'],
  ['123', '456'],
])('%j and %j are different', (a, b) => {
  expect(key(a)).not.toBe(key(b));
});
