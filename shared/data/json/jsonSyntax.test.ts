import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstJsonError } from './jsonSyntax';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const token = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"a"',
  '"\\n"',
  '"\\x"',
  '"\\u00e9"',
  '"',
  '1',
  '-0.5e3',
  '01',
  '-',
  'true',
  'nul',
  ' ',
  '\n',
  '\u0001',
);

test('an error is found exactly in the texts that JSON.parse refuses', () => {
  const valid = fc.jsonValue().map((value) => JSON.stringify(value));
  const tokens = fc.array(token, { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(valid, tokens), (text) => {
      expect(firstJsonError(text) === -1).toBe(parses(text));
    }),
    { numRuns: 5000 },
  );
});

test('the error of a text cut short is at its end, wherever it is cut', () => {
  const text = '{"a": [1.5, {"b": "x\\ny"}, null], "c": {}}';
  for (let end = 1; end < text.length; end++) {
    const cut = text.slice(0, end);
    expect(firstJsonError(cut)).toBeGreaterThanOrEqual(end - 'null'.length); // a number or word may be cut within
  }
  expect(firstJsonError(text)).toBe(-1);
});

test.each([
  ['[1,,2]', 3],
  ['{"a" 1}', 5],
  ['{a: 1}', 1],
  ['["a\nb"]', 3],
  ['["\\q"]', 3],
  ['[1] 2', 4],
  ["['a']", 1],
  ['{"a": undefined}', 6],
  ['', 0],
])('%j is wrong at %i', (text, offset) => {
  expect(firstJsonError(text)).toBe(offset);
});
