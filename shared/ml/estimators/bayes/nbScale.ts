import type { EstimatorSettings } from '../../../spec/pipelineSpec';
import { fitMargin, type MarginModel } from '../fitMargin';
import { type EstimatorProblem, type EstimatorStart, type EstimatorSteps, summariseRows } from '../problem';
import type { FitHelpers } from '../solvers/sharedWork';
import { logCountRatio } from './logCountRatio';

/**
 * Fits `model` on columns scaled by naive Bayes, and returns the weights of the unscaled columns:
 *
 *   fit v on x_i ∘ k,   then   w = v ∘ k,   since v · (x ∘ k) = (v ∘ k) · x
 *
 * With beta 1, k is the log-count ratio r of the feature values as they come (make them binary in the vectorizer to
 * follow the paper). Below 1 it leans towards plain features: k_j = (1 − beta) · mean |r| + beta · |r_j|, Wang and
 * Manning's interpolation (2012) moved from the weights to the columns, where the fit knows of it. A sign of r would
 * change nothing but the sign of v.
 *
 * x ∘ k is rounded to float32, like every matrix here.
 */
export function* fitNbScaled(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  model: MarginModel,
  start: EstimatorStart | undefined,
  helpers: FitHelpers | null,
): EstimatorSteps {
  const { ratio } = yield* logCountRatio(problem, summariseRows(problem, settings), settings);
  const scale = settings.beta === 1 ? ratio : interpolated(ratio, settings.beta);
  const unscaled = start && {
    weights: start.weights.map((weight, column) => (scale[column] === 0 ? 0 : weight / scale[column])),
    bias: start.bias,
  };
  const fit = yield* fitMargin(problem, settings, model, unscaled, scale, helpers);
  const weights = fit.weights;
  for (let column = 0; column < weights.length; column++) weights[column] *= scale[column];
  return fit;
}

function interpolated(ratio: Float64Array, beta: number): Float64Array<ArrayBuffer> {
  let sum = 0;
  for (let column = 0; column < ratio.length; column++) sum += Math.abs(ratio[column]);
  const plain = (1 - beta) * (sum / Math.max(ratio.length, 1));
  return Float64Array.from(ratio, (value) => plain + beta * Math.abs(value));
}
