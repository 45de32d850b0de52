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
