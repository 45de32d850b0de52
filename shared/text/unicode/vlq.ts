/** Value of each ASCII character as a digit of base64. */
const DIGIT = new Uint8Array(128);
{
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let i = 0; i < digits.length; i++) DIGIT[digits.charCodeAt(i)] = i;
}

/**
 * The whole numbers written in `text` as base64 VLQ (as in source maps): six bits a digit, the highest means "more
 * follows", least significant digits first, the sign in the lowest bit of the number.
 */
export function decodeVlq(text: string): Int32Array<ArrayBuffer> {
  const numbers = new Int32Array(text.length);
  let count = 0;
  let value = 0;
  let shift = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGIT[text.charCodeAt(i)];
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers[count++] = value & 1 ? -(value >>> 1) : value >>> 1;
    value = 0;
    shift = 0;
  }
  return numbers.slice(0, count);
}
