import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { DELIMITERS, guessDialect, parseDelimiter } from './dialect';

test('a delimiter is one of four', () => {
  expect(DELIMITERS.map(parseDelimiter)).toEqual([...DELIMITERS]);
  for (const wrong of ['', ':', ',,', 'tab']) expect(() => parseDelimiter(wrong)).toThrow(CodedError);
});

test('the first line that is not blank tells the line end', () => {
  const newline = (head: string) => guessDialect(head, 'csv', true)?.newline;
  expect(
    ['a,b\nc\r', 'a,b\r\nc\r', 'a,b\rc\n', 'a,"\r",b\nc', '\r\ra,b\rc', '\n\r\na\r\nb', 'a,b'].map(newline),
  ).toEqual(['\n', '\n', '\r', '\n', '\r', '\n', '\n']);
});

test('with quotes as text a line end between them ends the line', () => {
  expect(guessDialect('a,"b\rc";d', 'text', true)).toEqual({ delimiter: ',', newline: '\r', quotes: 'text' });
});

test('a line that goes on past the head tells nothing yet', () => {
  expect(['a,b', 'a,"b\n', 'a,b\r', '\n\n'].map((head) => guessDialect(head, 'csv', false))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
