import type { Explanation, Span, TermContribution } from './explain';

/** From this many UTF-16 code units on a text is shown without marks at its words. */
export const LONG_TEXT = 20_000;
/** Reasons that are passed on by name; of more, the rest is summed up. */
export const REASONS_LISTED = 200;

/** What adds to a score, and how much. */
export interface Reason {
  readonly term: string;
  readonly contribution: number;
}

/**
 * An explanation as a screen shows it. Of a long text it is small all the same: a megabyte has hundreds of thousands of
 * spans, and copying them to another thread stops both.
 */
export interface Reasons {
  /** As in the explanation; none for a text longer than LONG_TEXT. */
  readonly spans: readonly Span[];
  /** The largest by absolute value, in that order. */
  readonly reasons: readonly Reason[];
  /** Those that are not listed. */
  readonly rest: { readonly count: number; readonly sum: number };
  /** Words of the text, and those that no known term touches. */
  readonly words: { readonly count: number; readonly untouched: number };
}

/**
 * The reasons of an explanation that are shown: terms for a model of words; for one that knows pieces of words, whole
 * words with the sums of their pieces ("␣stu" is unreadable).
 * @param byWords whether the model looks at words alone.
 */
export function reasonsOf(text: string, { spans, terms }: Explanation, byWords: boolean): Reasons {
  const all = byWords ? terms : sumByWord(spans);
  const unlisted = all.slice(REASONS_LISTED);
  const words = spans.filter((span) => /[\p{L}\p{N}]/u.test(span.text));
  return {
    spans: text.length > LONG_TEXT ? [] : spans,
    reasons: all.slice(0, REASONS_LISTED).map(({ term, contribution }) => ({ term, contribution })),
    rest: { count: unlisted.length, sum: unlisted.reduce((sum, { contribution }) => sum + contribution, 0) },
    words: { count: words.length, untouched: words.filter(({ contribution }) => contribution === 0).length },
  };
}

/** The different words of a comment, in lower case, with the sums of what they add; the largest first. */
function sumByWord(spans: readonly Span[]): Pick<TermContribution, 'term' | 'contribution'>[] {
  const sums = new Map<string, number>();
  for (const { text, contribution } of spans) {
    const word = text.trim().toLowerCase() || '␣';
    sums.set(word, (sums.get(word) ?? 0) + contribution);
  }
  return [...sums]
    .map(([term, contribution]) => ({ term, contribution }))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
