import type { MeasuredOn } from '../../stores/scoring';

/** Of 100 comments. */
export interface CostOfLines {
  /** Called toxic, and those of them that are not. */
  readonly toxic: number;
  readonly wrong: number;
  /** Left to a person. */
  readonly unsure: number;
  /** Called not toxic, and those of them that are. */
  readonly other: number;
  readonly missed: number;
}

/**
 * What two lines cost on labelled comments, of which it is known how many of each class are in each range of scores.
 * Within a range they are taken to be spread evenly.
 * @param ends in the unit of the histogram.
 */
export function costOf(
  { edges, positives, negatives }: MeasuredOn['histogram'],
  { low, high }: { readonly low: number; readonly high: number },
): CostOfLines {
  const below = (counts: readonly number[], line: number) =>
    counts.reduce((sum, count, i) => {
      const width = edges[i + 1] - edges[i];
      const share = width > 0 ? (line - edges[i]) / width : line > edges[i] ? 1 : 0;
      return sum + count * Math.min(1, Math.max(0, share));
    }, 0);
  const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const all = sumOf(positives) + sumOf(negatives);
  const of100 = (count: number) => (all === 0 ? 0 : (100 * count) / all);
  const wrong = sumOf(negatives) - below(negatives, high);
  const toxic = wrong + sumOf(positives) - below(positives, high);
  const missed = below(positives, low);
  const other = missed + below(negatives, low);
  return {
    toxic: of100(toxic),
    wrong: of100(wrong),
    unsure: of100(all - toxic - other),
    other: of100(other),
    missed: of100(missed),
  };
}
