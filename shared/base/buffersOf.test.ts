import { expect, test } from 'vitest';
import { buffersOf } from './buffersOf';

test('every buffer is found once, at any depth and in cycles; other values are ignored', () => {
  const shared = new Float64Array(4);
  const cycle: Record<string, unknown> = {
    list: [{ a: shared, b: new Uint8Array(shared.buffer, 8, 2) }, null, 'x', 1],
  };
  const single = new ArrayBuffer(3);
  cycle.self = cycle;
  cycle.single = single;
  expect(buffersOf(cycle)).toEqual([shared.buffer, single]);
  expect(buffersOf(new SharedArrayBuffer(1))).toEqual([]);
  expect(buffersOf(new Uint8Array(new SharedArrayBuffer(1)))).toEqual([]);
  expect(buffersOf(undefined)).toEqual([]);
});
