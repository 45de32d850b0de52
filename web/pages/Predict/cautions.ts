import type { Answer } from '../../stores/scoring';

/** Why an answer is to be taken with care. */
export type Caution =
  | { readonly kind: 'nothingKnown' }
  | { readonly kind: 'language'; readonly written: 'en' | 'ru' | 'other'; readonly learnt: 'en' | 'ru' }
  | { readonly kind: 'unknown'; readonly unknown: number; readonly all: number }
  | { readonly kind: 'short' };

/** From this share of unknown words on it is said. */
const UNKNOWN_SHARE = 0.8;
/** A language is told of no fewer words: "on me" is French as well. */
const WORDS_TOLD = 4;

/**
 * What speaks for care, the weightiest first.
 * @param learnt the language of the model's comments; null where it is not known.
 * @param byWords whether the model looks at words alone.
 */
export function cautionsOf(answer: Answer, learnt: 'en' | 'ru' | null, byWords: boolean): Caution[] {
  const { tokens, unknownTokens, spans, language } = answer;
  if (tokens === 0 || unknownTokens === tokens) return [{ kind: 'nothingKnown' }];
  const cautions: Caution[] = [];
  const words = spans.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  if (learnt !== null && language !== 'unknown' && language !== learnt && words.length >= WORDS_TOLD) {
    cautions.push({ kind: 'language', written: language, learnt });
  }
  // A word that no known term touches adds nothing; stop words add nothing either, but are not counted as unknown tokens.
  const unknown = words.filter(({ contribution }) => contribution === 0).length;
  if (unknown >= UNKNOWN_SHARE * words.length && unknown > 0 && 2 * unknownTokens >= tokens) {
    cautions.push({ kind: 'unknown', unknown, all: words.length });
  } else if (byWords && tokens <= 1) cautions.push({ kind: 'short' });
  return cautions;
}
