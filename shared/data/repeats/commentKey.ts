/**
 * A number of 53 bits for a comment, the same for the same comment but for white space around it: two FNV hashes of its
 * UTF-16 code units. Ten million different comments share one by a chance of one in a hundred.
 */
export function commentKey(comment: string): number {
  const text = comment.trim();
  let one = 0x811c9dc5;
  let two = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x5bd1e995);
    two ^= two >>> 15;
  }
  return (one >>> 0) * 0x200000 + (two >>> 11);
}
