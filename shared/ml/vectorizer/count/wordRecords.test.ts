import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random';
import { areFew, borrowWordRecords, returnWordRecords, sortFew, sortMany } from './wordRecords';

/**
 * Sorts keys[begin .. end), each the last number of its record, with both or one of the sorts; every record must arrive
 * whole, and equals in their order.
 */
function check(keys: readonly number[], limit: number, stride: number, begin: number, end: number): number {
  const sorts = areFew(end - begin) ? ['few', 'many'] : ['many'];
  const recordOf = (i: number) => [...Array.from({ length: stride - 1 }, (_, k) => i + 1000 * k), keys[i]];
  let yields = 0;
  for (const sort of sorts) {
    const records = borrowWordRecords(keys.length, end - begin, stride, limit);
    for (const i of keys.keys()) records.data.set(recordOf(i), stride * i);
    if (sort === 'few') sortFew(records, begin, end, stride - 1);
    else for (const _ of sortMany(records, begin, end, stride - 1)) yields += 1;
    const order = Array.from(keys.keys());
    const sorted = order.slice(begin, end).sort((a, b) => keys[a] - keys[b] || a - b);
    for (const [i, from] of sorted.entries()) order[begin + i] = from;
    const expected = order.flatMap(recordOf);
    expect(expected.findIndex((number, i) => number !== records.data[i])).toBe(-1);
    returnWordRecords(records);
  }
  return yields;
}

test('a stable sort by key that leaves the records around the range alone', () => {
  const some = fc.constantFrom(2, 100, 5000, 2 ** 22, 2 ** 23, 2 ** 31).chain((limit) =>
    fc.record({
      limit: fc.constant(limit),
      keys: fc.array(fc.oneof(fc.nat(limit - 1), fc.nat(Math.min(limit - 1, 3))), { minLength: 1, maxLength: 120 }),
      stride: fc.constantFrom(2, 3, 5),
      cuts: fc.tuple(fc.nat(120), fc.nat(120)),
    }),
  );
  fc.assert(
    fc.property(some, ({ keys, limit, stride, cuts }) => {
      const [begin, end] = cuts.map((cut) => Math.min(cut, keys.length)).sort((a, b) => a - b);
      check(keys, limit, stride, begin, end);
    }),
    { numRuns: 300 },
  );
});

test('a word that is everywhere is sorted in many steps', () => {
  const random = createRandom(5);
  const keys = Array.from({ length: 300_000 }, () => random.below(random.below(10) === 0 ? 2 ** 20 : 50));
  expect(check(keys, 2 ** 20, 2, 1000, 299_000)).toBeGreaterThanOrEqual(8);
}, 20_000);
