import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctNames } from './distinctNames';

const item = (id: string, name: string, c = 1, rows = 10) => ({ id, name, c, rows });
type Item = ReturnType<typeof item>;
const aspects = [({ c }: Item) => `C ${c}`, ({ rows }: Item) => `${rows} comments`];
const named = (...items: Item[]) => [...distinctNames(items, aspects).values()];

test('a name that nothing else has stays as it is', () => {
  expect(named(item('a', 'One'), item('b', 'Two', 4))).toEqual(['One', 'Two']);
});

test('models of one name are told apart by what differs, and by nothing else', () => {
  expect(named(item('a', 'blackmoon_train'), item('b', 'blackmoon_train', 4))).toEqual([
    'blackmoon_train (C 1)',
    'blackmoon_train (C 4)',
  ]);
  expect(named(item('a', 'x', 1, 10), item('b', 'x', 1, 20))).toEqual(['x (10 comments)', 'x (20 comments)']);
  expect(named(item('a', 'x', 1, 10), item('b', 'x', 1, 20), item('c', 'X ', 2, 20))).toEqual([
    'x (C 1, 10 comments)',
    'x (C 1, 20 comments)',
    'X  (C 2, 20 comments)',
  ]);
});

test('where nothing else differs the id does', () => {
  expect(named(item('abcdefghij', 'x'), item('bcdefghijk', 'x'))).toEqual(['x (abcdefgh)', 'x (bcdefghi)']);
});

test('an aspect with nothing to say leaves no comma', () => {
  const names = distinctNames([item('a', 'x', 1), item('b', 'x', 2)], [({ c }) => (c === 1 ? '' : 'calibrated')]);
  expect([...names.values()]).toEqual(['x', 'x (calibrated)']);
});

test('all names differ, whatever the models', () => {
  const items = fc.uniqueArray(
    fc.record({ id: fc.uuid(), name: fc.constantFrom('a', 'A', 'b'), c: fc.nat(2), rows: fc.nat(2) }),
    { selector: ({ id }) => id, maxLength: 20 },
  );
  fc.assert(
    fc.property(items, (drawn) => {
      const names = [...distinctNames(drawn, aspects).values()].map((name) => name.toLowerCase());
      expect(new Set(names).size).toBe(drawn.length);
    }),
  );
});
