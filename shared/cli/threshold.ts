import { CodedError } from '#shared/base/errors';
import { CALIBRATION_NUMBERS, scoreOfLogit } from '#shared/ml/calibration/calibrated';
import type { Model } from '#shared/ml/model/model';
import { hasProbability } from '#shared/ml/scoring/probability';
import { type Given, numberOption } from './args';

/** A threshold in place of the model's own; the same option for every command. */
export const THRESHOLD_OPTION = {
  threshold: [
    'P',
    "probability from which a comment is flagged (of a model without probabilities: the score); default: the model's",
  ],
} as const;

/**
 * The score from which `label` is given: from `--threshold`, else the model's own.
 * @throws CodedError `argument-invalid` for a number that is no probability, where the model has them.
 */
export function thresholdOf(given: Given, model: Model, label: number): number {
  const own = model.manifest.thresholds[label];
  if (!given.has('threshold')) return own;
  if (!hasProbability(model)) return numberOption(given, 'threshold', { min: -Number.MAX_VALUE, whole: false }) ?? own;
  const probability = numberOption(given, 'threshold', { min: 0, max: 1, whole: false });
  return probability === undefined ? own : scoreOfProbability(model, label, probability);
}

/** The score that has `probability`; infinite for 0 and 1, which no score has. */
function scoreOfProbability({ calibration, manifest }: Model, label: number, probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  const logit = Math.log(probability / (1 - probability));
  if (!calibration) return logit;
  const kind = manifest.spec.calibration;
  if (!(calibration[label * CALIBRATION_NUMBERS[kind]] > 0)) {
    const expected = 'nothing: the calibration of this model falls as scores rise';
    throw new CodedError('argument-invalid', { argument: '--threshold', got: String(probability), expected });
  }
  return scoreOfLogit(kind, calibration, label, logit);
}
