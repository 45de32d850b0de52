/*
 * MurmurHash3_x86_32 (Austin Appleby, public domain), whole and in its parts: a hash can be carried on from a prefix to
 * longer strings, as n-grams with one beginning need it. All in int32 arithmetic, the same on every engine.
 */

/** Mixes a little-endian block of four bytes into the state `hash`. */
export function mixBlock(hash: number, block: number): number {
  const h = hash ^ scramble(block);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/**
 * The hash of what was taken in.
 * @param tail up to three bytes after the last whole block, the first lowest; 0 without.
 * @param length in bytes, of everything.
 * @returns an int32.
 */
export function finishHash(hash: number, tail: number, length: number): number {
  let h = hash ^ scramble(tail) ^ length; // no bytes scramble to 0, so the tail may be empty
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function scramble(block: number): number {
  const k = Math.imul(block, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

/**
 * MurmurHash3_x86_32 of `bytes[begin .. end)`, as scikit-learn's murmurhash3_32 has it.
 * @param seed an int32 or uint32.
 * @returns an int32.
 */
export function murmur3(bytes: Uint8Array, begin: number, end: number, seed = 0): number {
  let hash = seed | 0;
  let at = begin;
  for (; end - at >= 4; at += 4) {
    hash = mixBlock(hash, bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24));
  }
  let tail = 0;
  for (let shift = 0; at < end; at++, shift += 8) tail |= bytes[at] << shift;
  return finishHash(hash, tail, end - begin);
}
