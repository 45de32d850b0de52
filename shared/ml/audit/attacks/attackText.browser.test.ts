import { expect, test } from 'vitest';
import { attackDigest, DIGEST } from './testing/attackDigest';

test('a browser attacks texts as Node does, byte for byte', () => {
  expect(attackDigest()).toBe(DIGEST);
});
