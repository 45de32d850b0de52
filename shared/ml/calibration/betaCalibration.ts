import { exp, log1p, softplus } from '../../base/elementary';
import { fitSigmoid, type SigmoidCalibration } from './calibration';

/**
 * log-odds = c + b · softplus(t) − a · softplus(−t),  t = platt.a · score + platt.b;  a, b ≥ 0.
 * Far above t = 0 the slope in t is b, far below it is a; with a = b = 1 and c = 0 it is Platt's.
 */
export interface BetaCalibration {
  readonly platt: SigmoidCalibration;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const MAX_ITERATIONS = 100;
const GRADIENT_TOLERANCE = 1e-11;
const SUFFICIENT_DECREASE = 1e-4;
const ROUNDING = 1e-13;
/** Regularises a and b towards 1, per unit of weight: enough to determine them where scores have too few values. */
const PULL = 1e-6;

/**
 * Beta calibration on top of Platt's: the a, b and c that minimise the cross-entropy to Platt's smoothed targets. A
 * sigmoid has one slope; margins often want two, since what is labelled wrongly keeps even the surest scores from
 * certainty on one side and less so on the other.
 *
 * A generator that yields the number of the iteration just done: one pass over the rows.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,), finite; of rows that the model has not seen.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh 1.
 * @throws CodedError as `fitSigmoid`.
 *
 * Source: Kull, Silva Filho and Flach (2017), Beta calibration, AISTATS; there of probabilities s, whose log s is
 * −softplus(−t) and −log(1 − s) softplus(t). As there, a slope that would be negative is 0.
 */
export function* fitBeta(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null = null,
): Generator<number, BetaCalibration, undefined> {
  const platt = yield* fitSigmoid(truth, score, weight);
  const rows = betaRows(truth, score, weight, platt);
  let fit = yield* minimise(rows, [true, true]);
  // Never both: together they are the slope of t, which Platt's fit has made positive.
  if (fit[0] < 0 || fit[1] < 0) fit = yield* minimise(rows, [fit[0] >= 0, fit[1] >= 0]);
  return { platt, a: Math.max(0, fit[0]), b: Math.max(0, fit[1]), c: fit[2] };
}

/** The log-odds that belong to `score`. */
export function betaLogit({ platt, a, b, c }: BetaCalibration, score: number): number {
  const t = platt.a * score + platt.b;
  return c + b * softplus(t) - a * softplus(-t);
}

/** Per row: −softplus(−t), softplus(t), smoothed target and weight. */
interface Rows {
  readonly below: Float64Array;
  readonly above: Float64Array;
  readonly target: Float64Array;
  readonly weight: Float64Array;
  readonly total: number;
}

function betaRows(
  truth: Uint8Array,
  score: Float64Array,
  weight: Float64Array | null,
  platt: SigmoidCalibration,
): Rows {
  const weights = weight ?? new Float64Array(truth.length).fill(1);
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === 1) positives += weights[i];
    else negatives += weights[i];
  }
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  return {
    below: score.map((value) => -softplus(-(platt.a * value + platt.b))),
    above: score.map((value) => softplus(platt.a * value + platt.b)),
    target: Float64Array.from(truth, (label) => (label === 1 ? high : low)),
    weight: weights,
    total: positives + negatives,
  };
}

type Triple = readonly [a: number, b: number, c: number];

/**
 * Newton's method with backtracking, from Platt's own (1, 1, 0).
 * @param free whether a, and whether b, may move; one that may not is 0.
 */
function* minimise(rows: Rows, free: readonly boolean[]): Generator<number, Triple, undefined> {
  let at: Triple = [free[0] ? 1 : 0, free[1] ? 1 : 0, 0];
  let here = lossAt(rows, at, free);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    yield iteration;
    if (Math.max(...here.gradient.map(Math.abs)) <= GRADIENT_TOLERANCE * rows.total) break;
    const step = solve(here.hessian, here.gradient);
    const slope = -(step[0] * here.gradient[0] + step[1] * here.gradient[1] + step[2] * here.gradient[2]);
    let share = 1;
    const moved = (): Triple => [at[0] - share * step[0], at[1] - share * step[1], at[2] - share * step[2]];
    let next = lossAt(rows, moved(), free);
    while (!(next.loss <= here.loss + SUFFICIENT_DECREASE * share * slope + ROUNDING * here.loss) && share > 1e-10) {
      share /= 2;
      next = lossAt(rows, moved(), free);
    }
    if (share <= 1e-10) break; // rounding: no step improves the loss
    at = moved();
    here = next;
  }
  return at;
}

interface Loss {
  readonly loss: number;
  readonly gradient: Triple;
  /** Upper triangle: aa, ab, ac, bb, bc, cc. */
  readonly hessian: readonly [number, number, number, number, number, number];
}

function lossAt({ below, above, target, weight, total }: Rows, [a, b, c]: Triple, free: readonly boolean[]): Loss {
  const pull = PULL * total;
  let loss = (pull / 2) * ((a - 1) * (a - 1) + (b - 1) * (b - 1));
  let [da, db, dc] = [pull * (a - 1), pull * (b - 1), 0];
  let [aa, ab, ac, bb, bc, cc] = [pull, 0, 0, pull, 0, 0];
  for (let i = 0; i < below.length; i++) {
    const w = weight[i];
    const [x, y] = [below[i], above[i]];
    const f = a * x + b * y + c;
    const decay = exp(-Math.abs(f));
    const rest = 1 / (1 + decay);
    loss += w * (Math.max(f, 0) + log1p(decay) - target[i] * f);
    const residual = w * ((f >= 0 ? rest : decay * rest) - target[i]);
    const curvature = w * decay * rest * rest;
    da += residual * x;
    db += residual * y;
    dc += residual;
    aa += curvature * x * x;
    ab += curvature * x * y;
    ac += curvature * x;
    bb += curvature * y * y;
    bc += curvature * y;
    cc += curvature;
  }
  // A fixed parameter has no gradient and no cross terms.
  if (!free[0]) [da, aa, ab, ac] = [0, 1, 0, 0];
  if (!free[1]) [db, bb, ab, bc] = [0, 1, 0, 0];
  return { loss, gradient: [da, db, dc], hessian: [aa, ab, ac, bb, bc, cc] };
}

/** The solution of a symmetric positive definite system of three, by its LDLᵀ factors. */
function solve([aa, ab, ac, bb, bc, cc]: Loss['hessian'], [x, y, z]: Triple): Triple {
  const l1 = ab / aa;
  const l2 = ac / aa;
  const d1 = bb - l1 * ab;
  const l3 = (bc - l2 * ab) / d1;
  const d2 = Math.max(cc - l2 * ac - l3 * l3 * d1, Number.MIN_VALUE);
  const v = y - l1 * x;
  const c = (z - l2 * x - l3 * v) / d2;
  const b = v / d1 - l3 * c;
  return [x / aa - l1 * b - l2 * c, b, c];
}
