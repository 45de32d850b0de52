import { rowText, type TextColumn } from '../../data/column/textColumn';

/** Lengths of n-grams that the report lists, in words. */
export const NGRAM_LENGTHS = [1, 2, 3] as const;

export type NgramLength = (typeof NGRAM_LENGTHS)[number];

/** The n-grams of 1 to so many words, counted by class. */
export interface WordGrams {
  /** Distinct words, sorted by their bytes. */
  readonly words: TextColumn;
  /** Of n words at n - 1. */
  readonly tables: readonly GramTable[];
}

/**
 * The n-grams of one length, in no order of meaning. Those that occur once in the whole text are kept only as far as
 * lists of `topTerms` can need them, those that occur less often than `minCount` not at all.
 */
export interface GramTable {
  readonly n: number;
  /** How many are kept. */
  readonly grams: number;
  /** `n` for each: rows of `words`. */
  readonly wordsOf: Uint32Array;
  /** By index of the class, by gram: its occurrences there, and the rows there that hold it. */
  readonly counts: readonly Uint32Array[];
  readonly documents: readonly Uint32Array[];
  /** By index of the class: different n-grams and occurrences in all, of those not kept too. */
  readonly totals: readonly { readonly terms: number; readonly count: number }[];
}

/** The text of gram `gram`: its words joined by spaces. */
export function textOfGram(words: TextColumn, { n, wordsOf }: GramTable, gram: number): string {
  return Array.from(wordsOf.subarray(n * gram, n * (gram + 1)), (word) => rowText(words, word)).join(' ');
}

/** True if gram `a` comes before gram `b` in the order of their bytes: a space is less than any byte of a word. */
export function isBeforeInBytes({ n, wordsOf }: Pick<GramTable, 'n' | 'wordsOf'>, a: number, b: number): boolean {
  for (let i = 0; i < n; i++) {
    const [one, other] = [wordsOf[n * a + i], wordsOf[n * b + i]];
    if (one !== other) return one < other;
  }
  return false;
}
