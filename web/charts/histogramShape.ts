import type { ClassKey } from '#shared/eda/section/classes';

/** One class in a histogram. */
export interface HistogramSeries {
  readonly key: ClassKey;
  /** Rows per bin. */
  readonly counts: readonly number[];
}

/** What is drawn of a bin: its rows, or their share of the class. Zero for a class without rows. */
export function heights(counts: readonly number[], as: 'counts' | 'shares'): number[] {
  if (as === 'counts') return [...counts];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}

/** The whole numbers in bin `bin`, first and last; values are whole, edges need not be. */
export function wholeRange(edges: readonly number[], from: number, to = from): readonly [first: number, last: number] {
  const first = Math.ceil(edges[from]);
  return [first, Math.max(first, Math.ceil(edges[to + 1]) - 1)];
}

/** Where `value` is in bins of one width each: bin number and a share of the way through it; null beyond them. */
export function binPlace(edges: readonly number[], value: number, axis: 'linear' | 'log'): number | null {
  const last = edges.length - 1;
  if (value < edges[0] || value > edges[last]) return null;
  let bin = 0;
  while (bin < last - 1 && edges[bin + 1] <= value) bin++;
  const [low, high] = [edges[bin], edges[bin + 1]];
  const straight = axis === 'linear' || low <= 0;
  const share = straight ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
  return bin + share;
}

/** The outline of a histogram over bins `step` pixels wide from `left` on: a staircase down to `base` at both ends. */
export function staircase(tops: readonly number[], left: number, step: number, base: number): string {
  let path = `M${left} ${base}`;
  tops.forEach((top, bin) => {
    path += `V${round(top)}H${round(left + (bin + 1) * step)}`;
  });
  return `${path}V${base}`;
}

/** The bin in which series `which` exceeds all others most: the best place for its name. */
export function bestBin(all: readonly (readonly number[])[], which: number): number {
  let best = 0;
  let largest = Number.NEGATIVE_INFINITY;
  all[which].forEach((own, bin) => {
    const rest = Math.max(0, ...all.map((values, other) => (other === which ? 0 : values[bin])));
    if (own - rest > largest) {
      largest = own - rest;
      best = bin;
    }
  });
  return best;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
