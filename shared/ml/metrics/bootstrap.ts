import { CodedError } from '../../base/errors';
import { createRandom } from '../../base/random';

/** A percentile interval of a statistic. */
export interface BootstrapInterval {
  /** NaN if no replicate is defined. */
  readonly lower: number;
  readonly upper: number;
  /** Replicates the limits rest on ... */
  readonly defined: number;
  /** ... and those left out because the statistic was NaN: such as precision where nothing is flagged. */
  readonly undefined: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  /** Default 1000. */
  readonly replicates?: number;
  /** In (0, 1), default 0.95. */
  readonly confidence?: number;
}

/**
 * A bootstrap confidence interval by percentiles, stratified: every replicate draws, with replacement, as many
 * positives and as many negatives as there are. The statistic sees a draw as weights (how often each row was drawn), so
 * that sorting
 * is done once, outside, and any metric that accepts weights will do; for two models on the same rows return their
 * difference. The same seed returns the same limits.
 *
 * A generator that yields after each replicate.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param statistic is given weights of shape (n,), whole numbers, in an array that the next replicate overwrites.
 * @throws CodedError `argument-invalid` for options out of range or a label other than 0 and 1.
 *
 * Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13. Limits are interpolated as numpy's
 * percentile does.
 */
export function* bootstrapInterval(
  truth: Uint8Array,
  statistic: (weight: Float64Array<ArrayBuffer>) => number,
  { seed, replicates = 1000, confidence = 0.95 }: BootstrapOptions,
): Generator<{ readonly done: number; readonly total: number }, BootstrapInterval, undefined> {
  if (!(Number.isInteger(replicates) && replicates >= 1)) {
    const expected = 'a whole number from 1';
    throw new CodedError('argument-invalid', { argument: 'replicates', got: `${replicates}`, expected });
  }
  if (!(confidence > 0 && confidence < 1)) {
    const expected = 'between 0 and 1';
    throw new CodedError('argument-invalid', { argument: 'confidence', got: `${confidence}`, expected });
  }
  const strata = [rowsOf(truth, 0), rowsOf(truth, 1)];
  if (strata[0].length + strata[1].length !== truth.length) {
    throw new CodedError('argument-invalid', { argument: 'truth', got: 'another label', expected: '0 or 1' });
  }
  const random = createRandom(seed);
  const weight = new Float64Array(truth.length);
  const values = new Float64Array(replicates);
  let defined = 0;
  for (let done = 0; done < replicates; done++) {
    weight.fill(0);
    for (const rows of strata) for (let i = 0; i < rows.length; i++) weight[rows[random.below(rows.length)]]++;
    const value = statistic(weight);
    if (!Number.isNaN(value)) values[defined++] = value;
    yield { done: done + 1, total: replicates };
  }
  const sorted = values.subarray(0, defined).sort();
  return {
    lower: percentile(sorted, (1 - confidence) / 2),
    upper: percentile(sorted, (1 + confidence) / 2),
    defined,
    undefined: replicates - defined,
  };
}

function rowsOf(truth: Uint8Array, label: number): Uint32Array {
  const rows = new Uint32Array(truth.length);
  let count = 0;
  for (let row = 0; row < truth.length; row++) if (truth[row] === label) rows[count++] = row;
  return rows.subarray(0, count);
}

/** Linear interpolation between order statistics; NaN of none. */
function percentile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  // Equal neighbours first: infinite ones have no difference.
  return sorted[low] === sorted[high] ? sorted[low] : sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}
