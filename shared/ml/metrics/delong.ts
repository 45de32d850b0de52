import { log, sigmoid } from '../../base/elementary';
import { checkRows } from './checks';
import { normalQuantileTwoSided, twoSidedP } from './normal';
import { scoreOrder } from './order';

/*
 * How sure an AUC is, and whether two models' AUCs on the same rows differ: DeLong's estimate of variance.
 *
 * A row's placement is the share of the other class that it is ranked rightly against, ties by half: for positive i
 * Vᵢ = (negatives below + tied/2)/N, for negative j Vⱼ = (positives above + tied/2)/P. Both kinds have the AUC as their
 * mean, and var(AUC) = S⁺/P + S⁻/N with S± the sample variances of the placements of either class. The variance of a
 * difference of AUCs is the same of the placements' differences.
 *
 * Sources: DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44; Sun and Xu (2014), IEEE Signal Processing Letters
 * 21(11), who compute all placements from ranks in O(n log n). Class weights do not change an AUC, so none are
 * accepted.
 */

/** An AUC with its uncertainty. */
export interface AucInterval {
  /** NaN if a class is missing. */
  readonly auc: number;
  /** Of the AUC. NaN with fewer than two rows of either class. */
  readonly variance: number;
  /** NaN where the variance is NaN or 0: it vanishes, without meaning, where an AUC is 0, 1 or of equal scores. */
  readonly lower: number;
  /** NaN where `lower` is. */
  readonly upper: number;
}

/**
 * The AUC with a confidence interval that is symmetric on the logit scale (so it stays inside (0, 1), and covers better
 * near 1 than a symmetric one).
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); any monotone score, ±Infinity included.
 * @param confidence in (0, 1).
 * @throws CodedError as `checkRows`.
 */
export function delongInterval(truth: Uint8Array, score: Float64Array, confidence = 0.95): AucInterval {
  const { placement, auc } = placements(truth, score);
  const variance = varianceOfMean(truth, placement, auc);
  if (!(variance > 0)) return { auc, variance, lower: Number.NaN, upper: Number.NaN };
  const logit = log(auc / (1 - auc));
  const reach = (normalQuantileTwoSided(confidence) * Math.sqrt(variance)) / (auc * (1 - auc));
  return { auc, variance, lower: sigmoid(logit - reach), upper: sigmoid(logit + reach) };
}

/** Two AUCs on the same rows, compared. */
export interface AucComparison {
  readonly aucA: number;
  readonly aucB: number;
  /** aucA − aucB. */
  readonly difference: number;
  /** Of the difference. NaN with fewer than two rows of either class. */
  readonly variance: number;
  /** Limits of the difference; NaN where z is. */
  readonly lower: number;
  readonly upper: number;
  /** difference / √variance; 0 if both are 0, NaN if only the variance is. */
  readonly z: number;
  /** Two-sided p-value of the AUCs being equal; NaN where z is. */
  readonly p: number;
}

/**
 * DeLong's paired test of two models that scored the same rows, with a confidence interval of the difference.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param scoreA shape (n,); any monotone score. The two models' scores need not be on one scale.
 * @param scoreB shape (n,).
 * @param confidence in (0, 1).
 * @throws CodedError as `checkRows`.
 */
export function delongTest(
  truth: Uint8Array,
  scoreA: Float64Array,
  scoreB: Float64Array,
  confidence = 0.95,
): AucComparison {
  const a = placements(truth, scoreA);
  const b = placements(truth, scoreB);
  // The placements' differences, so that models which rank alike have a variance of exactly 0.
  const apart = a.placement.map((value, row) => value - b.placement[row]);
  const difference = a.auc - b.auc;
  const variance = varianceOfMean(truth, apart, difference);
  const z = variance === 0 && difference === 0 ? 0 : variance === 0 ? Number.NaN : difference / Math.sqrt(variance);
  const reach = Number.isNaN(z) ? Number.NaN : normalQuantileTwoSided(confidence) * Math.sqrt(variance);
  return {
    aucA: a.auc,
    aucB: b.auc,
    difference,
    variance,
    lower: difference - reach,
    upper: difference + reach,
    z,
    p: twoSidedP(z),
  };
}

function placements(truth: Uint8Array, score: Float64Array): { placement: Float64Array; auc: number } {
  checkRows(truth, score, null);
  const n = truth.length;
  const order = scoreOrder(score);
  let allPositives = 0;
  for (const label of truth) allPositives += label;
  const allNegatives = n - allPositives;
  const placement = new Float64Array(n);
  let positives = 0;
  let negatives = 0;
  let doubledPairs = 0;
  for (let at = 0; at < n; ) {
    const start = at;
    let tiedPositives = 0;
    for (; at < n && score[order[at]] === score[order[start]]; at++) tiedPositives += truth[order[at]];
    const tiedNegatives = at - start - tiedPositives;
    const ofPositive = (negatives + tiedNegatives / 2) / allNegatives;
    const ofNegative = (allPositives - positives - tiedPositives / 2) / allPositives;
    for (let i = start; i < at; i++) placement[order[i]] = truth[order[i]] === 1 ? ofPositive : ofNegative;
    doubledPairs += tiedPositives * (2 * negatives + tiedNegatives);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  return { placement, auc: doubledPairs / (2 * allPositives * allNegatives) };
}

/** S⁺/P + S⁻/N of values whose mean in either class is `mean`; NaN with fewer than two rows of either class. */
function varianceOfMean(truth: Uint8Array, values: Float64Array, mean: number): number {
  const sums = [0, 0];
  const rows = [0, 0];
  for (let i = 0; i < truth.length; i++) {
    sums[truth[i]] += (values[i] - mean) * (values[i] - mean);
    rows[truth[i]]++;
  }
  if (rows[0] < 2 || rows[1] < 2) return Number.NaN;
  return sums[1] / (rows[1] - 1) / rows[1] + sums[0] / (rows[0] - 1) / rows[0];
}
