import { expect, test } from 'vitest';
import { labelMeanings } from './labelMeaning';

test('values are counted as they stand, the most frequent first, with what they mean', () => {
  const rows = [['a', 'yes'], ['b', ' no'], ['c', 'no '], ['d', 'perhaps'], ['e', '-1'], ['f']];
  expect(labelMeanings(rows, 1, undefined)).toEqual([
    { value: 'no', rows: 2, label: 0 },
    { value: '', rows: 1, label: 'label-blank' },
    { value: '-1', rows: 1, label: 'label-minus-one' },
    { value: 'perhaps', rows: 1, label: 'label-not-understood' },
    { value: 'yes', rows: 1, label: 1 },
  ]);
});

test('the cut decides what fractions mean', () => {
  const rows = [['0.4'], ['0.6']];
  const labels = (cut: number) => labelMeanings(rows, 0, cut).map(({ label }) => label);
  expect(labels(0.5)).toEqual([0, 1]);
  expect(labels(0.3)).toEqual([1, 1]);
  expect(labels(0.7)).toEqual([0, 0]);
});
