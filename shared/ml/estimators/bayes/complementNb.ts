import type { EstimatorSettings } from '../../../spec/pipelineSpec';
import { closedFormFit, type EstimatorProblem, type EstimatorSteps, summariseRows } from '../problem';
import { logCountRatio } from './logCountRatio';

/**
 * Complement naive Bayes (Rennie et al. 2003), without weight normalisation: a class scores
 * −Σ_j x_j log P(j | every other class), and there is no prior (scikit-learn's ComplementNB ignores it as well once
 * there are two classes).
 *
 * With two classes the complement of one is the other, so the difference of the scores is
 *
 *   decision(x) = −Σ_j x_j log P(j | 0) + Σ_j x_j log P(j | 1) = Σ_j x_j r_j,
 *
 * multinomial naive Bayes with equal priors, whatever `fitPrior` is.
 *
 * @throws CodedError as summariseRows and sumFeatures do.
 */
export function* fitComplementNb(problem: EstimatorProblem, settings: EstimatorSettings): EstimatorSteps {
  const { ratio } = yield* logCountRatio(problem, summariseRows(problem, settings), settings);
  return closedFormFit(ratio, 0);
}
