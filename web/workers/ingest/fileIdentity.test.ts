import { expect, test } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import { identify } from './fileIdentity';

test('a file of up to 4 MiB is known by all of its bytes', async () => {
  const bytes = new Uint8Array(4 * 1024 * 1024).map((_, i) => i % 251);
  expect(await identify(new Blob([bytes]))).toEqual({ bytes: bytes.length, hash: sha256Hex(bytes) });
});

test('a longer file is known by its length and by pieces, its beginning and its end among them', async () => {
  const bytes = new Uint8Array(9 * 1024 * 1024).map((_, i) => i % 251);
  const known = await identify(new Blob([bytes]));
  expect(known.bytes).toBe(bytes.length);
  expect(await identify(new Blob([bytes.slice()]))).toEqual(known);
  for (const at of [0, bytes.length - 1]) {
    const other = bytes.slice();
    other[at] ^= 1;
    expect((await identify(new Blob([other]))).hash).not.toBe(known.hash);
  }
});

test('an empty file has an identity', async () => {
  expect(await identify(new Blob([]))).toEqual({ bytes: 0, hash: sha256Hex(new Uint8Array(0)) });
});
