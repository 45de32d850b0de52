import { CodedError } from '../../base/errors';
import { checkProbabilities } from './checks';

/** How the range of probabilities is cut: bins of equal width over [0, 1], or of (nearly) equal numbers of rows. */
export type BinStrategy = 'uniform' | 'quantile';

/** One point per bin that has rows, ascending. All three have the same length. */
export interface CalibrationCurve {
  /** The share of positives in the bin. */
  readonly probTrue: Float64Array<ArrayBuffer>;
  /** The mean probability in the bin. */
  readonly probPred: Float64Array<ArrayBuffer>;
  /** The weight of the bin's rows; without weights, their number. */
  readonly weight: Float64Array<ArrayBuffer>;
}

/**
 * How often rows of a given probability are in fact positive. Bins are closed above: a probability on an edge belongs
 * to the bin below it, and 0 to the first. scikit-learn: `calibration_curve`.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param probability shape (n,), of the positive class, in [0, 1].
 * @param options `bins`: how many, 1 to 1000, default 10 (scikit-learn's is 5). `strategy`: default `uniform`;
 *   `quantile` edges are those of the rows, whatever their weight, interpolated as numpy does.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh 1.
 * @returns no points without rows (or weight).
 * @throws CodedError `argument-invalid` for a number of bins out of range; else as `checkProbabilities`.
 */
export function calibrationCurve(
  truth: Uint8Array,
  probability: Float64Array,
  options: { readonly bins?: number; readonly strategy?: BinStrategy } = {},
  weight: Float64Array | null = null,
): CalibrationCurve {
  checkProbabilities(truth, probability, weight);
  const { bins = 10, strategy = 'uniform' } = options;
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 1000)) {
    const expected = 'a whole number from 1 to 1000';
    throw new CodedError('argument-invalid', { argument: 'bins', got: `${bins}`, expected });
  }
  const edges = strategy === 'uniform' ? uniformEdges(bins) : quantileEdges(probability, bins);
  const positives = new Float64Array(bins);
  const sums = new Float64Array(bins);
  const weights = new Float64Array(bins);
  for (let i = 0; i < truth.length; i++) {
    const w = weight === null ? 1 : weight[i];
    const bin = firstNotBelow(edges, probability[i]);
    weights[bin] += w;
    sums[bin] += w * probability[i];
    if (truth[i] === 1) positives[bin] += w;
  }
  const filled = Array.from(weights.keys()).filter((bin) => weights[bin] > 0);
  return {
    probTrue: Float64Array.from(filled, (bin) => positives[bin] / weights[bin]),
    probPred: Float64Array.from(filled, (bin) => sums[bin] / weights[bin]),
    weight: Float64Array.from(filled, (bin) => weights[bin]),
  };
}

/** The edges between bins, 1/bins … (bins − 1)/bins, to the bit as numpy's linspace(0, 1, bins + 1) has them. */
function uniformEdges(bins: number): Float64Array {
  const width = 1 / bins;
  return Float64Array.from({ length: bins - 1 }, (_, i) => (i + 1) * width);
}

/** The edges between bins of equal numbers of rows, to the bit as numpy's percentile interpolates them. */
function quantileEdges(probability: Float64Array, bins: number): Float64Array {
  const sorted = probability.slice().sort();
  if (sorted.length === 0) return uniformEdges(bins);
  const width = 1 / bins;
  return Float64Array.from({ length: bins - 1 }, (_, i) => {
    const place = (sorted.length - 1) * (((i + 1) * width * 100) / 100);
    const low = Math.floor(place);
    const share = place - low;
    const from = sorted[low];
    const to = sorted[Math.min(low + 1, sorted.length - 1)];
    return share < 0.5 ? from + (to - from) * share : to - (to - from) * (1 - share);
  });
}

/** How many of the ascending `edges` are below `value`: its bin. */
function firstNotBelow(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
