import { type Sentence, splitSentences } from '../../text/language/sentences';
import { probabilityOf } from './probability';
import type { Scorer } from './scorer';

/** A sentence of a text, scored by itself. */
export interface SentenceScore extends Sentence {
  readonly score: number;
  /** Null where the model's scores are no probabilities. */
  readonly probability: number | null;
}

const encoder = new TextEncoder();

/**
 * Scores every sentence of `text` by itself, in order. Nothing adds up to the score of the whole: a word weighs more
 * among few others, and n-grams across a border are in no sentence. A text of one sentence has the score of the whole,
 * whatever the white space around it.
 */
export function scoreSentences(scorer: Scorer, text: string, label = 0): SentenceScore[] {
  const { model } = scorer;
  const sentences = splitSentences(text);
  const scores = new Float64Array(model.linear.labels);
  return sentences.map(({ begin, end }) => {
    const bytes = encoder.encode(sentences.length === 1 ? text : text.slice(begin, end));
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return { begin, end, score: scores[label], probability: probabilityOf(model, scores[label], label) };
  });
}

/** Index of the highest score, the first of several; -1 if there are none. */
export function highestOf(scores: readonly { readonly score: number }[]): number {
  return scores.reduce((best, { score }, i) => (best < 0 || score > scores[best].score ? i : best), -1);
}
