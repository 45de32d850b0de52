/*
 * Word frequencies as English Wikipedia talk has them, a Zipf–Mandelbrot law with a steeper tail:
 *
 *     f(r) ∝ 1 / ((r + 1.45) · √((1 + r / 2500) (1 + r / 30000))),   r = 1, 2, …
 *
 * In 4.7 million words of real comments the shares of ranks 1, 100, 1000 and 10,000 are 4.6 %, 1.2e-3, 1.1e-4 and
 * 4.7e-6.
 */

/** Draws ranks by inversion. */
export interface RankTable {
  /** Shape (ranks,): the share of all ranks up to each. */
  readonly cumulative: Float64Array;
  /** guide[k]: the first rank whose cumulative share is over k / (guide.length − 1). */
  readonly guide: Uint32Array;
}

const GUIDE = 1 << 16;

export function createRankTable(ranks: number): RankTable {
  const cumulative = new Float64Array(ranks);
  let sum = 0;
  for (let i = 0; i < ranks; i++) {
    sum += 1 / ((i + 2.45) * Math.sqrt((1 + (i + 1) / 2500) * (1 + (i + 1) / 30_000)));
    cumulative[i] = sum;
  }
  for (let i = 0; i < ranks; i++) cumulative[i] /= sum;
  const guide = new Uint32Array(GUIDE + 1);
  for (let k = 0, rank = 0; k <= GUIDE; k++) {
    while (rank < ranks - 1 && cumulative[rank] <= k / GUIDE) rank++;
    guide[k] = rank;
  }
  return { cumulative, guide };
}

/** The rank (from 0) at `unit` in [0, 1). */
export function rankAt({ cumulative, guide }: RankTable, unit: number): number {
  const cell = Math.floor(unit * GUIDE);
  let low = guide[cell];
  let high = guide[cell + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle] > unit) high = middle;
    else low = middle + 1;
  }
  return low;
}
