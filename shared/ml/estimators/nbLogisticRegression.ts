import type { EstimatorSettings } from '../../api/pipelineSpec';
import { fitMargin } from './fitMargin';
import { logCountRatio } from './logCountRatio';
import { type EstimatorProblem, type EstimatorStart, type EstimatorSteps, summariseRows } from './problem';

/**
 * Logistic regression on features weighted by naive Bayes (after Wang and Manning 2012, who use an SVM and binary
 * features):
 *
 *   minimise  ½‖v‖² + C Σ s_i log(1 + e^(−y_i (v · (x_i ∘ r) + b))),   then   w = v ∘ r
 *
 * with r the log-count ratio of the feature values as they come (make them binary in the vectorizer to follow the paper).
 * Since v · (x ∘ r) = (v ∘ r) · x, the fit is again one linear model of x. There is no interpolation with plain naive
 * Bayes: C does that.
 *
 * x ∘ r is rounded to float32, like every matrix here.
 *
 * @throws CodedError as fitMargin and sumFeatures do.
 */
export function* fitNbLogisticRegression(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  start?: EstimatorStart,
): EstimatorSteps {
  const { ratio } = yield* logCountRatio(problem, summariseRows(problem, settings), settings);
  const model = { loss: 'logistic', biasRidge: 0, link: 'logit' } as const;
  const unscaled = start && {
    weights: start.weights.map((weight, column) => (ratio[column] === 0 ? 0 : weight / ratio[column])),
    bias: start.bias,
  };
  const fit = yield* fitMargin(problem, settings, model, unscaled, ratio);
  const weights = fit.weights;
  for (let column = 0; column < weights.length; column++) weights[column] *= ratio[column];
  return fit;
}
