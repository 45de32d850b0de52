import fc from 'fast-check';
import { expect, test } from 'vitest';
import answers from '../../ml/vectorizer/frozen/hashing.json';
import { finishHash, mixBlock, murmur3 } from './murmur3';

const encoder = new TextEncoder();

test('strings hash as scikit-learn hashes them, with three seeds', () => {
  for (const [text, seed, hash] of answers.hashes.strings) {
    const bytes = encoder.encode(String(text));
    expect(murmur3(bytes, 0, bytes.length, Number(seed)), `${text}, seed ${seed}`).toBe(hash);
  }
});

test('bytes of any length and value hash as in scikit-learn, at any offset', () => {
  const noise = Uint8Array.from(answers.hashes.bytes);
  answers.hashes.prefixes.forEach((hash, length) => {
    expect(murmur3(noise, 0, length)).toBe(hash);
    const within = new Uint8Array(length + 5).fill(0xff);
    within.set(noise.subarray(0, length), 3);
    expect(murmur3(within, 3, 3 + length)).toBe(hash);
  });
});

test('a hash put together from its parts is the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer(), (bytes, seed) => {
      let hash = seed;
      let block = 0;
      bytes.forEach((byte, i) => {
        block += byte * 256 ** (i % 4);
        if (i % 4 < 3) return;
        hash = mixBlock(hash, block | 0);
        block = 0;
      });
      expect(finishHash(hash, block, bytes.length)).toBe(murmur3(bytes, 0, bytes.length, seed));
    }),
  );
});
