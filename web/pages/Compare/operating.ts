import { lastAtOrAbove, type OperatingPoint, pointAt, pointOf } from '#shared/compare/operatingPoint';
import { format } from '../../i18n';
import { type ComparedFigures, movedThresholds } from '../../stores/comparison';

/*
 * Where each model stands: at its own threshold, or where a person has moved it. Looked up in the counts of every cut,
 * so that a slider moves without asking the worker.
 */

/** The score from which a model flags on this page. */
export function thresholdOf(id: string, figures: ComparedFigures): number {
  return movedThresholds[id] ?? figures.threshold;
}

/** The operating point of a model on this page. */
export function pointHere(id: string, figures: ComparedFigures): OperatingPoint {
  return pointAt(figures.cuts, thresholdOf(id, figures));
}

/**
 * The score from which a model flags what has at least `probability`.
 * @returns Infinity if nothing has.
 */
export function scoreFrom({ cuts, cutProbabilities }: ComparedFigures, probability: number): number {
  if (cutProbabilities === null) return Number.NaN;
  const at = lastAtOrAbove(cutProbabilities, probability);
  return at < 0 ? Number.POSITIVE_INFINITY : cuts.thresholds[at];
}

/** The score with which a model flags its highest `share` of the rows, or as near to it as equal scores allow. */
export function scoreOfShare({ cuts }: ComparedFigures, share: number): number {
  const { thresholds, tp, fp } = cuts;
  const last = thresholds.length - 1;
  if (last < 0) return Number.POSITIVE_INFINITY;
  const wanted = share * (tp[last] + fp[last]);
  let low = 0;
  let high = last + 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tp[middle] + fp[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return pointOf(cuts, low - 1).threshold;
}

/** A threshold as a person reads it: the probability that belongs to it, else the score. */
export function thresholdText(figures: ComparedFigures, score: number): string {
  if (!Number.isFinite(score)) return '–';
  const { cuts, cutProbabilities } = figures;
  if (cutProbabilities === null) return format().number(score, 3);
  if (score === figures.threshold && figures.thresholdProbability !== null) {
    return format().percent(figures.thresholdProbability, 1);
  }
  const at = lastAtOrAbove(cuts.thresholds, score);
  return format().percent(cutProbabilities[Math.max(0, at)], 1);
}
