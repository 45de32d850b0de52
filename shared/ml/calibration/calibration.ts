import { exp, log, log1p } from '../../base/elementary';
import { CodedError } from '../../base/errors';
import { checkRows } from '../metrics/checks';

/** probability = σ(a · score + b). */
export interface SigmoidCalibration {
  readonly a: number;
  readonly b: number;
}

const MAX_ITERATIONS = 100;
/** Stop when the mean gradient is below this. The scores are scaled to [−1, 1], so the number has no unit. */
const GRADIENT_TOLERANCE = 1e-11;
/** Armijo's constant: the fraction of the decrease predicted by the slope that a step must achieve. */
const SUFFICIENT_DECREASE = 1e-4;
/** Relative tolerance for rounding in the loss, a long sum, so that it does not cause a step to be rejected. */
const ROUNDING = 1e-13;
/** Added to the Hessian's diagonal (relative to the weight of all rows), in case all scores but a few are equal. */
const RIDGE = 1e-14;
/** Scores that differ by less, relative to their size, are equal: a and b would cancel to fewer digits than are needed. */
const EQUAL = 1e-9;

/**
 * Platt's sigmoid calibration: the a and b that minimise the cross-entropy
 *
 *     Σᵢ wᵢ (log(1 + e^fᵢ) − tᵢ fᵢ),  fᵢ = a·scoreᵢ + b
 *
 * to Platt's smoothed targets, tᵢ = (P + 1)/(P + 2) for positives and 1/(N + 2) for negatives, with P and N the weights
 * of either class. They keep a and b finite even if the scores separate the classes. Newton's method with backtracking
 * from a = 0, b = log((P + 1)/(N + 1)), the scores brought to [−1, 1] for the while.
 *
 * Fit it on scores of rows that the model has not seen (out-of-fold). a is negative if those rank positives below
 * negatives. With equal scores, or only one class, a = 0 and every row's probability is the mean target.
 *
 * A generator that yields the number of the iteration just done: one pass over the rows.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,), finite.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh 1.
 * @throws CodedError `training-too-few-rows` if no row has a weight; `number-not-finite` for an infinite score; else as
 *   `checkRows`.
 *
 * Sources: Platt (1999), Probabilistic outputs for support vector machines; Lin, Lin and Weng (2007), A note on Platt's
 * probabilistic outputs, Machine Learning 68. scikit-learn: `_sigmoid_calibration`, which writes σ(−(A·score + B)).
 */
export function* fitSigmoid(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null = null,
): Generator<number, SigmoidCalibration, undefined> {
  checkRows(truth, score, weight);
  let positives = 0;
  let negatives = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < truth.length; i++) {
    const w = weight === null ? 1 : weight[i];
    if (!Number.isFinite(score[i])) throw new CodedError('number-not-finite', { where: 'score', index: i });
    if (w === 0) continue;
    if (truth[i] === 1) positives += w;
    else negatives += w;
    lowest = Math.min(lowest, score[i]);
    highest = Math.max(highest, score[i]);
  }
  const total = positives + negatives;
  if (total === 0) throw new CodedError('training-too-few-rows', { rows: 0, needed: 1, reason: 'calibration' });
  const targets: Targets = { positive: (positives + 1) / (positives + 2), negative: 1 / (negatives + 2) };
  const center = highest / 2 + lowest / 2;
  const scale = highest / 2 - lowest / 2;
  if (scale < 1e-300 || scale < EQUAL * Math.abs(center)) {
    const mean = (positives * targets.positive + negatives * targets.negative) / total;
    return { a: 0, b: log(mean / (1 - mean)) };
  }

  const x = new Float64Array(score.length);
  for (let i = 0; i < x.length; i++) x[i] = (score[i] - center) / scale;
  const at = (a: number, b: number) => lossAt(truth, x, weight, targets, a, b);
  let a = 0;
  let b = log((positives + 1) / (negatives + 1));
  let here = at(a, b);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    yield iteration;
    if (Math.max(Math.abs(here.da), Math.abs(here.db)) <= GRADIENT_TOLERANCE * total) break;
    const daa = here.daa + RIDGE * total;
    const dbb = here.dbb + RIDGE * total;
    const determinant = daa * dbb - here.dab * here.dab;
    const stepA = -(dbb * here.da - here.dab * here.db) / determinant;
    const stepB = -(daa * here.db - here.dab * here.da) / determinant;
    const slope = here.da * stepA + here.db * stepB;
    let share = 1;
    let next = at(a + stepA, b + stepB);
    while (!(next.loss <= here.loss + SUFFICIENT_DECREASE * share * slope + ROUNDING * here.loss) && share > 1e-10) {
      share /= 2;
      next = at(a + share * stepA, b + share * stepB);
    }
    if (share <= 1e-10) break; // no step is better: rounding has the last word
    a += share * stepA;
    b += share * stepB;
    here = next;
  }
  return { a: a / scale, b: b - (a / scale) * center };
}

interface Targets {
  readonly positive: number;
  readonly negative: number;
}

/** The loss at (a, b), its gradient (da, db) and its Hessian (daa, dab, dbb). */
interface Loss {
  readonly loss: number;
  readonly da: number;
  readonly db: number;
  readonly daa: number;
  readonly dab: number;
  readonly dbb: number;
}

function lossAt(
  truth: Uint8Array,
  x: Float64Array,
  weight: Float64Array | null,
  targets: Targets,
  a: number,
  b: number,
): Loss {
  let loss = 0;
  let da = 0;
  let db = 0;
  let daa = 0;
  let dab = 0;
  let dbb = 0;
  for (let i = 0; i < x.length; i++) {
    const w = weight === null ? 1 : weight[i];
    const f = a * x[i] + b;
    const target = truth[i] === 1 ? targets.positive : targets.negative;
    const decay = exp(-Math.abs(f)); // one exp serves σ(f) and log(1 + e^f), and cannot overflow
    const rest = 1 / (1 + decay);
    const probability = f >= 0 ? rest : decay * rest;
    loss += w * (Math.max(f, 0) + log1p(decay) - target * f);
    const residual = w * (probability - target);
    const curvature = w * decay * rest * rest;
    db += residual;
    da += residual * x[i];
    dbb += curvature;
    dab += curvature * x[i];
    daa += curvature * x[i] * x[i];
  }
  return { loss, da, db, daa, dab, dbb };
}
