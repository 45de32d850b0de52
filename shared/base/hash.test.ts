import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSha256, sha256Hex } from './hash';
import * as portable from './sha256';
import * as node from './sha256.node';

test('the digests are those in the standard', () => {
  const encoder = new TextEncoder();
  // FIPS 180-4, examples of one block and of two
  expect(sha256Hex(encoder.encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex(encoder.encode('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'))).toBe(
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
});

test('Node uses its own hash, and both hashes agree however the bytes are split', () => {
  expect(createSha256).toBe(node.createSha256);
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (pieces) => {
      const [one, other] = [node.createSha256(), portable.createSha256()];
      for (const piece of pieces) {
        one.update(piece);
        other.update(piece);
      }
      expect(one.hex()).toBe(other.hex());
    }),
  );
});
