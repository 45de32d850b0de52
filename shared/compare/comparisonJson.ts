import type { CalibrationCurve } from '#shared/ml/metrics/calibrationCurve';
import type { Comparison } from './compareModels';
import type { ModelFigures } from './modelFigures';
import { type OperatingPoint, ofHundred } from './operatingPoint';
import type { Curve } from './thinCurve';

/**
 * A comparison as JSON prints it: lists in place of typed arrays, names in place of places. A figure that is not
 * defined is NaN here and null in JSON, as is the threshold that flags nothing.
 */
export function comparisonJson({ models, pairs, slicings, groups, ...counts }: Comparison) {
  const names = models.map(({ name }) => name);
  const byName = <Figures>(figures: readonly Figures[]) => figures.map((own, i) => ({ model: names[i], ...own }));
  return {
    ...counts,
    models: models.map(modelJson),
    pairs: pairs.map(({ a, b, ...tests }) => ({ a: names[a], b: names[b], ...tests })),
    slices: slicings.map(({ by, slices, rest }) => ({
      by,
      slices: slices.map((slice) => ({ ...slice, models: byName(slice.models) })),
      rest,
    })),
    groups: groups.map((group) => ({ ...group, models: byName(group.models) })),
  };
}

function modelJson({ cuts: _, roc, precisionRecall, calibration, ...figures }: ModelFigures) {
  return {
    ...figures,
    atThreshold: pointJson(figures.atThreshold),
    cheapest: { ...pointJson(figures.cheapest), cost: figures.cheapest.cost },
    roc: curveJson(roc, 'falsePositiveRate', 'recall'),
    precisionRecall: curveJson(precisionRecall, 'recall', 'precision'),
    calibration: calibration && calibrationJson(calibration),
  };
}

function pointJson(point: OperatingPoint) {
  return { ...point, ofHundred: ofHundred(point.confusion) };
}

function curveJson(curve: Curve, x: string, y: string) {
  return { [x]: [...curve.x], [y]: [...curve.y] };
}

function calibrationJson({ probTrue, probPred, weight }: CalibrationCurve) {
  return { probTrue: [...probTrue], probPred: [...probPred], rows: [...weight] };
}
