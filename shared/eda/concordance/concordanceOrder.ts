import type { KeywordInContext } from './concordance';

/*
 * Orders of a concordance. Apart from what finds it: a page sorts what a worker found, and needs no tokenizer for that.
 */

const WORD = /[\p{L}\p{N}_]+/gu;
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(WORD) ?? [];

/** The first list with a smaller word, or the shorter one, goes first. */
function compareWords(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length - b.length;
}

/** Orders by the words that follow, the nearest first. */
export function byRightContext(a: KeywordInContext, b: KeywordInContext): number {
  return compareWords(wordsOf(a.after), wordsOf(b.after));
}

/** Orders by the words that stand before, the nearest first. */
export function byLeftContext(a: KeywordInContext, b: KeywordInContext): number {
  return compareWords(wordsOf(a.before).toReversed(), wordsOf(b.before).toReversed());
}
