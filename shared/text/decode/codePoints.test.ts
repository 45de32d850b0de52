import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePointReader } from './codePoints';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const plain = { lowercase: false, stripAccents: 'none' } as const;

function read(bytes: Uint8Array, settings: Parameters<typeof createCodePointReader>[0]) {
  const { codePoints, begins, ends, length } = createCodePointReader(settings).read(bytes, 0, bytes.length, true);
  return {
    codes: Array.from(codePoints.subarray(0, length)),
    begins: Array.from(begins.subarray(0, length)),
    ends: Array.from(ends.subarray(0, length)),
  };
}

test('valid UTF-8 is decoded to its code points with their bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { codes, begins, ends } = read(encoder.encode(text), plain);
      const characters = Array.from(text);
      expect(codes).toEqual(characters.map((c) => c.codePointAt(0)));
      const sizes = characters.map((c) => encoder.encode(c).length);
      expect(ends.map((end, i) => end - begins[i])).toEqual(sizes);
      expect(begins).toEqual(sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0)));
    }),
  );
});

test('any bytes are read to the end, each bad one as U+FFFD', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const { codes, begins, ends } = read(bytes, plain);
      expect(ends.at(-1) ?? 0).toBe(bytes.length);
      codes.forEach((code, i) => {
        if (code !== 0xfffd) {
          expect(decoder.decode(bytes.subarray(begins[i], ends[i]))).toBe(String.fromCodePoint(code));
        } else if (ends[i] - begins[i] === 1) {
          // Bad on its own, and no valid sequence of 2 to 4 bytes starts there.
          const starts = [1, 2, 3, 4].map((size) => decoder.decode(bytes.subarray(begins[i], begins[i] + size)));
          for (const start of starts) expect(start.startsWith('\ufffd')).toBe(true);
        }
      });
    }),
    { numRuns: 500 },
  );
  expect(read(Uint8Array.of(0x61, 0xff, 0xe2, 0x82, 0x62), plain).codes).toEqual([0x61, 0xfffd, 0xfffd, 0xfffd, 0x62]);
  expect(read(Uint8Array.of(0xed, 0xa0, 0x80), plain).codes).toEqual([0xfffd, 0xfffd, 0xfffd]);
  expect(read(Uint8Array.of(0xc0, 0xaf), plain).codes).toEqual([0xfffd, 0xfffd]);
});

test('spans point to the original bytes through changes of length', () => {
  const text = 'İﬁé가';
  const { codes, begins, ends } = read(encoder.encode(text), { lowercase: true, stripAccents: 'unicode' });
  expect(String.fromCodePoint(...codes)).toBe('ifie\u1100\u1161');
  expect(begins).toEqual([0, 2, 2, 5, 7, 7]);
  expect(ends).toEqual([2, 5, 5, 7, 10, 10]);
});

test('a long text after a short one and a short one after a long one are read alike', () => {
  const reader = createCodePointReader({ lowercase: true, stripAccents: 'unicode' });
  const short = encoder.encode('Été');
  const long = encoder.encode('\ufdfa'.repeat(5000));
  const texts = [short, long, short].map((bytes, i) => {
    const { codePoints, length } = reader.read(bytes, 0, bytes.length, i === 1);
    return Array.from(codePoints.subarray(0, length));
  });
  expect(texts[0]).toEqual(Array.from('ete', (c) => c.codePointAt(0)));
  expect(texts[1]).toHaveLength(5000 * 18);
  expect(texts[2]).toEqual(texts[0]);
});
