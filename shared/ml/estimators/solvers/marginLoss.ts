import { exp, log1p } from '../../../base/elementary';

/*
 * The two losses of a margin y·z, weighted by a penalty c per row, with their derivatives by the decision z:
 *
 *   logistic      c · log(1 + e^(−yz))     slope −c y σ(−yz)                curvature c σ(yz) σ(−yz)
 *   squaredHinge  c · max(0, 1 − yz)²      slope −2 c y max(0, 1 − yz)      curvature 2c where yz < 1, else 0
 *
 * The squared hinge has no second derivative at yz = 1; the one from the right, 0, is a member of the generalised
 * Hessian (Mangasarian 2002), which is what Newton's method needs.
 */
export type MarginLoss = 'logistic' | 'squaredHinge';

/** Rows as the losses see them. */
export interface LossRows {
  readonly loss: MarginLoss;
  /** Shape (rows,): +1 or −1. */
  readonly sign: Float64Array;
  /** Shape (rows,): c × the weight of the row, ≥ 0. */
  readonly penalty: Float64Array;
}

/** Writes slope and curvature of rows `begin` to `end` at decisions `z`, and returns the sum of their losses. */
export function differentiateLoss(
  { loss, sign, penalty }: LossRows,
  z: Float64Array,
  slope: Float64Array,
  curvature: Float64Array,
  begin: number,
  end: number,
): number {
  let sum = 0;
  if (loss === 'logistic') {
    for (let row = begin; row < end; row++) {
      const margin = sign[row] * z[row];
      const power = exp(-Math.abs(margin));
      const inverse = 1 / (1 + power);
      const wrong = margin >= 0 ? power * inverse : inverse; // σ(−margin)
      sum += penalty[row] * (log1p(power) + Math.max(-margin, 0));
      slope[row] = -penalty[row] * sign[row] * wrong;
      curvature[row] = penalty[row] * power * inverse * inverse;
    }
  } else {
    for (let row = begin; row < end; row++) {
      const short = 1 - sign[row] * z[row];
      const active = short > 0 ? 2 * penalty[row] : 0;
      sum += 0.5 * active * short * short;
      slope[row] = active === 0 ? 0 : -active * sign[row] * short;
      curvature[row] = active;
    }
  }
  return sum;
}
