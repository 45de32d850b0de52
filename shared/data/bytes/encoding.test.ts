import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { encodedText } from '../testing/dialects';
import { utf8, utf16 } from '../testing/tables';
import { byteOrderMark, createTextReader, type Encoding, guessEncoding } from './encoding';

/** The text of `pieces`, or the offset at which it was refused. */
function read(encoding: Encoding, pieces: readonly Uint8Array[], start = 0): string | number {
  const reader = createTextReader(encoding, 'file', start);
  try {
    const text = pieces.map((piece) => reader.decode(piece)).join('') + reader.end();
    // One bad byte is replaced, and its place noticed.
    for (const notice of reader.notices()) if (notice.code === 'bad-bytes') return notice.offsets[0];
    return text;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'file-not-text' && 'offset' in error.params)
      return error.params.offset;
    throw error;
  }
}

/** `bytes` in pieces of the lengths in `sizes`, over and over. */
function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    pieces.push(bytes.subarray(at, at + sizes[i % sizes.length]));
    at += sizes[i % sizes.length];
  }
  return pieces;
}

/** A slow reference: the first byte from which on no further text makes a character. */
function twinOffset(bytes: Uint8Array, encoding: Encoding): number | null {
  const fails = (part: Uint8Array, stream: boolean) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(part, { stream });
      return false;
    } catch {
      return true;
    }
  };
  if (!fails(bytes, false)) return null;
  for (let end = bytes.length; end >= 0; end--) {
    if (!fails(bytes.subarray(0, end), false)) return end;
  }
  return 0;
}

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
const letters = fc.string({ unit: fc.constantFrom('a', 'я', '€', '😀', '\ufeff', '\n'), maxLength: 30 });

test('characters split at any byte are decoded whole, U+FEFF included', () => {
  fc.assert(
    fc.property(letters, sizes, (text, lengths) => {
      expect(read('utf-8', cut(utf8(text), lengths))).toBe(text);
      expect(read('utf-16le', cut(utf16(text, 'le'), lengths))).toBe(text);
      expect(read('utf-16be', cut(utf16(text, 'be'), lengths))).toBe(text);
    }),
  );
});

test('the offset of the first bad byte is that of the slow twin, however the bytes are cut', () => {
  const piece = fc.oneof(
    fc.constantFrom(...['a', 'я', '€', '😀'].map((letter) => utf8(letter))),
    fc.uint8Array({ minLength: 1, maxLength: 3 }),
    fc
      .constantFrom([0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xf0, 0x9f])
      .map((bytes) => Uint8Array.from(bytes)),
  );
  const bytes = fc.array(piece, { maxLength: 8 }).map((pieces) => Uint8Array.from(pieces.flatMap((part) => [...part])));
  fc.assert(
    fc.property(
      bytes,
      sizes,
      fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'utf-16be' as const),
      (data, lengths, encoding) => {
        const expected = twinOffset(data, encoding);
        const got = read(encoding, cut(data, lengths), 3);
        if (expected === null) expect(typeof got).toBe('string');
        else expect(got).toBe(expected + 3);
      },
    ),
    { numRuns: 3000 },
  );
});

test('windows-1251 and windows-1252 read every high byte as their tables have it', () => {
  const high = Uint8Array.from({ length: 128 }, (_, i) => 128 + i);
  const latin = Array.from({ length: 96 }, (_, i) => String.fromCharCode(160 + i)).join('');
  expect(read('windows-1252', [high])).toBe(`€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${latin}`);
  const cyrillic = read('windows-1251', [high]);
  expect(String(cyrillic).slice(64)).toBe('АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя');
  expect(String(cyrillic).slice(0, 8)).toBe('ЂЃ‚ѓ„…†‡');
});

test('a byte order mark names the encoding', () => {
  expect(byteOrderMark(utf8('\ufeffa'))).toEqual({ encoding: 'utf-8', length: 3 });
  expect(byteOrderMark(utf16('\ufeffa', 'le'))).toEqual({ encoding: 'utf-16le', length: 2 });
  expect(byteOrderMark(utf16('\ufeffa', 'be'))).toEqual({ encoding: 'utf-16be', length: 2 });
  expect(byteOrderMark(utf8('a'))).toBeNull();
  expect(byteOrderMark(new Uint8Array(0))).toBeNull();
});

test('an old encoding is guessed from the context of its high bytes', () => {
  const russian = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xe2, 0xf1, 0xe5, 0xec]);
  const french = Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x64, 0x92, 0xe9, 0x74, 0xe9]);
  expect(guessEncoding(russian, true)).toBe('windows-1251');
  expect(guessEncoding(french, true)).toBe('windows-1252');
});

test('UTF-8 is known as such, cut anywhere or with a byte gone wrong; a cut letter at the end of the file is wrong', () => {
  const bytes = utf8('привет всем, 😀');
  for (let length = 2; length <= bytes.length; length++)
    expect(guessEncoding(bytes.subarray(0, length), false)).toBe('utf-8');
  expect(guessEncoding(Uint8Array.from([...bytes, 0xff]), true)).toBe('utf-8');
  expect(guessEncoding(Uint8Array.of(0x61, 0xd0), false)).toBe('utf-8');
  expect(guessEncoding(Uint8Array.of(0x61, 0xd0), true)).not.toBe('utf-8');
});

test('UTF-16 without a mark is recognised by its NULs, and NULs on both sides are not UTF-16', () => {
  expect(guessEncoding(utf16('да, и нет', 'le'), true)).toBe('utf-16le');
  expect(guessEncoding(utf16('да, и нет', 'be'), true)).toBe('utf-16be');
  expect(guessEncoding(Uint8Array.of(0x61, 0, 0, 0x61), true)).toBe('utf-8');
});

test('DOS Russian whose bytes happen to be letters of a rare script is no UTF-8', () => {
  const text = 'спасибо спасибо, спаси\nспасибо\n';
  expect(guessEncoding(encodedText(text, 'ibm866'), true)).toBe('ibm866');
});
