import { expect, test } from 'vitest';
import { describeColumns, guessTextColumn } from './guessColumns';
import { guessLabelColumn } from './labelColumn';

const COMMENTS = ['what a fine day', 'you silly goose', 'see the talk page', 'thank you for it'];

/** The guess for a table of comments and one more column. */
function guessOf(name: string, cells: readonly string[], hasNames = true) {
  const rows = cells.map((cell, row) => [`${COMMENTS[row % COMMENTS.length]} ${row}`, cell]);
  const facts = describeColumns(['comment', name], rows);
  const { column: text } = guessTextColumn(facts, rows, []);
  expect(text).toBe(0);
  return guessLabelColumn(facts, rows, text, hasNames);
}

const repeated = (...cells: string[]) => Array.from({ length: 20 }, (_, row) => cells[row % cells.length]);

test('under a name that says nothing, 0 and 1 may be labels, and one value alone is none', () => {
  expect(guessOf('x', repeated('0', '1'))).toEqual({ column: 1, sure: false, candidates: [1] });
  expect(guessOf('x', repeated('-1', '1'))).toMatchObject({ column: 1, sure: false });
  for (const only of ['0', '1']) {
    expect(guessOf('x', repeated(only)), only).toEqual({ column: null, sure: true, candidates: [] });
    expect(guessOf('x', repeated(only, '')), only).toEqual({ column: null, sure: true, candidates: [] });
  }
});

test('in a file without names 0 and 1 are the labels for sure', () => {
  expect(guessOf('x', repeated('0', '1'), false)).toEqual({ column: 1, sure: true, candidates: [1] });
});

test('under a name that says labels, one value is enough', () => {
  expect(guessOf('toxic', repeated('0'))).toEqual({ column: 1, sure: true, candidates: [1] });
});

test('yes and no under a name that says nothing are no labels', () => {
  expect(guessOf('x', repeated('yes', 'no'))).toEqual({ column: null, sure: true, candidates: [] });
});

test('votes in one cell count as their values', () => {
  expect(guessOf('x', repeated('1, 1, 1')).column).toBeNull();
});
