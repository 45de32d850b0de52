import { type Explanation, explainText } from '#shared/ml/explain/explain';
import { type Misreading, misreadingsOf } from '#shared/ml/explain/misreadings';
import { type Reasons, reasonsOf } from '#shared/ml/explain/reasons';
import { type Decision, decide } from '#shared/ml/scoring/decision';
import type { Knowledge, KnowledgeReader } from '#shared/ml/scoring/doubt';
import { hasProbability, probabilityOf } from '#shared/ml/scoring/probability';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { languageOfBytes, type TextLanguage } from '#shared/text/language/language';
import type { ListMatches, WordListReader } from '#shared/text/wordLists/wordLists';

/** The score of a comment for one label of a model. */
export interface LabelAnswer {
  readonly name: string;
  readonly score: number;
  /** Null where the model's scores are no probabilities. */
  readonly probability: number | null;
  /** The score from which it is given, ... */
  readonly threshold: number;
  /** ... and as a probability; null where there are none. */
  readonly thresholdProbability: number | null;
  readonly flagged: boolean;
}

/** What a model finds of a comment, without the reasons. */
export interface Judgement {
  /** The decision function of the first label. */
  readonly score: number;
  /** Null where the model's scores are no probabilities. */
  readonly probability: number | null;
  readonly threshold: number;
  /** The label once word lists were applied. */
  readonly decision: Decision;
  /** What the model knows of the comment; with a doubt it cannot tell. */
  readonly knowledge: Knowledge;
}

/** The reasons of the first label, the scores of all labels, and reasons for caution. */
export interface Answer extends Explanation {
  readonly labels: readonly LabelAnswer[];
  readonly language: TextLanguage;
  /** The label once word lists were applied; `label` is the model's. */
  readonly decision: Decision;
  /** What the model knows of the comment; with a doubt it cannot tell. */
  readonly knowledge: Knowledge;
  /** What the model is known to misread in a comment that it flags. */
  readonly misreadings: readonly Misreading[];
  /** What the word lists matched. */
  readonly matches: ListMatches;
}

const NO_MATCHES: ListMatches = { allow: [], deny: [] };

const encoder = new TextEncoder();

/** An answer as it is sent to the page: as much of its reasons as is shown. */
export type ShownAnswer = Omit<Answer, 'spans' | 'terms' | 'matches'> & Reasons;

/** A model at work on single comments. */
export interface Answering {
  readonly scorer: Scorer;
  readonly knowledge: KnowledgeReader;
}

/**
 * Scores `text` with the reasons shown, reading it once per block of the model's features.
 * @param threshold a score that overrides the first label's own, or null.
 * @param lists a person's own words, applied after the model; null: none.
 */
export function answerText(
  { scorer, knowledge }: Answering,
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
    return {
      name,
      score,
      probability: probabilityOf(model, score, label),
      threshold: cut,
      thresholdProbability: hasProbability(model) ? probabilityOf(model, cut, label) : null,
      flagged: score >= cut,
    };
  });
  const matches = lists?.find(text) ?? NO_MATCHES;
  const scores = new Float64Array(names.length);
  const flags = (other: string) => {
    const bytes = encoder.encode(other);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return scores[0] >= explanation.threshold;
  };
  const decision = decide(text, explanation.label, matches, (rest) => (flags(rest) ? 1 : 0));
  const bytes = encoder.encode(text);
  const known = knowledge.read(bytes, 0, bytes.length, Float64Array.from(explanation.scores), explanation.threshold);
  const byModel = decision.by === 'model' && decision.label === 1 && known.doubt === null;
  const misreadings = byModel ? misreadingsOf(text, explanation.spans, flags) : [];
  const language = languageOfBytes(bytes);
  return { ...explanation, labels, language, decision, knowledge: known, misreadings, matches };
}

/** `answerText`, with as much of its reasons as is shown. */
export function shownAnswer(...[answering, text, threshold, lists]: Parameters<typeof answerText>): ShownAnswer {
  const { spans, terms, matches, ...answer } = answerText(answering, text, threshold, lists);
  const byWords = answering.scorer.model.manifest.spec.features.every(({ analyzer }) => analyzer === 'word');
  return { ...answer, ...reasonsOf(text, { ...answer, spans, terms }, byWords) };
}

/**
 * Scores `text` as `answerText` does, for a fraction of the time: the reasons are not looked for.
 * @param threshold a score that overrides the first label's own, or null.
 * @param lists a person's own words, applied after the model; null: none.
 */
export function judgeText(
  { scorer, knowledge }: Answering,
  text: string,
  threshold: number | null,
  lists: WordListReader | null = null,
): Judgement {
  const { model } = scorer;
  const cut = threshold ?? model.manifest.thresholds[0];
  const scoresOf = (bytes: Uint8Array) => {
    const scores = new Float64Array(model.linear.labels);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return scores;
  };
  const bytes = encoder.encode(text);
  const scores = scoresOf(bytes);
  const [score] = scores;
  const decision = decide(text, score >= cut ? 1 : 0, lists?.find(text) ?? NO_MATCHES, (rest) =>
    scoresOf(encoder.encode(rest))[0] >= cut ? 1 : 0,
  );
  return {
    score,
    probability: probabilityOf(model, score),
    threshold: cut,
    decision,
    knowledge: knowledge.read(bytes, 0, bytes.length, scores, cut),
  };
}
