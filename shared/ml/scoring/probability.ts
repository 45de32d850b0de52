import { sigmoid } from '../../base/elementary';
import { calibratedLogit } from '../calibration/calibrated';
import type { Model } from '../model/model';

/** True if the model's scores can be read as probabilities. */
export function hasProbability(model: Model): boolean {
  return model.calibration !== null || model.linear.link === 'logit';
}

/** The probability that belongs to `score`: calibrated if the model is, else σ(score), or null where there is none. */
export function probabilityOf(model: Model, score: number, label = 0): number | null {
  const { calibration } = model;
  if (calibration) return sigmoid(calibratedLogit(model.manifest.spec.calibration, calibration, label, score));
  return model.linear.link === 'logit' ? sigmoid(score) : null;
}

/** Scores beyond are certainties: σ(40) is 1 to the last bit. */
const FURTHEST = 4096;

/**
 * The score from which on the probability is at least `probability`, by bisection: calibration is monotone, but has no
 * closed inverse. For a model whose calibration turned its scores round, from which on it is at most that.
 * @param probability in (0, 1); of a model that has probabilities.
 */
export function scoreAt(model: Model, probability: number, label = 0): number {
  const at = (score: number) => probabilityOf(model, score, label) ?? 0;
  let low = -FURTHEST;
  let high = FURTHEST;
  const rising = at(high) >= at(low);
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    const below = rising ? at(middle) < probability : at(middle) > probability;
    if (below) low = middle;
    else high = middle;
  }
  return high;
}
