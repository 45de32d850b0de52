import type { ByClass } from '../section/classes';

export const LENGTH_MEASURES = ['characters', 'words', 'sentences', 'punctuation'] as const;

/**
 * Characters are code points; words are tokens of the pattern that vectorizers use (two letters or more); sentences are
 * those of text/sentences; punctuation marks those of `isPunctuation` (text/surfaceMarks): ASCII's but the underscore,
 * and what other scripts write for them.
 */
export type LengthMeasure = (typeof LENGTH_MEASURES)[number];

/** Of one measure over the rows of one class. Quantiles interpolate linearly, as numpy's default. NaN without rows. */
export interface LengthStatistics {
  readonly mean: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** At 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 and 0.99, keyed by these numbers as written here. */
  readonly quantiles: Readonly<Record<string, number>>;
}

/**
 * Rows per bin; bin i holds values from `edges[i]` up to, not including, `edges[i + 1]`. Edges are whole numbers, the
 * first is 0 and the last is above every value.
 */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: ByClass<readonly number[]>;
  /** True if the last bin holds all that is longer than most: it is wider than the others. */
  readonly overflow: boolean;
}

export type ClassFacts = { readonly rows: number } & Partial<Record<LengthMeasure, LengthStatistics>>;
