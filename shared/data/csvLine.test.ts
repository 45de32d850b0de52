import { expect, test } from 'vitest';
import { csvLine } from './csvLine';

test('a field is quoted only where it must be', () => {
  expect(csvLine(['a', 'b c', "it's", ''])).toBe("a,b c,it's,");
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 'old\rmac'])).toBe('"a,b","say ""hi""","two\nlines","old\rmac"');
});

test('the delimiter in use is the one that asks for quotes', () => {
  expect(csvLine(['a;b', 'c,d'], ';')).toBe('"a;b";c,d');
  expect(csvLine(['a\tb', 'c;d'], '\t')).toBe('"a\tb"\tc;d');
});

test('a line of one empty field is not a blank line, and a mark in front stays in its field', () => {
  expect(csvLine([''])).toBe('""');
  expect(csvLine(['', ''])).toBe(',');
  expect(csvLine(['\ufefftext', 'b'])).toBe('"\ufefftext",b');
});
