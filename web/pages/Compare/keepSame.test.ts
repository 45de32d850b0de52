import { expect, test } from 'vitest';
import { keepSame } from './keepSame';

test('what has not changed stays the same object, and a list of such the same list', () => {
  const figures = {};
  const before = [
    { id: 'a', figures, bytes: 1 },
    { id: 'b', figures, bytes: null },
  ];
  expect(keepSame(before, copies(before))).toBe(before);
  const longer = keepSame(before, [...copies(before), { id: 'c', figures, bytes: 2 }]);
  expect(longer[0]).toBe(before[0]);
  expect(longer[1]).toBe(before[1]);
  expect(longer).toHaveLength(3);
  const changed = keepSame(before, [before[0], { ...before[1], bytes: 3 }]);
  expect(changed[0]).toBe(before[0]);
  expect(changed[1]).toEqual({ id: 'b', figures, bytes: 3 });
});

const copies = <Item extends object>(items: readonly Item[]) => items.map((item) => ({ ...item }));
