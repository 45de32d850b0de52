import { expect, test } from 'vitest';
import { csvLine, csvLines } from './csvLine';

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

test('a space at an end of a field is kept by quotes, for readers that trim', () => {
  expect(csvLine([' a', 'b ', 'c d'])).toBe('" a","b ",c d');
});

test('control characters are quoted: a reader takes them for those of a comment, not of a binary file', () => {
  expect(csvLine(['a\0b', 'bell\x07', '\x01', 'tab\t'])).toBe('"a\0b",bell\x07,"\x01",tab\t');
});

test('rows are lines with their ends; of one column, empty ones too', () => {
  expect(csvLines([])).toBe('');
  expect(csvLines([['a'], [''], [0]])).toBe('a\r\n""\r\n0\r\n');
});

test('safe formulas: text that a spreadsheet would run gets an apostrophe, numbers do not', () => {
  const cells = ['=1+1', '+7', '-x', '@all', '\ttab', '\rreturn', "'quoted", 'a=b', '', -7];
  expect(csvLines([cells], { safeFormulas: true })).toBe(`'=1+1,'+7,'-x,'@all,'\ttab,"'\rreturn",'quoted,a=b,,-7\r\n`);
  expect(csvLines([cells])).toBe(`=1+1,+7,-x,@all,\ttab,"\rreturn",'quoted,a=b,,-7\r\n`);
});
