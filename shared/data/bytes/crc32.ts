/** The remainders of every byte, for the polynomial of gzip and zip (0xedb88320, reflected). */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/**
 * CRC-32 of what came before, with checksum `crc` (0 for nothing), followed by `bytes`; unsigned. Source: RFC 1952, 8.
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let remainder = ~crc;
  for (let i = 0; i < bytes.length; i++) remainder = REMAINDERS[(remainder ^ bytes[i]) & 0xff] ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
