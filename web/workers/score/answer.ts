import { type Explanation, explainText } from '#shared/ml/explain/explain';
import { type Decision, decide } from '#shared/ml/scoring/decision';
import { probabilityOf, type Scorer } from '#shared/ml/scoring/scorer';
import { languageOfBytes, type TextLanguage } from '#shared/text/language/language';
import type { ListMatches, WordListReader } from '#shared/text/wordLists/wordLists';

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
  /** The label once word lists were applied; `label` is the model's. */
  readonly decision: Decision;
  /** What the word lists matched. */
  readonly matches: ListMatches;
}

const NO_MATCHES: ListMatches = { allow: [], deny: [] };

const encoder = new TextEncoder();

/**
 * Scores `text` with the reasons shown, reading it once per block of the model's features.
 * @param threshold a score that overrides the first label's own, or null.
 * @param lists a person's own words, applied after the model; null: none.
 */
export function answerText(
  scorer: Scorer,
  text: string,
  threshold: number | null,
  lists: WordListReader | null = null,
): Answer {
  const { model } = scorer;
  const { labels: names, thresholds } = model.manifest;
  const explanation = explainText(scorer, text, 0, threshold ?? undefined);
  const labels = names.map((name, label) => {
    const score = explanation.scores[label];
    const cut = label === 0 ? explanation.threshold : thresholds[label];
    return { name, score, probability: probabilityOf(model, score, label), flagged: score >= cut };
  });
  const matches = lists?.find(text) ?? NO_MATCHES;
  const scores = new Float64Array(names.length);
  const decision = decide(text, explanation.label, matches, (rest) => {
    const bytes = encoder.encode(rest);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return scores[0] >= explanation.threshold ? 1 : 0;
  });
  return { ...explanation, labels, language: languageOfBytes(encoder.encode(text)), decision, matches };
}
