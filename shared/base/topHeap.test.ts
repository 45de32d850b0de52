import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTopHeap } from './topHeap';

test('a heap keeps what sorting would put first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(12), (values, capacity) => {
      const isBefore = (a: number, b: number) => (values[a] === values[b] ? a < b : values[a] > values[b]);
      const heap = createTopHeap(capacity, isBefore);
      for (const item of values.keys()) heap.offer(item);
      const sorted = [...values.keys()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
      expect(heap.sorted()).toEqual(sorted.slice(0, capacity));
    }),
  );
});
