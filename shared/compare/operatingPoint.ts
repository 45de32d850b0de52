import { type Share, wilsonShare } from '#shared/eda/share/wilson';
import { type Confusion, f1, precision } from '#shared/ml/metrics/confusion';
import type { CutCounts } from '#shared/ml/metrics/cutCounts';

/** What flagging every score at or above `threshold` does to the rows. */
export interface OperatingPoint {
  /** Infinity: nothing is flagged. */
  readonly threshold: number;
  readonly confusion: Confusion;
  /** NaN where nothing is flagged. */
  readonly precision: Share;
  /** NaN without positives. */
  readonly recall: Share;
  /** Share of the negatives that are flagged; NaN without negatives. */
  readonly falsePositiveRate: Share;
  /** NaN without positives among what is flagged and what is not. */
  readonly f1: number;
}

/** The operating point of a threshold. O(log n) after `cutCounts`. */
export function pointAt(cuts: CutCounts, threshold: number): OperatingPoint {
  const at = lastAtOrAbove(cuts.thresholds, threshold);
  return pointOf(cuts, at, threshold);
}

/** The point of cut `at`; −1: nothing is flagged. */
export function pointOf({ thresholds, tp, fp }: CutCounts, at: number, threshold = cutScore(thresholds, at)) {
  const last = thresholds.length - 1;
  const counts: Confusion = {
    tp: at < 0 ? 0 : tp[at],
    fp: at < 0 ? 0 : fp[at],
    fn: last < 0 ? 0 : tp[last] - (at < 0 ? 0 : tp[at]),
    tn: last < 0 ? 0 : fp[last] - (at < 0 ? 0 : fp[at]),
  };
  const point: OperatingPoint = {
    threshold,
    confusion: counts,
    precision: wilsonShare(counts.tp, counts.tp + counts.fp),
    recall: wilsonShare(counts.tp, counts.tp + counts.fn),
    falsePositiveRate: wilsonShare(counts.fp, counts.fp + counts.tn),
    f1: f1(counts),
  };
  return point;
}

/**
 * The highest recall with at least this precision; of equal ones the highest precision. Null where no cut has it.
 * @param value in (0, 1].
 */
export function recallAtPrecision(cuts: CutCounts, value: number): OperatingPoint | null {
  let best = -1;
  for (let at = 0; at < cuts.thresholds.length; at++) {
    const enough = precision(countsAt(cuts, at)) >= value;
    // Downwards through the thresholds recall never falls, and equal recall means more false alarms.
    if (enough && (best < 0 || cuts.tp[at] > cuts.tp[best])) best = at;
  }
  return best < 0 ? null : pointOf(cuts, best);
}

/**
 * The highest recall with at most this share of the negatives flagged: nothing flagged always meets it.
 * @param value in [0, 1].
 */
export function recallAtFalsePositiveRate(cuts: CutCounts, value: number): OperatingPoint {
  const last = cuts.thresholds.length - 1;
  let best = -1;
  for (let at = 0; at <= last && cuts.fp[at] <= value * cuts.fp[last]; at++) {
    if (best < 0 ? cuts.tp[at] > 0 : cuts.tp[at] > cuts.tp[best]) best = at;
  }
  return pointOf(cuts, best);
}

/** A threshold with the cost of what it does wrong. */
export interface CostPoint extends OperatingPoint {
  /** `falseAlarm` times the false positives and `miss` times the false negatives. */
  readonly cost: number;
}

/**
 * The threshold that costs least when a false alarm costs `falseAlarm` and a miss `miss`, both 0 or more; of equal ones
 * the highest, which flags the fewest. Flagging nothing and everything are choices too.
 */
export function cheapestPoint(cuts: CutCounts, costs: { falseAlarm: number; miss: number }): CostPoint {
  const last = cuts.thresholds.length - 1;
  const positives = last < 0 ? 0 : cuts.tp[last];
  let best = -1;
  let cost = costs.miss * positives;
  for (let at = 0; at <= last; at++) {
    const own = costs.falseAlarm * cuts.fp[at] + costs.miss * (positives - cuts.tp[at]);
    if (own < cost) {
      best = at;
      cost = own;
    }
  }
  return { ...pointOf(cuts, best), cost };
}

/** Of 100 comments as they come in this data: how many are flagged, and how many of those rightly. */
export interface OfHundred {
  readonly flagged: number;
  readonly rightlyFlagged: number;
  readonly missed: number;
}

/** @returns NaN throughout of no rows. */
export function ofHundred({ tp, fp, fn, tn }: Confusion): OfHundred {
  const share = 100 / (tp + fp + fn + tn);
  return { flagged: (tp + fp) * share, rightlyFlagged: tp * share, missed: fn * share };
}

/** The place of the last threshold that is at least `threshold`, or −1. Thresholds descend. */
export function lastAtOrAbove(thresholds: Float64Array, threshold: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (thresholds[middle] >= threshold) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function cutScore(thresholds: Float64Array, at: number): number {
  return at < 0 ? Number.POSITIVE_INFINITY : thresholds[at];
}

function countsAt({ tp, fp, thresholds }: CutCounts, at: number): Confusion {
  const last = thresholds.length - 1;
  return { tp: tp[at], fp: fp[at], fn: tp[last] - tp[at], tn: fp[last] - fp[at] };
}
