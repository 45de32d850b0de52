import type { Answer } from '../../stores/scoring';

type Misreading = Answer['misreadings'][number];

/** Why an answer is to be taken with care. */
export type Caution =
  | Misreading
  | { readonly kind: 'unknown'; readonly unknown: number; readonly all: number }
  | { readonly kind: 'short' };

/** The share of unknown words from which a caution is shown. */
const UNKNOWN_SHARE = 0.8;

/**
 * What speaks for care, the weightiest first. None of an answer that is unsure: that says all.
 * @param byWords whether the model looks at words alone.
 */
export function cautionsOf(answer: Answer, byWords: boolean): Caution[] {
  const { tokens, unknownTokens, words, knowledge, misreadings } = answer;
  if (knowledge.doubt !== null) return [];
  const cautions: Caution[] = [...misreadings];
  // A word that no known term touches adds nothing; stop words add nothing either, but are not counted as unknown
  // tokens.
  const unknown = words.untouched;
  // A model that carries the words it has read has counted better already.
  const guessed = knowledge.unknown === null;
  if (guessed && unknown >= UNKNOWN_SHARE * words.count && unknown > 0 && 2 * unknownTokens >= tokens) {
    cautions.push({ kind: 'unknown', unknown, all: words.count });
  } else if (byWords && tokens <= 1) cautions.push({ kind: 'short' });
  return cautions;
}
