/** Pixels. */
const SMALLEST = 11;
const LARGEST = 64;
/** The share of the cloud's area that words may cover; the gaps between them need the rest. */
const FILLED = 0.5;
/** A letter's mean width over the size of its type. */
const LETTER = 0.55;

/**
 * Sizes of type for the words of a cloud: the area of a word goes with its count, no word is wider than the cloud, and
 * together they fit the area, as far as sizes can help.
 */
export function cloudSizes(
  words: readonly { readonly text: string; readonly count: number }[],
  width: number,
  height: number,
): { text: string; size: number }[] {
  const most = Math.max(1, ...words.map(({ count }) => count));
  const wide = (text: string) => LETTER * Math.max(1, text.length);
  const sizes = words.map(({ text, count }) => {
    const size = Math.max(SMALLEST, LARGEST * Math.sqrt(count / most));
    return { text, size: Math.min(size, (0.9 * width) / wide(text)) };
  });
  const area = sizes.reduce((sum, { text, size }) => sum + wide(text) * size * size, 0);
  const shrink = Math.min(1, Math.sqrt((FILLED * width * height) / Math.max(1, area)));
  return sizes.map(({ text, size }) => ({ text, size: Math.max(Math.min(SMALLEST, size), size * shrink) }));
}
