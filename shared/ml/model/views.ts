/* Sections seen as arrays of numbers, without a copy. */

export function uint32(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

export function int8(bytes: Uint8Array<ArrayBuffer>): Int8Array<ArrayBuffer> {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

export function float32(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

export function float64(bytes: Uint8Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}
