/** How often scores occur in ranges of equal width, for either class. */
export interface ScoreHistogram {
  /** Edges, one more than there are ranges; the last range includes its upper edge. */
  readonly edges: readonly number[];
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

const RANGES = 40;

/**
 * Counts values in ranges of equal width over [low, high].
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param values shape (n,); what is beyond an end is counted in the range at that end.
 */
export function scoreHistogram(truth: Uint8Array, values: Float64Array, low: number, high: number): ScoreHistogram {
  const width = (high - low) / RANGES;
  const positives = new Array<number>(RANGES).fill(0);
  const negatives = new Array<number>(RANGES).fill(0);
  for (let row = 0; row < truth.length; row++) {
    const place = width > 0 ? Math.floor((values[row] - low) / width) : 0;
    const range = Math.min(RANGES - 1, Math.max(0, place));
    if (truth[row] === 1) positives[range]++;
    else negatives[range]++;
  }
  return { edges: Array.from({ length: RANGES + 1 }, (_, i) => low + i * width), positives, negatives };
}

/** The least and the greatest finite value; [0, 1] where there is none. */
export function finiteRange(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
