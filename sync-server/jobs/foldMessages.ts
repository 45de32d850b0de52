import type { FoldOutcome } from '#shared/ml/search/searchFold';

/* What the threads of a search ask the process they are in, so that several workers share one search. */

/** The outcome of one candidate on one fold as JSON has it, where NaN is null. */
export type WrittenOutcome = Omit<FoldOutcome, 'score'> & { readonly score: number | null };

export type FoldQuestion =
  /** How many others could take part at once. */
  | { readonly kind: 'helpers'; readonly wanted: number }
  /** Whether this thread is to measure a part. */
  | { readonly kind: 'claim'; readonly part: number }
  /** What a part came to. */
  | { readonly kind: 'settle'; readonly part: number; readonly outcomes: readonly WrittenOutcome[] };

/** The answer to `claim`. */
export type FoldClaim =
  | { readonly state: 'yours' }
  /** Somebody else measures it. */
  | { readonly state: 'taken' }
  | { readonly state: 'done'; readonly outcomes: readonly WrittenOutcome[] }
  /** To a helper: whole tasks wait, which come first. */
  | { readonly state: 'leave' };

/** The result of a helper's thread that left because whole tasks wait. */
export const HELPER_LEFT = 'left';

export const writtenOutcome = ({ score, ...rest }: FoldOutcome): WrittenOutcome => ({
  ...rest,
  score: Number.isNaN(score) ? null : score,
});

export const outcomeOf = ({ score, ...rest }: WrittenOutcome): FoldOutcome => ({ ...rest, score: score ?? Number.NaN });
