import { expect, test } from 'vitest';
import { cellsOf, headOf, pastedTable } from './linesTable';

const answer = { score: 1.25, threshold: 0, probability: 0.75, label: 1, unsure: false, between: false } as const;

test('a scored line is a row with its label, which three answers and doubts make unsure', () => {
  const row = { line: 3, text: 'a comment', modelId: 'm', answer };
  expect(cellsOf(row)).toEqual([3, 'a comment', 1.25, 0.75, 1]);
  expect(cellsOf({ ...row, answer: { ...answer, between: true } }).at(-1)).toBe('unsure');
  expect(cellsOf({ ...row, answer: { ...answer, unsure: true } }).at(-1)).toBe('unsure');
  expect(cellsOf({ ...row, answer: { ...answer, probability: null, label: 0 } })).toEqual([
    3,
    'a comment',
    1.25,
    '',
    0,
  ]);
  expect(cellsOf({ ...row, modelId: null, answer: null })).toEqual([3, 'a comment', '', '', '']);
});

test('what is copied has a row a line, whatever is in the comments', () => {
  const text = pastedTable([
    { line: 1, text: 'tab\there', modelId: 'm', answer },
    { line: 2, text: 'plain', modelId: null, answer: null },
  ]);
  expect(text.split('\n').map((line) => line.split('\t').length)).toEqual([5, 5, 5]);
  expect(text.split('\n')[1]).toBe('1\ttab here\t1.25\t0.75\t1');
});

test('a further model has three columns of its own, empty where it has not answered', () => {
  const line = { line: 1, text: 'a', modelId: 'm', answer };
  const other = { ...line, answer: { ...answer, score: -2, probability: null, label: 0 as const } };
  const sides = [
    { name: 'Mine', byLine: new Map([[1, other]]) },
    { name: 'Late', byLine: new Map() },
  ];
  expect(headOf(sides).slice(5)).toEqual([
    'Mine: score',
    'Mine: probability',
    'Mine: label',
    'Late: score',
    'Late: probability',
    'Late: label',
  ]);
  expect(cellsOf(line, sides)).toEqual([1, 'a', 1.25, 0.75, 1, -2, '', 0, '', '', '']);
});
