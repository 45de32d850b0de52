import { expect, test } from 'vitest';
import { buffersOf } from './buffersOf';

test('every buffer is found once, at any depth, in cycles too; what is no buffer is passed over', () => {
  const shared = new Float64Array(4);
  const cycle: Record<string, unknown> = {
    list: [{ a: shared, b: new Uint8Array(shared.buffer, 8, 2) }, null, 'x', 1],
  };
  const alone = new ArrayBuffer(3);
  cycle.self = cycle;
  cycle.alone = alone;
  expect(buffersOf(cycle)).toEqual([shared.buffer, alone]);
  expect(buffersOf(new SharedArrayBuffer(1))).toEqual([]);
  expect(buffersOf(new Uint8Array(new SharedArrayBuffer(1)))).toEqual([]);
  expect(buffersOf(undefined)).toEqual([]);
});
