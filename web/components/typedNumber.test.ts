import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTypedNumber } from './typedNumber';

test.each([
  ['1e3', 1000],
  ['1E-2', 0.01],
  ['-5', -5],
  ['\u22125', -5],
  ['+5', 5],
  ['0,5', 0.5],
  ['0.5', 0.5],
  [',5', 0.5],
  ['5.', 5],
  [' 42 ', 42],
  ['1 234 567', 1234567],
  ['1\u202f234,5', 1234.5],
  ['-0', -0],
])('%j is read as %d', (text, value) => {
  expect(parseTypedNumber(text, {})).toEqual({ value, fault: null });
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['-', 'partial'],
  ['.', 'partial'],
  ['1e', 'partial'],
  ['1,5e-', 'partial'],
  ['five', 'notANumber'],
  ['0x10', 'notANumber'],
  ['Infinity', 'notANumber'],
  ['1.2.3', 'notANumber'],
  ['1,2,3', 'notANumber'],
  ['1 2', 'notANumber'],
  ['1e999', 'outOfRange'],
])('%j is no number: %s', (text, fault) => {
  expect(parseTypedNumber(text, {})).toEqual({ value: null, fault });
});

test('a whole number has no fraction, and its commas separate thousands', () => {
  const read = (text: string) => parseTypedNumber(text, { whole: true });
  expect(read('1,000')).toEqual({ value: 1000, fault: null });
  expect(read('1e3')).toEqual({ value: 1000, fault: null });
  expect(read('1.0')).toEqual({ value: 1, fault: null });
  expect(read('0,5')).toEqual({ value: null, fault: 'notWhole' });
  expect(read('9007199254740993')).toEqual({ value: null, fault: 'notWhole' });
});

test('bounds belong to the range, and `above` does not', () => {
  const fault = (text: string) => parseTypedNumber(text, { min: 0, max: 1 }).fault;
  expect(['0', '1', '-0.1', '1.1'].map(fault)).toEqual([null, null, 'outOfRange', 'outOfRange']);
  expect(['0', '0.1'].map((text) => parseTypedNumber(text, { above: 0 }).fault)).toEqual(['outOfRange', null]);
});

test('every double is read back as it was written, with a point or a comma', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), (value, comma) => {
      const text = comma ? String(value).replace('.', ',') : String(value);
      // String writes -0 as "0".
      expect(parseTypedNumber(text, {}).value).toBe(value === 0 ? 0 : value);
    }),
  );
});

test('everything that is typed on the way to a number is a number or the beginning of one', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = String(value);
      for (let end = 1; end < text.length; end++) {
        expect(['notANumber', 'notWhole']).not.toContain(parseTypedNumber(text.slice(0, end), {}).fault);
      }
    }),
  );
});
