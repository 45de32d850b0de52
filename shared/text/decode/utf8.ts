/** Writes `code` as UTF-8 at `at`; at least 4 bytes must be available. @returns the index after it. */
export function putCodePoint(bytes: Uint8Array, at: number, code: number): number {
  let end = at;
  if (code < 0x80) {
    bytes[end++] = code;
  } else if (code < 0x800) {
    bytes[end++] = 0xc0 | (code >> 6);
    bytes[end++] = 0x80 | (code & 63);
  } else if (code < 0x10000) {
    bytes[end++] = 0xe0 | (code >> 12);
    bytes[end++] = 0x80 | ((code >> 6) & 63);
    bytes[end++] = 0x80 | (code & 63);
  } else {
    bytes[end++] = 0xf0 | (code >> 18);
    bytes[end++] = 0x80 | ((code >> 12) & 63);
    bytes[end++] = 0x80 | ((code >> 6) & 63);
    bytes[end++] = 0x80 | (code & 63);
  }
  return end;
}
