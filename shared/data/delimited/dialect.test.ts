import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { DELIMITERS, guessNewline, parseDelimiter } from './dialect';

test('a delimiter is one of four', () => {
  expect(DELIMITERS.map(parseDelimiter)).toEqual([...DELIMITERS]);
  for (const wrong of ['', '!', ',,', 'tab']) expect(() => parseDelimiter(wrong)).toThrow(CodedError);
});

test('the first line end decides', () => {
  expect(
    ['a,b\nc\r', 'a,b\r\nc\r', 'a,b\rc\n', '\r\ra,b\rc', '\n\r\na\r\nb', 'a,b', 'a\r\r\nb\r\r\n'].map(guessNewline),
  ).toEqual(['\n', '\n', '\r', '\r', '\n', '\n', '\n']);
});
