import { type Explanation, explainText } from '#shared/ml/explain/explain';
import { probabilityOf, type Scorer } from '#shared/ml/scoring/scorer';
import { languageOfBytes, type TextLanguage } from '#shared/text/language/language';

/** The score of a comment for one label of a model. */
export interface LabelAnswer {
  readonly name: string;
  readonly score: number;
  /** Null where the model's scores are no probabilities. */
  readonly probability: number | null;
  readonly flagged: boolean;
}

/** The reasons of the first label, the scores of all labels, and reasons for caution. */
export interface Answer extends Explanation {
  readonly labels: readonly LabelAnswer[];
  readonly language: TextLanguage;
}

const encoder = new TextEncoder();

/**
 * Scores `text` with the reasons shown, reading it once per block of the model's features.
 * @param threshold a score that overrides the first label's own, or null.
 */
export function answerText(scorer: Scorer, text: string, threshold: number | null): Answer {
  const { model } = scorer;
  const { labels: names, thresholds } = model.manifest;
  const explanation = explainText(scorer, text, 0, threshold ?? undefined);
  const labels = names.map((name, label) => {
    const score = explanation.scores[label];
    const cut = label === 0 ? explanation.threshold : thresholds[label];
    return { name, score, probability: probabilityOf(model, score, label), flagged: score >= cut };
  });
  return { ...explanation, labels, language: languageOfBytes(encoder.encode(text)) };
}
