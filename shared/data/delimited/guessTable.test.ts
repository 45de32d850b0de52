import { expect, test } from 'vitest';
import { guessTable } from './guessTable';

const dialectOf = (text: string) => guessTable(text, true, {})?.dialect;

test('spaces before quotes are left out only where quotes follow spaces between cells', () => {
  expect(dialectOf('id, text\n1, "a, b"\n2, "c\nd"\n')).toMatchObject({ quotes: 'csv', skipSpaces: true });
  // Within comments they are text, and reading the file with the filter would only take time.
  const within = 'id,text\n1,"he said, ""no"",\nand, ""yes"""\n2,"c, ""d"""\n';
  expect(dialectOf(within)).toMatchObject({ quotes: 'csv', skipSpaces: false });
  expect(guessTable(within, true, {})?.rows).toEqual([
    ['id', 'text'],
    ['1', 'he said, "no",\nand, "yes"'],
    ['2', 'c, "d"'],
  ]);
});

test('the end of a row whose delimiter is a rare one is not taken for the name of a column', () => {
  const rows = (first: string, delimiter: string) =>
    [first, 'a b c', 'd e f', 'g h i', 'j k l']
      .map((text, i) => [String(i), text, i % 2 === 0 ? 'ok' : 'toxic'].join(delimiter))
      .join('\n');
  for (const [first, delimiter] of [
    ['one two\tthree.', '~'],
    ['one two | three.', '§'],
    ['one two, three_', '^'],
  ]) {
    expect(guessTable(rows(first, delimiter), true, {})).toMatchObject({ width: 3, dialect: { delimiter } });
  }
  // A label is the name of a column too, but not with the quotes and the delimiter behind it.
  for (const [quote, delimiter] of [
    ["'", '@'],
    ['"', '#'],
    ["'", '^'],
  ]) {
    const cell = (text: string) => quote + text + quote;
    const text = ['| one two', 'one two three', '5 one two', 'one two', 'one two']
      .map((comment, i) => cell(i % 2 === 0 ? 'toxic' : 'non-toxic') + delimiter + cell(comment))
      .join('\n');
    expect(guessTable(text, true, {})).toMatchObject({ width: 2, dialect: { delimiter } });
  }
});

test('a first comment that begins with the name of a column does not choose the delimiter', () => {
  const text = 'author; hello\tok\nhello; hello\ttoxic\nhello; hello…\tok\nhello\ttoxic';
  expect(guessTable(text, true, {})).toMatchObject({ width: 2, fit: 1, dialect: { delimiter: '\t' } });
  // A header of names does, though commas in the comments make rows of other lengths.
  const named = 'label,text\n1,one, two; three\n0,four\n1,five, six\n0,seven; eight\n';
  expect(dialectOf(named)).toMatchObject({ delimiter: ',' });
});
