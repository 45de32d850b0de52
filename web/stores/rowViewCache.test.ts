import { expect, test } from 'vitest';
import type { RowView } from '../rows/rowViews';
import { createRowViewCache } from './rowViewCache';

const view = (row: number, label: 0 | 1 = 0): RowView => ({
  row,
  text: `comment ${row}`,
  characters: 9,
  clipped: false,
  label,
  part: null,
  removed: false,
  cells: [],
});
const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);

/** A cache with a limit of 10 that has read rows 0 to 11, of which 8 to 11 are on screen. */
function filled() {
  const cache = createRowViewCache(10);
  for (const rows of [range(0, 4), range(4, 8), range(8, 12)]) {
    cache.begin(rows);
    cache.finish(
      [...rows].map((row) => view(row)),
      rows,
    );
  }
  return cache;
}

test('rows that were read are in the cache, and the others are missing', () => {
  const cache = filled();
  expect(cache.get(9)).toEqual(view(9));
  expect(cache.get(20)).toBeUndefined();
  expect([...cache.missing(Uint32Array.of(9, 20, 10))]).toEqual([20]);
});

test('beyond the limit rows off screen are forgotten, and those on screen stay', () => {
  const cache = filled();
  cache.begin(range(12, 14));
  cache.finish([view(12), view(13)], range(10, 14));
  expect(range(0, 14).filter((row) => cache.get(row) !== undefined)).toEqual(range(10, 14));
});

test('a row on screen that was edited during a read stays out of date when the read forgets other rows', () => {
  const cache = filled();
  cache.invalidate([10]);
  cache.begin(cache.missing(range(8, 12)));
  cache.invalidate([11]);
  cache.finish([view(10, 1)], range(8, 12));
  expect(cache.get(10)?.label).toBe(1);
  expect([...cache.missing(range(8, 12))]).toEqual([11]);
});

test('a row that is edited while it is being read is read again', () => {
  const cache = createRowViewCache(10);
  cache.begin(range(0, 2));
  cache.invalidate([1]);
  cache.finish([view(0), view(1)], range(0, 2));
  expect([...cache.missing(range(0, 2))]).toEqual([1]);
  expect(cache.get(1)).toEqual(view(1)); // shown until the new one is here
});

test('after a failed read its rows are missing again', () => {
  const cache = filled();
  cache.invalidate([9]);
  cache.begin(cache.missing(range(8, 14)));
  cache.fail();
  expect([...cache.missing(range(8, 14))]).toEqual([9, 12, 13]);
});

test('when all rows are out of date, so are those being read', () => {
  const cache = createRowViewCache(10);
  cache.begin(range(0, 2));
  cache.invalidateAll();
  cache.finish([view(0), view(1)], range(0, 2));
  expect([...cache.missing(range(0, 2))]).toEqual([0, 1]);
});
