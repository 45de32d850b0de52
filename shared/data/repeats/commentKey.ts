/**
 * A number of 53 bits for a comment, the same for the same comment but for white space around it: two hashes of its
 * UTF-16 code units, two units at a time. Ten million different comments share one by a chance of one in a hundred.
 */
export function commentKey(comment: string): number {
  const text = comment.trim();
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  let i = 0;
  for (; i + 1 < text.length; i += 2) {
    const units = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16);
    one = Math.imul(one ^ units, 0x01000193);
    one ^= one >>> 16; // a product tells nothing of the upper unit to the lower bits
    two = Math.imul(two ^ units, 0x5bd1e995);
    two ^= two >>> 15;
  }
  if (i < text.length) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x5bd1e995);
    two ^= two >>> 15;
  }
  return (one >>> 0) * 0x200000 + (two >>> 11);
}
