import { format } from '../../i18n';
import type { Answer } from '../../stores/scoring';

/** The score as a person reads it: per cent where the model has probabilities, else the margin to the threshold. */
export function scoreText(answer: Pick<Answer, 'probability' | 'score' | 'threshold'>): string {
  if (answer.probability === null) return format().signed(answer.score - answer.threshold, 2);
  return chanceText(answer.probability);
}

/** The score as a table of corrections has it: the probability, else the score, the same in every language. */
export function scoreCell({ probability, score }: Pick<Answer, 'probability' | 'score'>): string {
  return (probability ?? score).toFixed(4);
}

/** A probability, never rounded to a certainty. */
export function chanceText(probability: number): string {
  if (probability > 0.995) return `>${format().percent(0.99)}`;
  if (probability < 0.005) return `<${format().percent(0.01)}`;
  return format().percent(probability);
}

/** Where the threshold is, in the unit of the score. */
export function thresholdText(answer: Pick<Answer, 'thresholdProbability' | 'threshold'>): string {
  const { thresholdProbability, threshold } = answer;
  return thresholdProbability === null ? format().signed(threshold, 2) : format().percent(thresholdProbability);
}

/** Place along the score bar, 0..1: the probability; or the margin squeezed so that the threshold is the middle. */
export function barPlace(answer: Pick<Answer, 'probability' | 'score' | 'threshold'>): number {
  if (answer.probability !== null) return answer.probability;
  const margin = answer.score - answer.threshold;
  return 0.5 + (0.5 * margin) / (1 + Math.abs(margin));
}
