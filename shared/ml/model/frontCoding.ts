import { CodedError } from '../../base/errors';
import type { TextColumn } from '../../data/column/textColumn';
import { corrupt, MODEL_BYTES_LIMIT } from './format';

/*
 * Sorted terms by what each does not share with the one before: how many bytes it shares, how many follow, and these.
 * Lists of a kind are stored together, which deflate packs better than a list of terms: 200,000 terms come to 0.3 MB.
 */

/** Numbers are LEB128: seven bits a byte, the lowest first, the eighth set on all but the last. */
export interface FrontCodedTerms {
  /** Per term, bytes shared with the term before. */
  readonly shared: Uint8Array<ArrayBuffer>;
  /** Per term, bytes that follow; at least one. */
  readonly lengths: Uint8Array<ArrayBuffer>;
  /** All the bytes that follow, term after term. */
  readonly suffixes: Uint8Array<ArrayBuffer>;
}

/** Packs `terms`: sorted by their bytes, distinct, none empty. */
export function frontCode({ bytes, offsets }: TextColumn): FrontCodedTerms {
  const terms = offsets.length - 1;
  const shared = createNumberList(terms);
  const lengths = createNumberList(terms);
  const suffixes = new Uint8Array(bytes.length);
  let filled = 0;
  let before = 0;
  for (let term = 0; term < terms; term++) {
    const begin = offsets[term];
    const end = offsets[term + 1];
    const limit = Math.min(begin - before, end - begin);
    let same = 0;
    while (same < limit && bytes[before + same] === bytes[begin + same]) same += 1;
    shared.add(same);
    lengths.add(end - begin - same);
    for (let at = begin + same; at < end; at++) suffixes[filled++] = bytes[at];
    before = begin;
  }
  return { shared: shared.bytes(), lengths: lengths.bytes(), suffixes: suffixes.slice(0, filled) };
}

/** Terms may come to this, and to UNPACKED_GAIN times their packed bytes on top. */
const UNPACKED_FREE = 64 * 1024 * 1024;
const UNPACKED_GAIN = 64;

/**
 * The most bytes that terms may unfold to. Terms that each repeat the whole of the one before grow with the square of
 * their packed bytes: 90 kB would make a gigabyte. Those of real text grow two to three times.
 */
export function unpackedLimit({ shared, lengths, suffixes }: FrontCodedTerms): number {
  const packed = shared.length + lengths.length + suffixes.length;
  return Math.min(MODEL_BYTES_LIMIT, UNPACKED_FREE + UNPACKED_GAIN * packed);
}

/**
 * Unpacks the terms that `frontCode` packed. Each is checked to come after the one before and to share exactly the
 * prefix it declares, so that terms have one packing only. Buffers grow with what has been read, so a short file never
 * allocates much.
 *
 * @param terms how many there must be.
 * @param where how to call them in an error.
 * @param limit the most bytes that they may come to.
 * @throws CodedError `model-corrupt`, `model-too-large`.
 */
export function readFrontCoded(
  packed: FrontCodedTerms,
  terms: number,
  where: string,
  limit = MODEL_BYTES_LIMIT,
): TextColumn {
  const { suffixes } = packed;
  if (terms > packed.lengths.length) throw corrupt(where, `${packed.lengths.length} lengths at most`, String(terms));
  const shared = createNumberReader(packed.shared, `${where}, bytes shared`);
  const lengths = createNumberReader(packed.lengths, `${where}, lengths`);
  const offsets = new Uint32Array(terms + 1);
  let bytes = new Uint8Array(ROOM * suffixes.length);
  let from = 0; // in suffixes
  let last = 0;
  let begin = 0;
  for (let term = 0; term < terms; term++) {
    const same = shared.next();
    const more = lengths.next();
    if (same > begin - last || more === 0 || more > suffixes.length - from) {
      const got = `${same} bytes of the ${begin - last} before and ${more} of ${suffixes.length - from} more`;
      throw corrupt(`${where}, term ${term}`, got, 'no more than there are, and at least one more');
    }
    const end = begin + same + more;
    if (end > bytes.length) bytes = enlarged(bytes, end, limit);
    let at = begin;
    for (const cut = begin + same; at < cut; at++) bytes[at] = bytes[last++];
    // The term before either ends here or goes on with a lesser byte.
    if (last < begin && bytes[last] >= suffixes[from]) {
      throw corrupt(`${where}, term ${term}`, 'out of order', 'terms sorted by bytes');
    }
    while (at < end) bytes[at++] = suffixes[from++];
    last = begin;
    begin = end;
    offsets[term + 1] = end;
  }
  shared.end();
  lengths.end();
  if (from < suffixes.length) throw corrupt(`${where}, bytes`, suffixes.length, String(from));
  return { bytes: bytes.slice(0, begin), offsets };
}

/** Terms commonly unfold to two or three times the bytes that they do not share. */
const ROOM = 4;

function enlarged(bytes: Uint8Array, needed: number, limit: number): Uint8Array<ArrayBuffer> {
  if (needed > limit) throw new CodedError('model-too-large', { bytes: needed, limit });
  const larger = new Uint8Array(Math.min(limit, Math.max(needed, 2 * bytes.length)));
  larger.set(bytes);
  return larger;
}

function createNumberList(count: number) {
  let bytes = new Uint8Array(count + 16);
  let length = 0;
  return {
    add(value: number): void {
      if (length + 5 > bytes.length) {
        const larger = new Uint8Array(2 * bytes.length);
        larger.set(bytes);
        bytes = larger;
      }
      let rest = value;
      for (; rest > 127; rest >>>= 7) bytes[length++] = (rest & 127) | 128;
      bytes[length++] = rest;
    },
    bytes: () => bytes.slice(0, length),
  };
}

function createNumberReader(bytes: Uint8Array, where: string) {
  let at = 0;

  /** A number of several bytes, the first of which is read: below 2^28, in as few bytes as it can be. */
  function long(first: number): number {
    let value = first & 127;
    for (let shift = 7; shift < 28; shift += 7) {
      if (at === bytes.length) throw corrupt(where, 'their end', 'another number');
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte > 127) continue;
      if (byte === 0) break;
      return value;
    }
    throw corrupt(where, 'a number in too many bytes', 'one in as few as it can be');
  }

  return {
    next(): number {
      if (at === bytes.length) throw corrupt(where, 'their end', 'another number');
      const byte = bytes[at++];
      return byte < 128 ? byte : long(byte);
    },
    end(): void {
      if (at < bytes.length) throw corrupt(where, `${bytes.length} bytes`, String(at));
    },
  };
}
