import { CodedError } from './errors';

/**
 * A zeroed array of `length` 32-bit numbers.
 * @throws CodedError `too-many-terms` if the host cannot allocate it.
 */
export function allocate(length: number): Uint32Array<ArrayBuffer> {
  try {
    return new Uint32Array(length);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CodedError('too-many-terms', { terms: length, limit: 2 ** 29 }, error);
  }
}

/**
 * `allocate`, in memory that other threads can write to where the host has such: browsers have it on pages that are
 * cross-origin isolated.
 */
export function allocateShared(length: number): Uint32Array {
  if (typeof SharedArrayBuffer === 'undefined') return allocate(length);
  try {
    return new Uint32Array(new SharedArrayBuffer(4 * length));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CodedError('too-many-terms', { terms: length, limit: 2 ** 29 }, error);
  }
}

/** A zeroed array of `length` numbers, in memory that other threads can write to if `shared` and the host has such. */
export function allocateFloats(length: number, shared: boolean): Float64Array {
  return shared ? new Float64Array(allocateShared(2 * length).buffer) : new Float64Array(length);
}

/** True for memory that is not copied on its way to another thread. */
export function isShared({ buffer }: ArrayBufferView): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}

/** `array` itself if it holds `length`, else a copy at least twice as long, zeroed at the end. */
export function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (array.length >= length) return array;
  const larger = allocate(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

/** `grown` for bytes. */
export function grownBytes(array: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (array.length >= length) return array;
  if (length >= 2 ** 32) throw new CodedError('too-many-terms', { terms: length, limit: 2 ** 32 - 1 });
  try {
    const larger = new Uint8Array(Math.min(2 ** 32 - 1, Math.max(length, 2 * array.length)));
    larger.set(array);
    return larger;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CodedError('too-many-terms', { terms: length, limit: array.length }, error);
  }
}

/**
 * The finishing mix of a 32-bit hash: every bit of the input reaches every bit of the answer. Chris Wellons' lowbias32.
 */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** "No such thing", for ids and columns. */
export const NONE = 0xffffffff;
