import type { TextColumn } from '../data/textColumn';
import { CodedError } from '../errors';
import { corrupt, MODEL_BYTES_LIMIT } from './modelDeflation';

/*
 * Sorted terms by what each does not share with the one before: how many bytes it shares, how many follow, and these. Lists of
 * a kind lie together, which deflate packs better than a list of terms: 200,000 terms come to 0.3 MB.
 */

/** Numbers are LEB128: seven bits a byte, the lowest first, the eighth set on all but the last. */
export interface FrontCodedTerms {
  /** Per term, bytes shared with the term before. */
  readonly shared: Uint8Array<ArrayBuffer>;
  /** Per term, bytes that follow; one at least. */
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
    const most = Math.min(begin - before, end - begin);
    let same = 0;
    while (same < most && bytes[before + same] === bytes[begin + same]) same += 1;
    shared.add(same);
    lengths.add(end - begin - same);
    for (let at = begin + same; at < end; at++) suffixes[filled++] = bytes[at];
    before = begin;
  }
  return { shared: shared.bytes(), lengths: lengths.bytes(), suffixes: suffixes.slice(0, filled) };
}

/**
 * The terms that `frontCode` packed. Each is checked to come after the one before and to share no more with it than it says,
 * so that terms have one packing only; what is allocated is known to be needed first.
 *
 * @param terms how many there must be.
 * @param where how to call them in an error.
 * @throws CodedError `model-corrupt`, `model-too-large`.
 */
export function readFrontCoded(packed: FrontCodedTerms, terms: number, where: string): TextColumn {
  const { suffixes } = packed;
  if (terms > packed.lengths.length) throw corrupt(where, `${packed.lengths.length} lengths at most`, String(terms));
  const sharedNumbers = createNumberReader(packed.shared, `${where}, bytes shared`);
  const lengthNumbers = createNumberReader(packed.lengths, `${where}, lengths`);
  const shared = new Uint32Array(terms);
  const offsets = new Uint32Array(terms + 1);
  let before = 0;
  let total = 0;
  for (let term = 0; term < terms; term++) {
    const same = sharedNumbers.next();
    const more = lengthNumbers.next();
    if (same > before || more === 0) {
      const got = `${same} bytes of the ${before} before and ${more} more`;
      throw corrupt(`${where}, term ${term}`, got, 'no more than there are, and one more at least');
    }
    before = same + more;
    total += before;
    if (total > MODEL_BYTES_LIMIT) throw new CodedError('model-too-large', { bytes: total, limit: MODEL_BYTES_LIMIT });
    shared[term] = same;
    offsets[term + 1] = total;
  }
  sharedNumbers.end();
  lengthNumbers.end();

  let length = 0;
  for (let term = 0; term < terms; term++) length += offsets[term + 1] - offsets[term] - shared[term];
  if (length !== suffixes.length) throw corrupt(`${where}, bytes`, suffixes.length, String(length));
  const bytes = new Uint8Array(total);
  for (let term = 0, from = 0; term < terms; term++) {
    const begin = offsets[term];
    const end = offsets[term + 1];
    const last = term === 0 ? 0 : offsets[term - 1];
    const cut = begin + shared[term];
    for (let at = begin; at < cut; at++) bytes[at] = bytes[last + at - begin];
    // The term before either ends here or goes on with a lesser byte.
    if (term > 0 && last + shared[term] < begin && bytes[last + shared[term]] >= suffixes[from]) {
      throw corrupt(`${where}, term ${term}`, 'out of order', 'terms sorted by bytes');
    }
    for (let at = cut; at < end; at++) bytes[at] = suffixes[from++];
  }
  return { bytes, offsets };
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
  return {
    /** The next number: below 2^28, in as few bytes as it can be. */
    next(): number {
      let value = 0;
      for (let shift = 0; shift < 28; shift += 7) {
        if (at === bytes.length) throw corrupt(where, 'their end', 'another number');
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (byte < 128) {
          if (byte === 0 && shift > 0) break;
          return value;
        }
      }
      throw corrupt(where, 'a number in too many bytes', 'one in as few as it can be');
    },
    end(): void {
      if (at < bytes.length) throw corrupt(where, `${bytes.length} bytes`, String(at));
    },
  };
}
