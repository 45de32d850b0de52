import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { keysIn, leftOutOf, rowKeys } from './sameRows';

test('the rows that only the peer has are found, and a row that only ours has is an error', () => {
  expect(leftOutOf([1n, 2n, 2n, 3n, 9n], [2n, 3n])).toEqual([0, 2, 4]);
  expect(leftOutOf([1n, 2n], [1n, 2n])).toEqual([]);
  expect(() => leftOutOf([1n, 2n], [2n, 1n])).toThrow(/row 1 of ours/);
});

test('a key is of the bytes of the comment and its label; rows without a label have none', () => {
  const labels = [{ name: 'toxic', values: Uint8Array.of(1, 255, 0) }];
  const chunks = [textColumnOf(['дурак', 'x']), textColumnOf(['дурак'])];
  const digest = (text: string) => createHash('md5').update(text).digest().subarray(0, 8);
  const theirs = Buffer.concat([digest('дурак\u00001'), digest('дурак\u00000')]);
  expect(rowKeys({ chunks, labels })).toEqual(keysIn(theirs));
});
