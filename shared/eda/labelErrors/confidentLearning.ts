import { CodedError } from '../../base/errors';

/** The result of confident learning for the labels of some rows. */
export interface ConfidentLearning {
  /**
   * Mean probability of each class over the rows that are labelled so: from there on a row is confidently of that
   * class.
   */
  readonly thresholds: readonly [zero: number, one: number];
  /** `joint[given][true]`: estimated share of all rows with that label and that true class; sums to 1. */
  readonly joint: readonly [readonly [number, number], readonly [number, number]];
  /** Rows whose label is held to be wrong, the likeliest first. */
  readonly suspects: Uint32Array<ArrayBuffer>;
}

const ZERO = 0;
const ONE = 1;

/** What rounding may take from a mean of equal numbers. */
const TOLERANCE = 1e-12;

/**
 * Finds wrong labels by confident learning (Northcutt, Jiang and Chuang 2021, Journal of Artificial Intelligence
 * Research 70), for two classes:
 *
 * 1. The threshold of class j is the mean of p(j) over the rows labelled j.
 * 2. A row counts in the confident joint C[given][j] for the likeliest class j whose threshold its p(j) reaches; for
 * none if it reaches neither. 3. The joint Q is C with each row of it scaled to the number of rows labelled so, over
 * all rows. A label that no confident row has is taken as right. 4. Pruned by noise rate: of the rows labelled i, as
 * many as n · Q[i][j] says (rounded) are held to be wrong, those with the largest p(j) − p(i). 5. They are ranked by
 * self-confidence, the probability of their given label, lowest first; with two classes the normalised margin has the
 * same order. Ties in the order of rows.
 *
 * @param labels shape (n,): 0 or 1.
 * @param probability shape (n,): of class 1, by a model that has not seen the row.
 * @throws CodedError `shape-mismatch` if the lengths differ; `argument-invalid` without rows of both labels, of which
 *   neither threshold nor joint is defined.
 */
export function learnConfidently(labels: Uint8Array, probability: Float64Array): ConfidentLearning {
  const n = labels.length;
  if (probability.length !== n) {
    throw new CodedError('shape-mismatch', { what: 'probabilities', got: probability.length, expected: n });
  }
  const sizes = [0, 0];
  const sums = [0, 0];
  for (let row = 0; row < n; row++) {
    const given = labels[row];
    sizes[given] += 1;
    sums[given] += given === ONE ? probability[row] : 1 - probability[row];
  }
  if (sizes[ZERO] === 0 || sizes[ONE] === 0) {
    throw new CodedError('argument-invalid', { argument: 'labels', got: 'one class', expected: 'rows of both' });
  }
  const thresholds = [sums[ZERO] / sizes[ZERO], sums[ONE] / sizes[ONE]] as const;

  const confident = [
    [0, 0],
    [0, 0],
  ];
  for (let row = 0; row < n; row++) {
    const p = probability[row];
    const zero = 1 - p >= thresholds[ZERO] - TOLERANCE;
    const one = p >= thresholds[ONE] - TOLERANCE;
    if (zero || one) confident[labels[row]][one && (!zero || p > 1 - p) ? ONE : ZERO] += 1;
  }
  const scaled = (given: number) => {
    const [zero, one] = confident[given];
    const wrong = zero + one === 0 ? 0 : (given === ONE ? zero : one) / (zero + one);
    return wrong * sizes[given];
  };
  const wrong = [scaled(ZERO), scaled(ONE)];

  const selfConfidence = (row: number) => (labels[row] === ONE ? probability[row] : 1 - probability[row]);
  const byConfidence = (a: number, b: number) => selfConfidence(a) - selfConfidence(b) || a - b;
  const suspects = [ZERO, ONE].flatMap((given) => {
    const rows = Uint32Array.from({ length: n }, (_, row) => row).filter((row) => labels[row] === given);
    return Array.from(rows.sort(byConfidence).subarray(0, Math.floor(wrong[given] + 0.5)));
  });
  return {
    thresholds,
    joint: [
      [(sizes[ZERO] - wrong[ZERO]) / n, wrong[ZERO] / n],
      [wrong[ONE] / n, (sizes[ONE] - wrong[ONE]) / n],
    ],
    suspects: Uint32Array.from(suspects.sort(byConfidence)),
  };
}
