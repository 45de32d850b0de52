import { expect, test } from 'vitest';
import { cellText, csvOf, sortedRows, type TableData } from './tableData';

const table: TableData = {
  caption: 'Terms',
  columns: [
    { head: 'Term', userText: true },
    { head: 'Share, %', format: (value) => `${value * 100}%` },
  ],
  rows: [
    ['b, "quoted"', 0.5],
    ['ёж', Number.NaN],
    ['=1+1', null],
    ['а', 0.25],
  ],
};

test('CSV quotes what needs it, leaves undefined numbers empty and disarms formulas', () => {
  expect(csvOf([table])).toBe('\ufeffTerm,"Share, %"\r\n"b, ""quoted""",0.5\r\nёж,\r\n\'=1+1,\r\nа,0.25\r\n');
});

test('several tables are apart by a blank line', () => {
  const small: TableData = { caption: '', columns: [{ head: 'A' }], rows: [['x']] };
  expect(csvOf([small, small])).toBe('\ufeffA\r\nx\r\n\r\nA\r\nx\r\n');
});

test('rows sort by size or by the alphabet, and what has no value comes last either way', () => {
  const first = (rows: ReturnType<typeof sortedRows>) => rows.map(([term]) => term);
  expect(first(sortedRows(table, 1, false, 'en'))).toEqual(['а', 'b, "quoted"', 'ёж', '=1+1']);
  expect(first(sortedRows(table, 1, true, 'en'))).toEqual(['b, "quoted"', 'а', 'ёж', '=1+1']);
  expect(first(sortedRows(table, 0, false, 'ru')).indexOf('ёж')).toBeGreaterThan(
    first(sortedRows(table, 0, false, 'ru')).indexOf('а'),
  );
});

test('a cell is formatted by its column', () => {
  expect(cellText(table.columns[1], 0.25)).toBe('25%');
  expect(cellText(table.columns[1], null)).toBe('–');
});
