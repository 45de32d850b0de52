import { expect, test } from 'vitest';
import { describeColumns, guessTextColumn } from './guessColumns';

const COMMENTS = [
  'you are all so kind',
  'what a silly goose',
  'thanks for the help',
  'no, not again please',
  'well done!',
];

/** A comment for each of `rows` rows, no two alike. */
const comments = (rows: number) => Array.from({ length: rows }, (_, i) => `${COMMENTS[i % 5]} ${i}`);

/** The facts of one column of these cells, beside comments. */
function factsOf(cells: readonly string[], name = 'x') {
  const texts = comments(cells.length);
  return describeColumns(
    ['comment', name],
    cells.map((cell, i) => [texts[i], cell]),
  )[1];
}

test('examples are the first different cells, and only what is cut ends in an ellipsis, whatever its characters', () => {
  expect(factsOf(['a b', ' a b', '', 'c', 'd e', 'f']).examples).toEqual(['a b', 'a b', 'c']);
  const [fits, cut] = ['😀'.repeat(60), '😀'.repeat(61)];
  expect(factsOf([fits, cut]).examples).toEqual([fits, `${fits}…`]);
});

test('one cell in ten may be something else in a column of one kind, and no more', () => {
  const nine = (cell: string, strange: string) => [...new Array<string>(9).fill(cell), strange];
  const eight = (cell: string, strange: string) => [...new Array<string>(8).fill(cell), strange, strange];
  const strange = 'something else';
  for (const [cell, kind] of [
    ['17', 'number'],
    ['2021-05-06 10:00', 'date'],
    ['https://example.org/a', 'link'],
    ['["a", "b"]', 'list'],
  ] as const) {
    expect(factsOf(nine(cell, strange)).kind).toBe(kind);
    expect(factsOf(eight(cell, strange)).kind).not.toBe(kind);
  }
});

test('two values of known meaning are a flag, unless they are shares; three are a category', () => {
  expect(factsOf(['0', '1', '0', '1'])).toMatchObject({ kind: 'flag', looksLikeLabels: true, fractions: false });
  expect(factsOf(['0', '1', '', '1'])).toMatchObject({ kind: 'flag', blank: 1 });
  expect(factsOf(['yes', 'no', 'no', 'yes']).kind).toBe('flag');
  expect(factsOf(['0.2', '0.9', '0.2', '0.9'])).toMatchObject({
    kind: 'number',
    looksLikeLabels: true,
    fractions: true,
  });
  expect(factsOf(['toxic', 'clean', 'offensive', 'clean'])).toMatchObject({ kind: 'category', looksLikeLabels: true });
});

test('a column of text has words in a fifth of its cells; one sentence over and over is none', () => {
  const mixed = (words: number) => comments(10).map((text, i) => (i < words ? text : `w${i}`));
  expect(factsOf(mixed(2)).kind).toBe('text');
  expect(factsOf(mixed(1)).kind).not.toBe('text');
  expect(factsOf(new Array<string>(5).fill('the article on geese')).kind).toBe('category');
  expect(factsOf(new Array<string>(4).fill('the article on geese')).kind).toBe('text');
});

test('a few short values in sixty rows are classes, not comments', () => {
  const classes = (count: number, rows: number, word = 'class of') =>
    factsOf(Array.from({ length: rows }, (_, i) => `${word} ${'abcdef'[i % count]}`)).kind;
  expect(classes(5, 60)).toBe('category');
  expect(classes(6, 60)).toBe('text');
  expect(classes(5, 59)).toBe('text');
  expect(classes(5, 60, 'a sentence of many words')).toBe('text');
});

test('a column of one value that is known is one of labels; long cells and many words are not', () => {
  expect(factsOf(['1', '1', '1']).looksLikeLabels).toBe(true);
  expect(factsOf(['toxic', 'toxic']).looksLikeLabels).toBe(true);
  expect(factsOf(['1', '0', `1${' '.repeat(60)}`]).looksLikeLabels).toBe(false);
  expect(factsOf(['', '', '']).looksLikeLabels).toBe(false);
  expect(factsOf(['1', '0', '1', '0', '1', '0', '1', '0', '1', 'hm']).looksLikeLabels).toBe(true);
  expect(factsOf(['1', '0', '1', '0', '1', '0', '1', '0', 'hm', 'hm']).looksLikeLabels).toBe(false);
});

test('of columns of words the name counts first; one that is nearly as likely is a rival, and is asked about', () => {
  const guess = (names: readonly string[], rows: readonly (readonly string[])[], labels: readonly number[] = []) =>
    guessTextColumn(describeColumns(names, rows), rows, labels);
  const twice = comments(12).map((text, i) => [text, comments(12)[11 - i]]);
  expect(guess(['body', 'comment_text'], twice)).toMatchObject({ column: 1 });
  expect(guess(['left', 'right'], twice)).toEqual({ column: 0, rivals: [1] });
  // A column that was chosen for the labels is none of them.
  expect(guess(['left', 'right'], twice, [0])).toEqual({ column: 1, rivals: [] });
  expect(guess(['a', 'b'], [['1', '2021-01-01']])).toEqual({ column: null, rivals: [] });
  expect(guess([], [])).toEqual({ column: null, rivals: [] });
});
