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
