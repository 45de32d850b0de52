import { averagePrecision } from '#shared/ml/metrics/averagePrecision';
import { brier } from '#shared/ml/metrics/brier';
import { type CalibrationCurve, calibrationCurve } from '#shared/ml/metrics/calibrationCurve';
import { type CutCounts, cutCounts } from '#shared/ml/metrics/cutCounts';
import { type AucInterval, delongInterval } from '#shared/ml/metrics/delong';
import { ece } from '#shared/ml/metrics/ece';
import { logLoss } from '#shared/ml/metrics/logLoss';
import { scoreOrder } from '#shared/ml/metrics/order';
import { prCurve } from '#shared/ml/metrics/prCurve';
import { rocCurve } from '#shared/ml/metrics/rocCurve';
import { finiteRange, type ScoreHistogram, scoreHistogram } from './histogram';
import {
  type CostPoint,
  cheapestPoint,
  type OperatingPoint,
  pointAt,
  recallAtFalsePositiveRate,
  recallAtPrecision,
} from './operatingPoint';
import type { ScoredModel } from './scoredModel';
import { type Curve, thinCurve } from './thinCurve';

/** What a mistake costs, in any unit. */
export interface Costs {
  readonly falseAlarm: number;
  readonly miss: number;
}

/** The figures of one model on the rows of a comparison. A figure is NaN where it is not defined. */
export interface ModelFigures {
  readonly name: string;
  readonly rows: number;
  readonly positives: number;
  /** ROC AUC with DeLong's interval; NaN with one class. */
  readonly auc: AucInterval;
  /** NaN without positives. */
  readonly averagePrecision: number;
  /** Null for a model whose scores are no probabilities. */
  readonly logLoss: number | null;
  readonly brier: number | null;
  readonly ece: number | null;
  readonly atThreshold: OperatingPoint;
  /** Null where no cut is so precise. */
  readonly atPrecision95: OperatingPoint | null;
  readonly atFalsePositive1: OperatingPoint;
  readonly cheapest: CostPoint;
  /** For drawing: within a thousandth of the exact curve. */
  readonly roc: Curve;
  /** x is recall, y precision. */
  readonly precisionRecall: Curve;
  readonly calibration: CalibrationCurve | null;
  /** Of probabilities over [0, 1]; of scores over their range for a model without. */
  readonly histogram: ScoreHistogram;
  /** Every cut of the scores, for a threshold that moves. */
  readonly cuts: CutCounts;
}

/**
 * Measures one model.
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @throws CodedError as `checkRows`.
 */
export function modelFigures(truth: Uint8Array, model: ScoredModel, costs: Costs): ModelFigures {
  const { name, scores, probability, threshold } = model;
  const order = scoreOrder(scores);
  const cuts = cutCounts(truth, scores, null, order);
  const roc = rocCurve(truth, scores, null, order);
  const pr = prCurve(truth, scores, null, order);
  const [low, high] = probability === null ? finiteRange(scores) : [0, 1];
  return {
    name,
    rows: truth.length,
    positives: cuts.tp.length === 0 ? 0 : cuts.tp[cuts.tp.length - 1],
    auc: delongInterval(truth, scores),
    averagePrecision: averagePrecision(truth, scores, null, order),
    logLoss: probability && logLoss(truth, probability),
    brier: probability && brier(truth, probability),
    ece: probability && ece(truth, probability),
    atThreshold: pointAt(cuts, threshold),
    atPrecision95: recallAtPrecision(cuts, 0.95),
    atFalsePositive1: recallAtFalsePositiveRate(cuts, 0.01),
    cheapest: cheapestPoint(cuts, costs),
    roc: thinCurve(roc.fpr, roc.tpr),
    precisionRecall: thinCurve(pr.recall, pr.precision),
    calibration: probability && calibrationCurve(truth, probability),
    histogram: scoreHistogram(truth, probability ?? scores, low, high),
    cuts,
  };
}
