import { log } from '../../base/elementary';
import { CodedError } from '../../base/errors';
import { withProgress } from '../../runtime/mapSteps';
import { hasMargins, type PipelineSpec } from '../../spec/pipelineSpec';
import { fitBeta } from '../calibration/betaCalibration';
import { CALIBRATION_NUMBERS, scoreOfLogit } from '../calibration/calibrated';
import { fitSigmoid } from '../calibration/calibration';
import { prevalenceWeights } from '../metrics/prevalence';
import type { ThresholdPick } from '../model/manifest';
import { SCORE_LIMIT } from '../model/modelLimits';
import { judgedRows, type LabelColumn } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import type { OutOfFold } from './outOfFold';
import { pickByRule, type ThresholdRule } from './threshold';

/** How scores become probabilities and labels. */
export interface Decision {
  /** Per label some numbers, or null; see Model. */
  readonly calibration: Float64Array<ArrayBuffer> | null;
  /** Per label, the score from which on it is given. */
  readonly thresholds: readonly number[];
  /** Per label, how a rule fared; null for a threshold that was given. */
  readonly picks: ThresholdPick[] | null;
}

/** True if `spec` needs scores of rows that the model has not seen: to calibrate, or to pick a threshold. */
export function needsOutOfFold(spec: PipelineSpec): boolean {
  return spec.calibration !== 'none' || (typeof spec.threshold === 'object' && spec.threshold !== null);
}

/**
 * Fits the calibration and picks the threshold that `spec` asks for.
 *
 * @param rows the rows that `held` has scores of.
 * @param held null if `needsOutOfFold` is false.
 */
export function* decide(
  labels: readonly LabelColumn[],
  spec: PipelineSpec,
  rows: Uint32Array,
  held: OutOfFold | null,
): Generator<FitProgress, Decision, undefined> {
  const numbers = CALIBRATION_NUMBERS[spec.calibration];
  const calibration = numbers === 0 ? null : new Float64Array(numbers * labels.length);
  const thresholds: number[] = [];
  const picks: ThresholdPick[] = [];
  for (let label = 0; label < labels.length; label++) {
    const known = held ? knownScores(labels[label], rows, held, label) : null;
    const weight =
      known && spec.validation.prevalence !== null ? prevalenceWeights(known.truth, spec.validation.prevalence) : null;
    if (calibration && known) {
      const progress: FitProgress = { phase: 'calibrate', done: label, total: labels.length };
      if (spec.calibration === 'beta') {
        const { platt, a, b, c } = yield* withProgress(progress, fitBeta(known.truth, known.scores, weight));
        calibration.set([platt.a, platt.b, a, b, c], numbers * label);
      } else {
        const { a, b } = yield* withProgress(progress, fitSigmoid(known.truth, known.scores, weight));
        calibration.set([a, b], numbers * label);
      }
    }
    if (typeof spec.threshold === 'object' && spec.threshold !== null && known) {
      const progress: FitProgress = { phase: 'calibrate', done: label, total: labels.length };
      const pick = (truth: Uint8Array, scores: Float64Array, weights: Float64Array | null, rule: ThresholdRule) =>
        withProgress(progress, pickByRule(truth, scores, rule, weights, spec.validation.seed));
      const picked = yield* pick(known.truth, known.scores, weight, spec.threshold);
      const byFold: number[] = [];
      for (let fold = 0; fold < spec.validation.folds; fold++) {
        const truth = known.truth.filter((_, i) => known.fold[i] === fold);
        const foldWeight = weight ? weight.filter((_, i) => known.fold[i] === fold) : null;
        const scores = known.scores.filter((_, i) => known.fold[i] === fold);
        const { threshold } = yield* pick(truth, scores, foldWeight, spec.threshold);
        if (Number.isFinite(threshold)) byFold.push(threshold);
      }
      thresholds.push(finite(picked.threshold, labels[label].name));
      picks.push({
        attained: picked.attained,
        lowest: Math.min(...byFold, picked.threshold),
        highest: Math.max(...byFold, picked.threshold),
      });
    } else thresholds.push(givenThreshold(spec, calibration, label));
  }
  return { calibration, thresholds, picks: picks.length > 0 ? picks : null };
}

function finite(threshold: number, label: string): number {
  if (Number.isFinite(threshold)) return threshold;
  throw new CodedError('number-not-finite', { where: `threshold of ${label}`, index: 0 });
}

/** The spec's threshold as a score: given as a probability where the model has them, else as a score. */
function givenThreshold(spec: PipelineSpec, calibration: Float64Array | null, label: number): number {
  const margin = hasMargins(spec) && calibration === null;
  const given = typeof spec.threshold === 'number' ? spec.threshold : margin ? 0 : 0.5;
  if (margin) return given;
  if (given <= 0 || given >= 1) {
    const expected = 'a probability above 0 and below 1';
    throw new CodedError('spec-invalid', { path: 'threshold', got: String(given), expected });
  }
  const logit = given === 0.5 ? 0 : log(given / (1 - given));
  if (calibration === null) return logit;
  if (!(calibration[CALIBRATION_NUMBERS[spec.calibration] * label] > 0)) {
    // The scores rank no better than chance, so every row has about the same probability: a cut at score 0 is as good.
    return 0;
  }
  // A slope next to nothing may put the cut beyond every score there can be; the bound itself decides the same.
  const score = scoreOfLogit(spec.calibration, calibration, label, logit);
  return Math.max(-SCORE_LIMIT, Math.min(SCORE_LIMIT, score));
}

function knownScores(
  column: LabelColumn,
  rows: Uint32Array,
  held: OutOfFold,
  label: number,
): { truth: Uint8Array<ArrayBuffer>; scores: Float64Array<ArrayBuffer>; fold: Uint8Array<ArrayBuffer> } {
  const known = judgedRows(column, rows);
  return {
    truth: Uint8Array.from(known, (i) => column.values[rows[i]]),
    scores: Float64Array.from(known, (i) => held.scores[label][i]),
    fold: Uint8Array.from(known, (i) => held.fold[i]),
  };
}
