/** Occurrences of a range of words, about: what a fast cache holds of them. */
const RANGE_OCCURRENCES = 1 << 18;
/** Ranges of a large corpus. */
const MOST_RANGES = 64;

/**
 * Cuts the words of a corpus, in the order of their bytes, into ranges that occur about equally often.
 *
 * @param occurrences by rank.
 * @param size occurrences of a range, about.
 * @returns range i has the words of rank [bounds[i], bounds[i + 1]); 64 ranges at most.
 */
export function wordRanges(occurrences: Uint32Array, size = RANGE_OCCURRENCES): Uint32Array<ArrayBuffer> {
  let total = 0;
  for (let rank = 0; rank < occurrences.length; rank++) total += occurrences[rank];
  const wanted = Math.min(MOST_RANGES, Math.max(1, Math.ceil(total / size)));
  const bounds = [0];
  for (let rank = 0, sum = 0; rank + 1 < occurrences.length; rank++) {
    sum += occurrences[rank];
    if (sum * wanted >= bounds.length * total && bounds.length < wanted) bounds.push(rank + 1);
  }
  bounds.push(occurrences.length);
  return Uint32Array.from(bounds);
}

/** By rank: the range of a word. */
export function rangesOfWords(bounds: Uint32Array): Uint8Array<ArrayBuffer> {
  const rangeOf = new Uint8Array(bounds[bounds.length - 1]);
  for (let range = 0; range + 1 < bounds.length; range++) rangeOf.fill(range, bounds[range], bounds[range + 1]);
  return rangeOf;
}
