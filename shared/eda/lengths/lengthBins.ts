/** About so many bins on a linear axis. */
const BINS = 40;

/** Renard's preferred numbers, ten to a decade: steps that look even on a logarithmic axis. */
const DECADE = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];

/**
 * Edges of bins of one width (1, 2 or 5 times a power of ten) from 0 to just above `usual`; one more bin takes what is
 * longer, up to `most`.
 * @returns edges as `Histogram` has them, and whether there is such a last bin.
 */
export function linearEdges(usual: number, most: number): { edges: number[]; overflow: boolean } {
  const width = niceWidth((Math.ceil(usual) + 1) / BINS);
  const edges = [0];
  for (let edge = 0; edge <= usual; ) {
    edge += width;
    edges.push(edge);
  }
  const overflow = edges[edges.length - 1] <= most;
  if (overflow) edges.push(most + 1);
  return { edges, overflow };
}

/** The least of 1, 2, 5, 10, 20 ... that is `width` or more. */
function niceWidth(width: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= width) return digit * power;
  }
}

/** Edges for a logarithmic axis: 0 has a bin to itself, then come rounded preferred numbers to just above `most`. */
export function logEdges(most: number): number[] {
  const edges = [0, 1];
  for (let power = 1; edges[edges.length - 1] <= most; power *= 10) {
    for (const number of DECADE) {
      const edge = Math.round(number * power);
      const last = edges[edges.length - 1];
      if (edge > last && last <= most) edges.push(edge);
    }
  }
  return edges;
}
