import { expect, test } from 'vitest';
import { createLabelTally, judgeTally } from '#shared/data/guess/labelTally';
import { foundValues, histogramOf, valueRows } from './labelValues';

const rowsOf = (cells: readonly string[][]) => {
  const columns = cells[0].map((_, i) => i);
  const tally = createLabelTally(columns);
  for (const row of cells) tally.add(row);
  const names = columns.map((i) => `annotator_${i}`);
  return valueRows(
    judgeTally(
      { columns, names, ...tally.counted(), unreadable: [], label: undefined, repeats: [] },
      { combine: { rule: 'any' } },
    ).labelling,
  );
};

test('spellings of one value are one row, over all columns, the most frequent first', () => {
  expect(
    rowsOf([
      ['1', '1.0'],
      ['0', '1'],
      ['hm', '0'],
    ]),
  ).toEqual([
    { value: '1', count: 3, meaning: 'toxic' },
    { value: '0', count: 2, meaning: 'notToxic' },
    { value: 'hm', count: 1, meaning: 'ask' },
  ]);
});

test('values are found by a part of them in any case', () => {
  const rows = rowsOf([['Mild insult'], ['none']]);
  expect(foundValues(rows, ' INSULT ').map(({ value }) => value)).toEqual(['Mild insult']);
  expect(foundValues(rows, '')).toHaveLength(2);
});

test('a histogram counts every number once, the highest in the last bar', () => {
  const bars = histogramOf(rowsOf([['0'], ['0.5'], ['1'], ['1'], ['n/a']]));
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  expect(bars.at(-1)).toMatchObject({ to: 1, count: 2 });
  expect(bars[0]).toMatchObject({ from: 0, count: 1 });
  expect(histogramOf(rowsOf([['2']]))).toEqual([{ from: 2, to: 2, count: 1 }]);
  expect(histogramOf(rowsOf([['hm']]))).toEqual([]);
});
