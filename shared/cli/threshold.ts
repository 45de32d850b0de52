import { CodedError } from '#shared/base/errors';
import { CALIBRATION_NUMBERS, scoreOfLogit } from '#shared/ml/calibration/calibrated';
import type { Model } from '#shared/ml/model/model';
import { hasProbability, probabilityOf } from '#shared/ml/scoring/probability';
import { type Given, numberOption } from './args';

/** A threshold in place of the model's own; the same option for every command. */
export const THRESHOLD_OPTION = {
  threshold: [
    'P',
    "probability from which a comment is flagged (of a model without probabilities: the score); default: the model's",
  ],
} as const;

/** Three answers in place of two. */
export const UNSURE_FROM_OPTION = {
  'unsure-from': [
    'P',
    'three answers: from this probability (or score) up to the threshold the label is `unsure`, for a person to look at',
  ],
} as const;

/**
 * The score from which `label` is given: from `--threshold`, else the model's own.
 * @throws CodedError `argument-invalid` for a number that is no probability, where the model has them.
 */
export function thresholdOf(given: Given, model: Model, label: number): number {
  return scoreOption(given, 'threshold', model, label) ?? model.manifest.thresholds[label];
}

/**
 * The score from which the first label is unsure, by `--unsure-from`; null: there are two answers.
 * @param threshold the score from which it is given.
 * @throws CodedError `argument-invalid` as `thresholdOf`, and for one that is above the threshold.
 */
export function unsureFromOf(given: Given, model: Model, threshold: number): number | null {
  const from = scoreOption(given, 'unsure-from', model, 0);
  if (from === undefined) return null;
  if (from > threshold) {
    const expected = `at most the threshold, ${(probabilityOf(model, threshold) ?? threshold).toFixed(4)}`;
    throw new CodedError('argument-invalid', {
      argument: '--unsure-from',
      got: given.get('unsure-from') ?? '',
      expected,
    });
  }
  return from;
}

/** An option that is a probability, as the score that has it; of a model without probabilities it is the score. */
function scoreOption(
  given: Given,
  option: 'threshold' | 'unsure-from',
  model: Model,
  label: number,
): number | undefined {
  if (!hasProbability(model)) return numberOption(given, option, { min: -Number.MAX_VALUE, whole: false });
  const probability = numberOption(given, option, { min: 0, max: 1, whole: false });
  return probability === undefined ? undefined : scoreOfProbability(model, label, probability, option);
}

/** The score that has `probability`; infinite for 0 and 1, which no score has. */
function scoreOfProbability(
  { calibration, manifest }: Model,
  label: number,
  probability: number,
  option: string,
): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  const logit = Math.log(probability / (1 - probability));
  if (!calibration) return logit;
  const kind = manifest.spec.calibration;
  if (!(calibration[label * CALIBRATION_NUMBERS[kind]] > 0)) {
    const expected = 'nothing: the calibration of this model falls as scores rise';
    throw new CodedError('argument-invalid', { argument: `--${option}`, got: String(probability), expected });
  }
  return scoreOfLogit(kind, calibration, label, logit);
}
