/*
 * CRC-32 as gzip and zip use it (the reflected polynomial 0xedb88320), four bytes at a time: table k holds what a byte
 * that is followed by k others adds. Source: RFC 1952, 8, and Sarwate's tables extended ("slicing", Kounavis and Berry
 * 2005).
 */
const TABLES = Array.from({ length: 4 }, () => new Uint32Array(256));
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLES[0][byte] = value;
}
for (let byte = 0; byte < 256; byte++) {
  for (let k = 1; k < 4; k++) {
    const before = TABLES[k - 1][byte];
    TABLES[k][byte] = (before >>> 8) ^ TABLES[0][before & 0xff];
  }
}

/** The checksum of `bytes` after data whose checksum is `before` (0: there are none). */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [last, third, second, first] = TABLES;
  const { length } = bytes;
  const whole = length - (length % 4);
  let checksum = ~before;
  let at = 0;
  for (; at < whole; at += 4) {
    checksum ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    checksum =
      first[checksum & 0xff] ^
      second[(checksum >>> 8) & 0xff] ^
      third[(checksum >>> 16) & 0xff] ^
      last[(checksum >>> 24) & 0xff];
  }
  for (; at < length; at++) checksum = (checksum >>> 8) ^ last[(checksum ^ bytes[at]) & 0xff];
  return ~checksum >>> 0;
}
