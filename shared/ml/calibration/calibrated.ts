import type { PipelineSpec } from '../../spec/pipelineSpec';
import { betaLogit } from './betaCalibration';

/*
 * Calibrations as lists of numbers, as models carry them: per label (a, b) for `sigmoid`, (platt.a, platt.b, a, b, c)
 * for `beta`.
 */

export type Calibration = PipelineSpec['calibration'];

/** Numbers per label. */
export const CALIBRATION_NUMBERS: Readonly<Record<Calibration, number>> = { none: 0, sigmoid: 2, beta: 5 };

/**
 * The log-odds that belong to `score` under a calibration that is not `none`. Never falls as scores rise, if `platt.a` > 0.
 */
export function calibratedLogit(kind: Calibration, numbers: Float64Array, label: number, score: number): number {
  const at = label * CALIBRATION_NUMBERS[kind];
  if (kind !== 'beta') return numbers[at] * score + numbers[at + 1];
  const platt = { a: numbers[at], b: numbers[at + 1] };
  return betaLogit({ platt, a: numbers[at + 2], b: numbers[at + 3], c: numbers[at + 4] }, score);
}

/** Beyond this, by absolute value, log-odds are as good as certain, and softplus is straight. */
const FARTHEST = 1024;

/**
 * The score of these log-odds. Where none has them, as between the levels of a flat stretch, one as near as there is.
 * Of a calibration whose `platt.a` is above 0.
 */
export function scoreOfLogit(kind: Calibration, numbers: Float64Array, label: number, logit: number): number {
  const at = label * CALIBRATION_NUMBERS[kind];
  const [a, b] = [numbers[at], numbers[at + 1]];
  if (kind !== 'beta') return (logit - b) / a;
  let low = (-FARTHEST - b) / a;
  let high = (FARTHEST - b) / a;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return high;
    if (calibratedLogit(kind, numbers, label, middle) < logit) low = middle;
    else high = middle;
  }
}
